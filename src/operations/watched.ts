/** What the operator's pages read from the program. */
import type { Health } from '../adapter.ts'
import type { Followed } from '../reload/follow.ts'

/** What is asked at every reading. */
export type Watched = {
  /** The adapters that run. */
  healthOf(): ReadonlyMap<string, Health>
  /** Absent, and undefined: nothing is kept. */
  storeOf?(): StoreState | undefined
  /** Absent: it stays as it was at the start. */
  knowledgeOf?(): Followed
}

export type StoreState = { state: 'ready' } | { state: 'failing'; reason: string }
