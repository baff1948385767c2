/** Knowledge for a command: loaded, or its problems told. */
import type { Config } from '../config.ts'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import { openKnowledge } from '../knowledge/open.ts'
import { type Problem, showProblem } from '../knowledge/problem.ts'
import type { Output } from './output.ts'

const MOST_SHOWN = 20

export async function knowledgeOrProblems(config: Config, output: Output): Promise<KnowledgeBase | undefined> {
  const { knowledge, problems } = await openKnowledge(config.knowledgeFolders)
  if (!knowledge) tellProblems(problems, output)
  return knowledge
}

/** The first of them, for whoever wanted something else than to check. */
export function tellProblems(problems: readonly Problem[], { err }: Output): void {
  err(`The knowledge base has ${problems.length} problem${problems.length === 1 ? '' : 's'}:`)
  for (const problem of problems.slice(0, MOST_SHOWN)) err(showProblem(problem))
  if (problems.length > MOST_SHOWN) err(`… and ${problems.length - MOST_SHOWN} more; npm run check shows all`)
}
