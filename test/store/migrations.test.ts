/** Stores of every earlier version of the program are brought up to date with all that is in them; what was released is never edited. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, test } from 'vitest'
import { migrationsFor } from '../../src/store/migrations.ts'
import { openStore } from '../../src/store/open.ts'
import { startPostgres } from './postgres-server.ts'
import { SECRET } from './secret.ts'

/** One store for each version and engine, as that version left it: `0001-first.sqlite.sql`. A new migration brings two more. */
const VERSIONS = join(import.meta.dirname, 'versions')
const names = Object.keys(migrationsFor('sqlite'))

const folder = mkdtempSync(join(tmpdir(), 'migrations-'))
const server = await startPostgres()
afterAll(async () => {
  await server.end()
  rmSync(folder, { recursive: true })
})

const ENGINES = {
  sqlite: {
    async begun(sql: string, name: string): Promise<string> {
      const file = join(folder, name, 'bot.sqlite')
      mkdirSync(join(folder, name))
      const db = new DatabaseSync(file)
      db.exec(sql)
      db.close()
      return `sqlite:${file}`
    },
    async query(address: string, sql: string): Promise<unknown[]> {
      const db = new DatabaseSync(address.slice('sqlite:'.length))
      const rows = db.prepare(sql).all()
      db.close()
      return rows
    },
    fresh: async () => `sqlite:${join(folder, 'fresh', 'bot.sqlite')}`,
    tables: "select name, sql from sqlite_master where sql is not null and name not like 'sqlite_%' order by name",
  },
  postgres: {
    async begun(sql: string): Promise<string> {
      const address = await server.database()
      await server.query(sql, new URL(address).pathname.slice(1))
      return address
    },
    query: (address: string, sql: string) => server.query(sql, new URL(address).pathname.slice(1)),
    fresh: () => server.database(),
    tables: `select table_name, column_name, data_type, is_nullable from information_schema.columns
      where table_schema = 'public' order by table_name, column_name`,
  },
} as const

describe.each(['sqlite', 'postgres'] as const)('%s', (engine) => {
  const { begun, query, fresh, tables } = ENGINES[engine]

  test('has a store of every version', () => {
    expect(readdirSync(VERSIONS).filter((file) => file.endsWith(`.${engine}.sql`))).toEqual(
      names.map((name) => `${name}.${engine}.sql`),
    )
  })

  test.each(names)('a store of version %s keeps what is in it', async (name) => {
    const address = await begun(readFileSync(join(VERSIONS, `${name}.${engine}.sql`), 'utf8'), name)
    const store = await openStore(address, { secret: SECRET, now: () => Date.parse('2026-11-26T00:00:00Z') })
    expect(await store.settings.recall('test:b')).toEqual({ language: 'zh-Hans', cooldown: 60, threads: ['42'] })
    expect(await store.settings.changes('test:a')).toHaveLength(4)
    expect(await store.deliveries.claim('test:1')).toBe(false)
    expect(await store.votes.tally()).toMatchObject([
      { entry: 'online-crime-2021', wrong: 1, reasons: { outdated: 1 } },
    ])
    expect(await store.unanswered.list()).toMatchObject([{ text: 'is there bail', count: 1 }])
    expect(await store.answers.answerTo('test:q')).toBe('test:sent')
    expect(await store.pauses.history()).toMatchObject([{ reason: 'a figure is wrong' }])
    expect(await store.people.about('test:ann')).toMatchObject({ votes: 1, answers: 1, changes: 4 })
    await store.close()
    const empty = await fresh()
    await (await openStore(empty, { secret: SECRET })).close()
    expect(await query(address, tables)).toEqual(await query(empty, tables))
  })

  test('a process of this version goes on beside tables that a newer one has added to', async () => {
    const address = await fresh()
    const store = await openStore(address, { secret: SECRET })
    await store.settings.remember('test:a', { cooldown: 5 })
    await query(address, 'alter table votes add column mood text').catch(() => {})
    await query(address, "insert into schema_versions values ('0999-of-tomorrow', '2030')").catch(() => {})
    await store.settings.remember('test:a', { cooldown: 60 })
    await store.votes.record({ person: 'test:ann', entry: 'a', version: '1', right: true })
    expect(await store.votes.tally()).toHaveLength(1)
    await store.close()
    await expect(openStore(address, { secret: SECRET })).rejects.toThrow(/newer version/)
  })
})
