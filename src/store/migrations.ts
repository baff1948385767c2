/**
 * Every change of the tables, in order. Forward only: one that was released is never edited, and what it adds must not
 * disturb a process of the version before, which may still be running.
 */
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export type Engine = 'sqlite' | 'postgres'

export function migrationsFor(engine: Engine): Record<string, Migration> {
  return {
    '0001-first': { up: (db) => first(db, engine) },
    '0002-language-of-answers': { up: languageOfAnswers },
  }
}

async function first(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const { schema } = db
  const table = (name: string) => schema.createTable(name)
  await table('meta')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute()
  await table('places')
    .addColumn('place', 'text', (column) => column.primaryKey())
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .execute()
  await table('place_aliases')
    .addColumn('alias', 'text', (column) => column.primaryKey())
    .addColumn('place', 'text', (column) => column.notNull().references('places.place').onDelete('cascade'))
    .execute()
  await schema.createIndex('place_aliases_place').on('place_aliases').column('place').execute()
  await table('setting_changes')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('place', 'text', (column) => column.notNull().references('places.place').onDelete('cascade'))
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addColumn('by', 'text')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute()
  await schema.createIndex('setting_changes_place').on('setting_changes').columns(['place', 'at']).execute()
  await schema.createIndex('setting_changes_by').on('setting_changes').column('by').execute()
  await table('deliveries')
    .addColumn('delivery', 'text', (column) => column.primaryKey())
    .addColumn('until', 'bigint', (column) => column.notNull())
    .addColumn('settled', 'integer', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute()
  await schema.createIndex('deliveries_at').on('deliveries').column('at').execute()
  await table('votes')
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('entry', 'text', (column) => column.notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('right', 'integer', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('votes_key', ['person', 'entry', 'version'])
    .execute()
  await table('unanswered')
    .addColumn('group', 'text', (column) => column.primaryKey())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('count', 'bigint', (column) => column.notNull())
    .addColumn('first_day', 'text', (column) => column.notNull())
    .addColumn('last_day', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute()
  await table('answers')
    .addColumn('message', 'text', (column) => column.primaryKey())
    .addColumn('asked', 'text')
    .addColumn('person', 'text')
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addColumn('rests', 'text', (column) => column.notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute()
  for (const column of ['asked', 'person', 'at'])
    await schema.createIndex(`answers_${column}`).on('answers').column(column).execute()
  await table('uses')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('times', 'bigint', (column) => column.notNull())
    .addColumn('last_at', 'bigint', (column) => column.notNull())
    .execute()
  await table('pauses')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('by', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('resumed_at', 'bigint')
    .addColumn('resumed_by', 'text')
    .execute()
  // At most one pause is going on, whoever begins it.
  await sql`create unique index pauses_going_on on pauses ((resumed_at is null)) where resumed_at is null`.execute(db)
  if (engine === 'sqlite') return
  // Gone with a crash of the server, and not part of its log: conversations are for minutes.
  await table('conversations')
    .modifyFront(sql`unlogged`)
    .addColumn('conversation', 'text', (column) => column.primaryKey())
    .addColumn('person', 'text')
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute()
  for (const column of ['person', 'expires_at'])
    await schema.createIndex(`conversations_${column}`).on('conversations').column(column).execute()
}

/** So that a correction comes in the language of the answer. */
async function languageOfAnswers(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('answers').addColumn('language', 'text').execute()
}
