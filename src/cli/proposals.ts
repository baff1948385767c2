/** Shows what a command of the workbench would write, or writes it. */
import { relative } from 'node:path'
import { showProblem } from '../knowledge/problem.ts'
import { YamlEditError } from '../workbench/edit-yaml.ts'
import { patchOf, writeChanges } from '../workbench/file-changes.ts'
import type { Proposal } from '../workbench/proposal.ts'
import { Refusal } from '../workbench/refusal.ts'
import type { ExitCode, Output } from './output.ts'

export type How = {
  /** The patch alone: nothing is written. */
  dryRun: boolean
  json: boolean
}

export const HOW_OPTIONS = { 'dry-run': { type: 'boolean' }, json: { type: 'boolean' } } as const

/** @param make throws a `Refusal` where what was asked for makes no sense */
export async function settle(make: () => Proposal | Promise<Proposal>, how: How, output: Output): Promise<ExitCode> {
  const proposal = await refusedOr(make, output)
  if (!proposal) return 1
  const { changes, problems, remarks } = proposal
  const writes = problems.length === 0 && !how.dryRun && changes.length > 0
  if (writes) writeChanges(changes)
  const files = changes.map(({ file }) => relative(process.cwd(), file))
  if (how.json) {
    output.out(JSON.stringify({ written: writes, files, patch: patchOf(changes), problems, remarks }, null, 2))
    return problems.length === 0 ? 0 : 1
  }
  if (problems.length > 0) {
    output.err('Nothing was written: the check would refuse it.')
    for (const problem of problems) output.err(showProblem(problem))
    return 1
  }
  for (const remark of remarks) output.err(remark)
  if (how.dryRun) output.out(patchOf(changes).trimEnd())
  else for (const file of files) output.out(file)
  return 0
}

/** Undefined: it was refused, and the person told why. */
export async function refusedOr<T>(make: () => T | Promise<T>, { err }: Output): Promise<T | undefined> {
  try {
    return await make()
  } catch (error) {
    if (!(error instanceof Refusal) && !(error instanceof YamlEditError)) throw error
    err(error.message)
    return undefined
  }
}
