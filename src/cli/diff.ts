/** `diff`: which answers change between a revision of git and the files as they are now. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import type { Config } from '../config.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import type { Problem } from '../knowledge/problem.ts'
import { diffKnowledge, type KnowledgeDiff, type Version } from '../workbench/diff.ts'
import { checkOut } from '../workbench/revision.ts'
import { diffMarkdown } from './diff-markdown.ts'
import { tellProblems } from './knowledge.ts'
import type { ExitCode, Output } from './output.ts'
import { refusedOr } from './proposals.ts'

const USAGE = `Usage: diff [REVISION] [--json] [--exit-code]
  REVISION      of git; HEAD when none is named. main... is where this branch left main, as for a pull request
  --json        for programs, with every question and both answers; otherwise Markdown
  --exit-code   exit code 1 when an answer or a figure changes
Exit code: 0 the report was made, 1 it could not be, 2 called wrongly.`

type Options = { revision: string; json: boolean; exitCode: boolean }

export async function diff(args: string[], config: Config, output: Output): Promise<ExitCode> {
  const options = readOptions(args)
  if (typeof options === 'string') {
    output.err(`${options}\n${USAGE}`)
    return 2
  }
  const after = versionIn(config.knowledgeFolders, output)
  const before = after && (await refusedOr(() => versionAt(options.revision, config.knowledgeFolders, output), output))
  if (!after || !before) return 1
  output.err('Asking both versions; this takes a while.')
  const found = await diffKnowledge(before, after, config.today())
  const compared = { revision: options.revision, commit: before.commit }
  output.out(options.json ? JSON.stringify({ ...compared, ...found }, null, 2) : diffMarkdown(found, compared))
  return options.exitCode && isChanged(found) ? 1 : 0
}

/** `reviewed` and the like change a figure's record, and nothing that a reader sees. */
const isChanged = ({ answers, figures }: KnowledgeDiff): boolean =>
  answers.length > 0 || figures.some(({ kind }) => kind !== 'reworded')

function versionIn(folders: readonly string[], output: Output): Version | undefined {
  const { knowledge, problems, bank } = loadKnowledge(folders)
  if (!knowledge) tellProblems(problems, output)
  return knowledge && { knowledge, bank }
}

/** Undefined: what stood there has problems, and the person was told. */
function versionAt(
  revision: string,
  folders: readonly string[],
  output: Output,
): (Version & { commit: string }) | undefined {
  const root = mkdtempSync(join(tmpdir(), 'online-crime-bot-'))
  try {
    const { commit, folders: written } = checkOut(revision, folders, root)
    const { knowledge, problems, bank } = loadKnowledge(written)
    if (knowledge) return { knowledge, bank, commit }
    output.err(`The knowledge at ${revision} cannot be answered from by this version of the program.`)
    tellProblems(
      problems.map((problem) => atRevision(problem, revision, written, folders)),
      output,
    )
    return undefined
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** `HEAD:knowledge/laws.yaml`, as git names it. */
function atRevision(
  problem: Problem,
  revision: string,
  written: readonly string[],
  folders: readonly string[],
): Problem {
  const index = written.findIndex((folder) => !relative(folder, problem.file).startsWith('..'))
  const inside = relative(written[index] ?? '.', problem.file)
  return { ...problem, file: `${revision}:${join(folders[index] ?? '', inside)}` }
}

function readOptions(args: string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, 'exit-code': { type: 'boolean', default: false } },
    })
    const [revision = 'HEAD', ...more] = positionals
    if (more.length > 0) return 'Name one revision.'
    return { revision, json: values.json, exitCode: values['exit-code'] }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
