/** `check`: every problem of the knowledge base, one a line. */
import { parseArgs } from 'node:util'
import type { Config } from '../config.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { showProblem } from '../knowledge/problem.ts'
import type { ExitCode, Output } from './output.ts'

export function check(args: string[], config: Config, { out, err }: Output): ExitCode {
  let json = false
  try {
    json = parseArgs({ args, options: { json: { type: 'boolean' } } }).values.json ?? false
  } catch (error) {
    err(`${error instanceof Error ? error.message : error}\nUsage: check [--json]`)
    return 2
  }
  const { problems, knowledge } = loadKnowledge(config.knowledgeFolders)
  if (json) out(JSON.stringify({ problems }, null, 2))
  else for (const problem of problems) out(showProblem(problem))
  if (knowledge)
    err(
      `No problems: ${knowledge.figures.size} figures, ${knowledge.guidance.size} guidance entries, ${knowledge.glossary.size} terms, ${knowledge.sources.size} sources.`,
    )
  else err(`${problems.length} problem${problems.length === 1 ? '' : 's'}.`)
  return problems.length === 0 ? 0 : 1
}
