/** What every table works with, whichever engine is behind it. */
import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Tables } from './schema.ts'
import type { Secrets } from './secrets.ts'

export type Database = Kysely<Tables>

export type Context = {
  /** Rejects with `StoreUnavailable` where the database cannot be used. */
  run<T>(work: (db: Database) => Promise<T>): Promise<T>
  /** The same as one transaction that is on disk before it resolves, even if the machine loses its power. */
  commit<T>(work: (db: Database) => Promise<T>): Promise<T>
  secrets: Secrets
  /** Milliseconds. */
  now(): number
  /** Tells the other processes of a change, once it is committed. */
  tell(db: Database, change: Change): Promise<void>
  /** Hears of the changes of other processes; `undefined`: anything may have changed. */
  listen(heard: (change: Change | undefined) => void): void
}

export type Change = { kind: 'settings'; alias: string } | { kind: 'pause' }

export const newId = (): string => randomBytes(9).toString('base64url')

export const DAY = 86_400_000
