/** Brings the tables up to date when the program starts, and refuses tables of a program newer than this one. */
import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { StoreError } from './errors.ts'
import type { Tables } from './schema.ts'

const MIGRATIONS = 'schema_versions'
const LOCK = 'schema_lock'

/** Safe when several processes start at once: one does it, the others wait. */
export async function migrate(db: Kysely<Tables>, migrations: Record<string, Migration>): Promise<void> {
  await refuseNewer(db, Object.keys(migrations))
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableName: MIGRATIONS,
    migrationLockTableName: LOCK,
  })
  const { error } = await migrator.migrateToLatest()
  if (!error) return
  // Somebody newer may have come between.
  await refuseNewer(db, Object.keys(migrations))
  throw error
}

async function refuseNewer(db: Kysely<Tables>, known: readonly string[]): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(({ name }) => name === MIGRATIONS)) return
  const rows = await db
    .selectFrom(MIGRATIONS as never)
    .select('name' as never)
    .execute()
  const newer = (rows as { name: string }[]).map(({ name }) => name).filter((name) => !known.includes(name))
  if (newer.length > 0)
    throw new StoreError(
      `The store was last used by a newer version of this program (it has ${newer.sort().join(', ')}). Start that version, or restore a backup from before.`,
    )
}

/** The store must have been made with this secret: with another, nothing in it could be found. */
export async function checkSecret(db: Kysely<Tables>, fingerprint: string): Promise<void> {
  await db
    .insertInto('meta')
    .values({ key: 'secret', value: fingerprint })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { value } = await db.selectFrom('meta').select('value').where('key', '=', 'secret').executeTakeFirstOrThrow()
  if (value !== fingerprint)
    throw new StoreError(
      'The store was made with another STORE_SECRET. Set that one again; what is kept under it cannot be found with any other.',
      { isConfiguration: true },
    )
}
