/** Opens the store that an address names. The engine, and the libraries that it needs, load only now. */
import type { Engine } from './engine.ts'
import { codeOf, messageOf, StoreError } from './errors.ts'
import { checkSecret } from './migrate.ts'
import { prune } from './prune.ts'
import { buildSecrets, secretIn } from './secrets.ts'
import type { Retention, Store, StoreHealth } from './store.ts'
import { answersTable } from './tables/answers.ts'
import { conversationsTable } from './tables/conversations.ts'
import { deliveriesTable } from './tables/deliveries.ts'
import { pausesTable } from './tables/pauses.ts'
import { peopleTable } from './tables/people.ts'
import { settingsTable } from './tables/settings.ts'
import { unansweredTable } from './tables/unanswered.ts'
import { votesTable } from './tables/votes.ts'

export type StoreOptions = {
  /** Absent: one is kept beside the SQLite file, made when there is none. PostgreSQL needs one. */
  secret?: string | undefined
  /** For how many days the answers that carried a figure stay known. */
  answerDays?: number | undefined
  /** Called whenever the store becomes unusable or usable again. */
  turned?: (health: StoreHealth) => void
  /** Milliseconds, for tests to set. */
  now?: () => number
  /** Milliseconds after which an unfinished claim of a process that is silent is given to another. */
  lease?: number
}

/** Platforms deliver again for a day at most. */
const USUAL_RETENTION: Retention = { answers: 90, deliveries: 2, history: 365 }
/** An answer is thought up in far less. */
const LEASE = 10_000
const FIRST_PRUNED = 30_000
const PRUNED_EVERY = 20 * 60_000

/**
 * @param address `sqlite:FILE`, `sqlite::memory:` or `postgres://…`
 * @throws StoreError saying what is wrong and how to mend it
 */
export async function openStore(address: string, options: StoreOptions = {}): Promise<Store> {
  const { turned = () => {}, now = Date.now, lease = LEASE } = options
  const retention = { ...USUAL_RETENTION, ...(options.answerDays ? { answers: options.answerDays } : {}) }
  const file = /^sqlite:(.+)$/s.exec(address)?.[1]
  const secrets = buildSecrets(options.secret ?? madeSecret(file))
  const engine = await openEngine(address, file, turned)
  try {
    await checkSecret(engine.db, secrets.fingerprint)
  } catch (error) {
    await engine.close()
    throw error
  }
  const context = { ...engine, secrets, now }
  const pruneNow = () => engine.run((db) => prune(db, retention, now(), engine.shared))
  // Not while the first questions wait; and soon enough for a program that never runs for long.
  let pruning = setTimeout(function again() {
    pruneNow().catch(() => {})
    pruning = setTimeout(again, PRUNED_EVERY).unref()
  }, FIRST_PRUNED).unref()
  return {
    settings: settingsTable(context),
    deliveries: deliveriesTable(context, lease),
    votes: votesTable(context),
    unanswered: unansweredTable(context),
    answers: answersTable(context),
    pauses: pausesTable(context),
    people: peopleTable(context, engine.shared),
    ...(engine.shared ? { conversations: conversationsTable(context) } : {}),
    retention,
    fingerprint: secrets.fingerprint,
    health: engine.health,
    prune: pruneNow,
    async close() {
      clearTimeout(pruning)
      await engine.close()
    },
  }
}

const MEMORY = ':memory:'

function madeSecret(file: string | undefined): string {
  if (file === undefined)
    throw new StoreError(
      'DATABASE_URL names PostgreSQL, so STORE_SECRET must be set, the same for every process: openssl rand -base64 32 makes one.',
      { isConfiguration: true },
    )
  return file === MEMORY ? crypto.randomUUID() : secretIn(`${file}.secret`)
}

async function openEngine(
  address: string,
  file: string | undefined,
  turned: (health: StoreHealth) => void,
): Promise<Engine> {
  try {
    if (file !== undefined) return await (await import('./sqlite.ts')).openSqlite(file, turned)
    return await (await import('./postgres.ts')).openPostgres(address, turned)
  } catch (error) {
    if (error instanceof StoreError) throw error
    throw new StoreError(`The store cannot be opened: ${messageOf(error)}`, {
      cause: error,
      isConfiguration: codeOf(error) === 'ERR_INVALID_URL',
    })
  }
}
