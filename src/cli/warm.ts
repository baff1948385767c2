/** `warm`: reads the knowledge once after installing, so that the first question need not wait for it. */
import { buildAnswerer } from '../answering/answer.ts'
import type { Config } from '../config.ts'
import { openKnowledge } from '../knowledge/open.ts'
import type { ExitCode } from './output.ts'

/** Says nothing and never fails: an installation must not break over a slip in the knowledge, which `check` reports. */
export async function warm(config: Config): Promise<ExitCode> {
  const { knowledge } = await openKnowledge(config.knowledgeFolders)
  // The matcher is kept beside it.
  if (knowledge) buildAnswerer(knowledge)
  // Loading the code of `ask` compiles it, and what is compiled is kept.
  await import('./ask.ts')
  return 0
}
