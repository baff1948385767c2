/** What an engine brings: its database, and how changes and failures become known. */
import type { Change, Database } from './context.ts'
import type { StoreHealth } from './store.ts'

export type Engine = {
  db: Database
  /** Rejects with `StoreUnavailable` where the work failed because of the database, and with the error itself otherwise. */
  run<T>(work: (db: Database) => Promise<T>): Promise<T>
  /** The same in a transaction that survives a loss of power. */
  commit<T>(work: (db: Database) => Promise<T>): Promise<T>
  tell(db: Database, change: Change): Promise<void>
  listen(heard: (change: Change | undefined) => void): void
  health(): StoreHealth
  /** Several processes on several machines use it at once. */
  shared: boolean
  close(): Promise<void>
}
