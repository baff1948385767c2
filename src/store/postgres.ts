/** The store on PostgreSQL, for any number of processes: changes are told to all, and a lost connection is found again. */
import { setTimeout as pause } from 'node:timers/promises'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { Change, Database } from './context.ts'
import type { Engine } from './engine.ts'
import { codeOf, messageOf, StoreError, StoreUnavailable } from './errors.ts'
import { migrate } from './migrate.ts'
import { migrationsFor } from './migrations.ts'
import type { Tables } from './schema.ts'
import type { StoreHealth } from './store.ts'

const CHANNEL = 'online_crime_bot'
const MOST_CONNECTIONS = 10
/** Milliseconds for connecting, and for one statement: a person waits for it. */
const CONNECT_WITHIN = 3000
const ANSWER_WITHIN = 5000
/** Milliseconds for taking leave of it. */
const CLOSE_WITHIN = 2000
/** Milliseconds between two tries to reach a database that is gone, and between two looks at one that is silent. */
const TRY_AGAIN = 500
const LOOK_AGAIN = 10_000

const UNREACHABLE = 'The database cannot be reached'

type Heard = (change: Change | undefined) => void

export async function openPostgres(address: string, turned: (health: StoreHealth) => void): Promise<Engine> {
  const usual = { connectionString: address, application_name: 'online-crime-bot', types: { getTypeParser } }
  const limits = { connectionTimeoutMillis: CONNECT_WITHIN, query_timeout: ANSWER_WITHIN, keepAlive: true }
  await prepare(() => new pg.Pool({ ...usual, connectionTimeoutMillis: CONNECT_WITHIN, max: 1 }))
  let pool = freshPool()
  const current = { connect: () => pool.connect(), end: () => pool.end(), options: {} }
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: current }) })
  const listeners: Heard[] = []
  const hear: Heard = (change) => {
    for (const heard of listeners) heard(change)
  }

  let health: StoreHealth = { state: 'ready' }
  const turn = (now: StoreHealth): void => {
    const before = health.state
    health = now
    if (now.state !== before) turned(now)
  }
  let closing = false
  let searching: Promise<void> | undefined
  let listener = await listen()

  function freshPool(): pg.Pool {
    const fresh = new pg.Pool({ ...usual, ...limits, max: MOST_CONNECTIONS, allowExitOnIdle: true })
    // An idle connection that breaks is no reason to end; whoever needs the next one finds out.
    fresh.on('error', () => {})
    return fresh
  }

  /** A connection of its own, over which other processes tell of their changes. */
  async function listen(): Promise<pg.Client> {
    const client = new pg.Client({ ...usual, ...limits })
    const failed = (error?: unknown): void => {
      if (client === listener) lost(error)
    }
    client.on('error', failed)
    client.on('end', () => failed())
    client.on('notification', ({ payload }) => hear(readChange(payload)))
    try {
      await client.connect()
      await client.query(`listen ${CHANNEL}`)
      // The program runs for its platforms' sake; where these are gone, it need not wait for the database.
      ;(client as pg.Client & { unref(): void }).unref()
    } catch (error) {
      client.end().catch(() => {})
      throw error
    }
    return client
  }

  /** From now on everything is refused at once, until the database is found again. */
  function lost(error: unknown): void {
    if (closing || searching) return
    turn({ state: 'failing', reason: `${UNREACHABLE}${codeOf(error) ? ` (${codeOf(error)})` : ''}` })
    const gone = [listener, pool]
    // Connections of before may look as if they were alive, and each would let somebody wait.
    pool = freshPool()
    searching = search().finally(() => {
      searching = undefined
    })
    for (const one of gone) one.end().catch(() => {})
  }

  async function search(): Promise<void> {
    for (;;) {
      try {
        listener = await listen()
        break
      } catch {
        await pause(TRY_AGAIN)
      }
      if (closing) return
    }
    if (closing) return void listener.end().catch(() => {})
    // What was told in between was told to nobody here.
    hear(undefined)
    turn({ state: 'ready' })
  }

  const looking = setInterval(() => {
    if (!searching) listener.query('select 1').catch(lost)
  }, LOOK_AGAIN)
  looking.unref()

  async function run<T>(work: (db: Database) => Promise<T>): Promise<T> {
    if (searching) throw new StoreUnavailable(UNREACHABLE)
    const used = pool
    try {
      const done = await work(db)
      if (!searching) turn({ state: 'ready' })
      return done
    } catch (error) {
      if (isConnection(error)) {
        if (used === pool) lost(error)
        throw new StoreUnavailable(UNREACHABLE, { cause: error })
      }
      if (!(error instanceof pg.DatabaseError)) throw error
      // It is there, and will not do it: its disk is full, or it is read-only while another takes over.
      const reason = `The database refuses what it is asked (${error.code})`
      turn({ state: 'failing', reason })
      throw new StoreUnavailable(reason, { cause: error })
    }
  }

  return {
    db,
    run,
    commit: (work) => run((whole) => whole.transaction().execute(work)),
    async tell(within, change) {
      await sql`select pg_notify(${CHANNEL}, ${JSON.stringify(change)})`.execute(within)
    },
    listen: (heard) => void listeners.push(heard),
    health: () => health,
    shared: true,
    async close() {
      closing = true
      clearInterval(looking)
      const closed = Promise.allSettled([searching, listener.end(), db.destroy()])
      // A database that has fallen silent says no good-bye either.
      await Promise.race([closed, pause(CLOSE_WITHIN)])
    },
  }
}

/** Brings the tables up to date, over a connection that waits as long as another process needs for the same. */
async function prepare(connect: () => pg.Pool): Promise<void> {
  const pool = connect()
  pool.on('error', () => {})
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  try {
    await migrate(db, migrationsFor('postgres'))
  } catch (error) {
    throw error instanceof StoreError
      ? error
      : new StoreError(reasonOf(error), { cause: error, isConfiguration: CONFIGURATION.has(codeOf(error) ?? '') })
  } finally {
    await db.destroy()
  }
}

/** Counts and times are `bigint`, which the driver would hand on as text; all are far below what a number holds exactly. */
const BIGINT = 20
const getTypeParser: typeof pg.types.getTypeParser = (type: number, format?: 'text' | 'binary') =>
  type === BIGINT && format !== 'binary' ? Number : pg.types.getTypeParser(type, format as 'text')

function readChange(payload: string | undefined): Change | undefined {
  try {
    return JSON.parse(payload ?? '') as Change
  } catch {
    return undefined
  }
}

/** The database is gone, going or not yet there, as told from an error in what was asked. */
function isConnection(error: unknown): boolean {
  const code = codeOf(error) ?? ''
  return (
    /^(?:08|57P|533)/.test(code) ||
    /^E[A-Z]+$/.test(code) ||
    /connection terminated|connection ended|timeout|not queryable|connection error|been destroyed/i.test(
      messageOf(error),
    )
  )
}

function reasonOf(error: unknown): string {
  const code = codeOf(error) ?? ''
  return (
    REASONS.get(code) ??
    `The database that DATABASE_URL names cannot be used${code ? ` (${code})` : ''}: ${messageOf(error)}`
  )
}

/** What stays as it is until somebody changes the address, or the database. */
const CONFIGURATION: ReadonlySet<string> = new Set(['28P01', '28000', '3D000', '42501', 'ERR_INVALID_URL'])

const REASONS = new Map([
  ['28P01', 'The database refuses the user or password in DATABASE_URL'],
  ['28000', 'The database lets nobody in as DATABASE_URL asks; check the user and pg_hba.conf'],
  ['3D000', 'The database that DATABASE_URL names is not there; create it, or correct the name'],
  ['42501', 'The user in DATABASE_URL may not create tables; grant it, or make it the owner of the database'],
  [
    'ERR_INVALID_URL',
    'DATABASE_URL is no address such as postgres://user:password@host/database; special characters of a password are written as %40 and the like',
  ],
  ['ECONNREFUSED', 'No database answers where DATABASE_URL points; check the host and port, and that it runs'],
  ['ENOTFOUND', 'The host in DATABASE_URL is unknown'],
  ['EAI_AGAIN', 'The host in DATABASE_URL cannot be looked up just now'],
  ['ETIMEDOUT', 'No database answers where DATABASE_URL points; check the host and port, and that it runs'],
])
