/** Everything that stands in a store, as text. */
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'

export async function dump(address: string): Promise<string> {
  const lines: string[] = []
  const all = /^sqlite:(.+)$/s.exec(address)?.[1]
    ? sqliteRows(address.slice('sqlite:'.length))
    : await postgresRows(address)
  for (const [table, rows] of all) for (const row of rows) lines.push(`${table} ${JSON.stringify(row)}`)
  return lines.join('\n')
}

function sqliteRows(file: string): [string, unknown[]][] {
  const db = new DatabaseSync(file, { readOnly: true })
  try {
    const tables = db.prepare("select name from sqlite_master where type = 'table'").all() as { name: string }[]
    return tables.map(({ name }) => [name, db.prepare(`select * from "${name}"`).all()])
  } finally {
    db.close()
  }
}

async function postgresRows(address: string): Promise<[string, unknown[]][]> {
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  try {
    const { rows } = await client.query("select tablename from pg_tables where schemaname = 'public'")
    const found: [string, unknown[]][] = []
    for (const { tablename } of rows) found.push([tablename, (await client.query(`select * from "${tablename}"`)).rows])
    return found
  } finally {
    await client.end()
  }
}
