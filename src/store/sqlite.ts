/** The store in one file, with what Node brings. */
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  sql,
} from 'kysely'
import type { Change, Database } from './context.ts'
import type { Engine } from './engine.ts'
import { codeOf, messageOf, StoreError, StoreUnavailable } from './errors.ts'
import { migrate } from './migrate.ts'
import { migrationsFor } from './migrations.ts'
import type { Tables } from './schema.ts'
import type { StoreHealth } from './store.ts'

/** Milliseconds that a write waits for another process's, and between two tries: waiting inside SQLite would hold up everybody else. */
const PATIENCE = 5000
const TRY_AGAIN = 5
/** Milliseconds for the first look at the file, when nobody else is held up. */
const OPENED_WITHIN = 1000
/** Milliseconds between two looks at whether another process has changed something. */
const LOOK_AGAIN = 500
/** A file of its own: nobody but who runs the program reads it. */
const OWNER_ONLY = 0o600

export async function openSqlite(file: string, turned: (health: StoreHealth) => void): Promise<Engine> {
  const own = open(file)
  const db = new Kysely<Tables>({ dialect: new NodeSqliteDialect(own) })
  try {
    // What cannot be written to is told now rather than at the first question of a person.
    await db.transaction().execute(async (within) => sql`pragma user_version = 1`.execute(within))
    await migrate(db, migrationsFor('sqlite'))
  } catch (error) {
    await db.destroy()
    throw error instanceof StoreError ? error : new StoreError(reasonOf(error, file), { cause: error })
  }
  let health: StoreHealth = { state: 'ready' }
  const turn = (now: StoreHealth): void => {
    const before = health.state
    health = now
    if (now.state !== before) turned(now)
  }

  async function run<T>(work: (db: Database) => Promise<T>): Promise<T> {
    try {
      const done = await work(db)
      turn({ state: 'ready' })
      return done
    } catch (error) {
      if (sqliteCode(error) === undefined) throw error
      const reason = reasonOf(error, file)
      turn({ state: 'failing', reason })
      throw new StoreUnavailable(reason, { cause: error })
    }
  }

  const listeners: ((change: Change | undefined) => void)[] = []
  const version = own.prepare('pragma data_version')
  let seen = version.get()?.data_version
  const looking = setInterval(() => {
    try {
      const now = version.get()?.data_version
      if (now === seen) return
      seen = now
      for (const heard of listeners) heard(undefined)
    } catch {
      // The next use of the file tells what is wrong with it.
    }
  }, LOOK_AGAIN)
  looking.unref()

  return {
    db,
    run,
    commit: (work) => run((whole) => durably(whole, work)),
    tell: async () => {},
    listen: (heard) => void listeners.push(heard),
    health: () => health,
    shared: false,
    async close() {
      clearInterval(looking)
      await db.destroy()
    },
  }
}

function open(file: string): DatabaseSync {
  try {
    if (file !== ':memory:') {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      // The files beside it take over its mode.
      if (!existsSync(file)) closeSync(openSync(file, 'a', OWNER_ONLY))
    }
    const own = new DatabaseSync(file, { timeout: OPENED_WITHIN })
    own.exec(
      'pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on; pragma secure_delete = on',
    )
    own.exec('pragma busy_timeout = 0')
    return own
  } catch (error) {
    throw new StoreError(reasonOf(error, file), { cause: error })
  }
}

/**
 * What is written between two syncs of the log can be lost with the machine's power, though not with the program:
 * good enough for what is counted, not for what somebody was told is saved.
 */
async function durably<T>(db: Database, work: (db: Database) => Promise<T>): Promise<T> {
  return db.connection().execute(async (one) => {
    await sql`pragma synchronous = full`.execute(one)
    try {
      return await one.transaction().execute(work)
    } finally {
      await sql`pragma synchronous = normal`.execute(one)
    }
  })
}

/** Kysely's own dialect over `node:sqlite`. Tables change inside a transaction, and a transaction takes its lock at the start. */
class NodeSqliteDialect extends SqliteDialect {
  readonly #own: DatabaseSync

  constructor(own: DatabaseSync) {
    super({ database: asKyselyTakesIt(own) })
    this.#own = own
  }

  override createDriver() {
    return new ImmediateDriver(this.#own)
  }

  override createAdapter() {
    return new TransactionalAdapter()
  }
}

class ImmediateDriver extends SqliteDriver {
  readonly #own: DatabaseSync

  constructor(own: DatabaseSync) {
    super({ database: asKyselyTakesIt(own) })
    this.#own = own
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return patient(await super.acquireConnection())
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  /** A full disk ends a transaction by itself; what went wrong must not be hidden behind that. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#own.isTransaction) await super.rollbackTransaction(connection)
  }
}

/** A statement that found the file locked has done nothing, so that it may be tried again. */
function patient(connection: DatabaseConnection): DatabaseConnection {
  return {
    streamQuery: (...query) => connection.streamQuery(...query),
    async executeQuery(query) {
      const end = performance.now() + PATIENCE
      for (;;) {
        try {
          return await connection.executeQuery(query)
        } catch (error) {
          if (sqliteCode(error) !== BUSY || performance.now() > end) throw error
          await pause(TRY_AGAIN)
        }
      }
    },
  }
}

class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

function asKyselyTakesIt(own: DatabaseSync): SqliteDatabase {
  return {
    close: () => own.close(),
    prepare(sql) {
      const statement = own.prepare(sql)
      const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[]
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...values(parameters)),
        run: (parameters) => statement.run(...values(parameters)),
        iterate: (parameters) => statement.iterate(...values(parameters)),
      }
    },
  }
}

const BUSY = 5

/** SQLite's own number for what went wrong; undefined: the error is none of SQLite's. */
function sqliteCode(error: unknown): number | undefined {
  if (codeOf(error) !== 'ERR_SQLITE_ERROR') return undefined
  const { errcode } = error as { errcode?: number }
  // Extended codes keep the plain one in their lowest byte.
  return errcode === undefined ? 0 : errcode & 0xff
}

function reasonOf(error: unknown, file: string): string {
  const reason = REASONS.get(sqliteCode(error) ?? codeOf(error) ?? '')
  return reason ? `${reason}: ${file}` : `The store in ${file} cannot be used: ${messageOf(error)}`
}

const REASONS = new Map<number | string, string>([
  [BUSY, 'Another program keeps the store locked'],
  [8, 'The store cannot be written to; check the owner and mode of the file and its folder'],
  [10, 'The disk under the store fails, or is full'],
  [11, 'The store is damaged; restore a backup'],
  [13, 'The disk is full; nothing more can be kept in the store'],
  [14, 'The store cannot be opened; check that the folder is there and may be written to'],
  [
    26,
    'This file is no store of this program, or it is damaged; restore a backup, or name another file in DATABASE_URL',
  ],
  ['EACCES', 'The store cannot be written to; check the owner and mode of the file and its folder'],
  ['EROFS', 'The store cannot be written to; check the owner and mode of the file and its folder'],
  ['ENOSPC', 'The disk is full; nothing more can be kept in the store'],
])
