/** `warm`: reads and checks the knowledge once after installing, so that neither the first question nor the first check need wait for it. */
import { buildAnswerer } from '../answering/answer.ts'
import type { Config } from '../config.ts'
import { openKnowledge } from '../knowledge/open.ts'
import type { ExitCode } from './output.ts'

/** Says nothing and never fails: an installation must not break over a slip in the knowledge, which `check` reports. */
export async function warm(config: Config): Promise<ExitCode> {
  const { knowledge } = await openKnowledge(config.knowledgeFolders)
  // The matcher is kept beside it.
  if (knowledge) buildAnswerer(knowledge)
  const [{ checkKnowledge }, { loadPreviews }] = await Promise.all([
    import('../workbench/check.ts'),
    import('./platforms.ts'),
    // Loading the code of a command compiles it, and what is compiled is kept.
    import('./ask.ts'),
    import('./check.ts'),
  ])
  checkKnowledge(config.knowledgeFolders, config.today(), await loadPreviews())
  return 0
}
