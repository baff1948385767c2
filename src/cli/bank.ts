/** `bank`: replays the question bank and tells what came back otherwise than it must. */
import { parseArgs } from 'node:util'
import { stringify } from 'yaml'
import { buildAnswerer } from '../answering/answer.ts'
import type { Config } from '../config.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { showProblem } from '../knowledge/problem.ts'
import { replayBank } from '../workbench/bank.ts'
import type { ExitCode, Output } from './output.ts'

const USAGE = `Usage: bank [--failing]
  --failing   print every failing question as YAML, the form of questions/known-failures.yaml`

export async function bank(args: string[], config: Config, { out, err }: Output): Promise<ExitCode> {
  let failing = false
  try {
    failing = parseArgs({ args, options: { failing: { type: 'boolean' } } }).values.failing ?? false
  } catch (error) {
    err(`${error instanceof Error ? error.message : error}\n${USAGE}`)
    return 2
  }
  const { knowledge, problems, bank: items, knownFailures } = loadKnowledge(config.knowledgeFolders)
  if (!knowledge) {
    for (const problem of problems) err(showProblem(problem))
    return 1
  }
  const results = await replayBank(buildAnswerer(knowledge), items, config.today())
  const wrong = results.filter((result) => result.wrong.length > 0)
  if (failing) {
    out(stringify(wrong.map((result) => result.ask)).trimEnd())
    return 0
  }
  const known = new Set(knownFailures)
  const fresh = wrong.filter((result) => !known.has(result.ask))
  const passing = results.filter((result) => result.wrong.length === 0 && known.has(result.ask))
  for (const { ask, wrong: differences } of fresh) out(`${ask}\n    ${differences.join('; ')}`)
  for (const { ask } of passing) out(`${ask}\n    passes now: remove it from known-failures.yaml`)
  err(
    `${results.length} questions: ${results.length - wrong.length} right, ${wrong.length} wrong, of which ${wrong.length - fresh.length} are known.`,
  )
  return fresh.length + passing.length === 0 ? 0 : 1
}
