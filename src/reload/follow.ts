/** Keeps the bot at what the knowledge files say, while it runs: only what has no problem takes the place of what is in use. */
import { isDeepStrictEqual } from 'node:util'
import type { Log } from '../adapter.ts'
import type { Answerer } from '../answering/answer.ts'
import { watchFolders } from '../knowledge/watch.ts'
import { buildBeside } from './build.ts'

export type Following = {
  /** Looks again, as after a change; resolves once what was found is in use or refused. */
  look(): Promise<void>
  state(): Followed
  /** Ends it, and whatever is being built. */
  stop(): Promise<void>
}

/** What is answered from, and whether the files say something else that could not be taken up. */
export type Followed = {
  /** Of the knowledge in use. */
  version: string
  /** ISO time from which it is in use. */
  since: string
  /** Set while the files say something that could not be taken up. */
  failure: Failure | null
  /** Changes since the start of the program. */
  counts: { taken: number; refused: number }
}

export type Failure = {
  /** ISO time. */
  at: string
  problems: number
  /** The first of them, as `check` shows them. */
  first: string[]
}

type Wanted = {
  folders: readonly string[]
  inUse: Answerer
  /** Puts another in its place. */
  replace(answerer: Answerer): void
  log: Pick<Log, 'info' | 'error'>
}

const MOST_TOLD = 3

export function followKnowledge({ folders, inUse, replace, log }: Wanted): Following {
  let current = inUse
  let since = new Date()
  let failure: Failure | null = null
  const counts = { taken: 0, refused: 0 }
  const ended = new AbortController()
  let looking: Promise<void> | undefined
  let again = false

  /** One at a time; what changes meanwhile is looked at once more. */
  async function look(): Promise<void> {
    if (looking) {
      again = true
      return looking
    }
    looking = (async () => {
      do {
        again = false
        await takeUp()
      } while (again && !ended.signal.aborted)
    })()
    await looking.finally(() => {
      looking = undefined
    })
  }

  async function takeUp(): Promise<void> {
    const started = performance.now()
    try {
      const built = await buildBeside(folders, current, ended.signal)
      if (ended.signal.aborted) return
      if (built === 'unchanged') return mended()
      if ('problems' in built) return refuse(built.problems)
      current = built.answerer
      since = new Date()
      counts.taken++
      failure = null
      replace(current)
      const { version } = current.knowledge
      log.info({ version, took: Math.round(performance.now() - started) }, 'Changed knowledge is in use')
    } catch (error) {
      if (!ended.signal.aborted) refuse([error instanceof Error ? error.message : String(error)])
    }
  }

  function mended(): void {
    if (failure) log.info({ version: current.knowledge.version }, 'The knowledge files are again as what is in use')
    failure = null
  }

  function refuse(problems: readonly string[]): void {
    const first = problems.slice(0, MOST_TOLD)
    // Saved again as it was: told once.
    if (failure?.problems === problems.length && isDeepStrictEqual(failure.first, first)) return
    failure = { at: new Date().toISOString(), problems: problems.length, first }
    counts.refused++
    log.error(
      { problems: problems.length, first, version: current.knowledge.version },
      'Changed knowledge has problems and was not taken up; answers go on from what is in use. npm run check shows all',
    )
  }

  const unwatch = watched(folders, () => void look(), log)
  return {
    look,
    state: () => ({ version: current.knowledge.version, since: since.toISOString(), failure, counts: { ...counts } }),
    async stop() {
      ended.abort()
      unwatch()
      await looking
    },
  }
}

/** Where the system will not watch, a signal still makes it look. */
function watched(folders: readonly string[], changed: () => void, log: Wanted['log']): () => void {
  try {
    return watchFolders(folders, changed)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    log.error({ reason }, 'The knowledge folders cannot be watched; after a change, send SIGHUP')
    return () => {}
  }
}
