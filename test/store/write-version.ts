/**
 * Writes down a store as this version of the program leaves it, for `migrations.test.ts`: once with every new migration, and never again.
 * Run it as `node test/store/write-version.ts`; the files are named after the newest migration.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { migrationsFor } from '../../src/store/migrations.ts'
import { openStore } from '../../src/store/open.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'
import { SECRET } from './secret.ts'

type Row = Record<string, unknown>

/** Something in every table. */
async function fill(address: string): Promise<void> {
  let clock = Date.parse('2026-11-25T10:00:00Z')
  const store = await openStore(address, { secret: SECRET, now: () => clock })
  const set = { language: 'zh-Hans', cooldown: 5, threads: ['42'] }
  await store.settings.remember('test:a', set, 'test:ann')
  clock += 1000
  await store.settings.remember('test:a', { ...set, cooldown: 60 }, 'test:ann')
  await store.settings.move('test:a', 'test:b')
  await store.deliveries.claim('test:1')
  await store.deliveries.settle('test:1')
  const vote = { person: 'test:ann', entry: 'online-crime-2021', version: 'abcdef' }
  await store.votes.record({ ...vote, right: false })
  await store.votes.explain({ ...vote, reason: 'outdated' })
  const question = { group: 'en bail', text: 'is there bail', language: 'en', reason: 'not-known' }
  await store.unanswered.note({ ...question, days: 3650 })
  const answer = { message: 'test:m', sent: 'test:sent', asked: 'test:q', person: 'test:ann', version: 'abcdef' }
  await store.answers.record({ ...answer, rests: ['online-crime-2021'] })
  await store.pauses.pause('test:ann', 'a figure is wrong')
  await store.pauses.resume('test:ann')
  await store.close()
}

const literal = (value: unknown): string => {
  if (value === null) return 'null'
  return typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`
}
const insert = (table: string, row: Row): string =>
  `insert into "${table}" values (${Object.values(row).map(literal).join(', ')});`

function sqliteDump(file: string): string[] {
  const db = new DatabaseSync(file)
  const things = db.prepare('select type, name, sql from sqlite_master where sql is not null order by rowid').all()
  const rows = things
    .filter(({ type }) => type === 'table')
    .flatMap(({ name }) =>
      db
        .prepare(`select * from "${name}"`)
        .all()
        .map((row) => insert(String(name), row)),
    )
  db.close()
  return [...things.map(({ sql }) => `${sql};`), ...rows]
}

/** The binaries that npm brings hold no pg_dump. */
async function postgresDump(server: PostgresServer, database: string): Promise<string[]> {
  const ask = (sql: string): Promise<Row[]> => server.query(sql, database)
  const columns = await ask(`
    select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as needed,
      pg_get_expr(d.adbin, d.adrelid) as usual, c.relpersistence = 'u' as unlogged
    from pg_class c join pg_attribute a on a.attrelid = c.oid
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attnum > 0 order by c.oid, a.attnum`)
  const constraints = await ask(`
    select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as rule from pg_constraint
    where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f') order by contype desc, oid`)
  const indexes = await ask(`
    select indexdef as made from pg_indexes
    where schemaname = 'public' and indexname not in (select conname from pg_constraint) order by indexname`)
  const tables = [...Map.groupBy(columns, ({ table }) => String(table))]
  const made = tables.map(([table, list]) => {
    const parts = list.map(
      ({ name, type, needed, usual }) =>
        `"${name}" ${type}${needed ? ' not null' : ''}${usual ? ` default ${usual}` : ''}`,
    )
    return `create ${list[0]?.unlogged ? 'unlogged ' : ''}table "${table}" (${parts.join(', ')});`
  })
  const rows: string[] = []
  for (const [table] of tables) rows.push(...(await ask(`select * from "${table}"`)).map((row) => insert(table, row)))
  return [
    ...made,
    ...rows,
    ...constraints.map(({ table, name, rule }) => `alter table ${table} add constraint ${name} ${rule};`),
    ...indexes.map(({ made: index }) => `${index};`),
  ]
}

const versions = join(import.meta.dirname, 'versions')
const name = Object.keys(migrationsFor('sqlite')).at(-1)
const write = (engine: string, lines: readonly string[]): void =>
  writeFileSync(join(versions, `${name}.${engine}.sql`), `${lines.join('\n')}\n`, { flag: 'wx' })

mkdirSync(versions, { recursive: true })
const folder = mkdtempSync(join(tmpdir(), 'version-'))
const file = join(folder, 'bot.sqlite')
await fill(`sqlite:${file}`)
write('sqlite', sqliteDump(file))
rmSync(folder, { recursive: true })
const server = await startPostgres()
try {
  const address = await server.database()
  await fill(address)
  write('postgres', await postgresDump(server, new URL(address).pathname.slice(1)))
} finally {
  await server.end()
}
