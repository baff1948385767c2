/** A store that cannot be opened, or no longer be written to: one clear line, without a secret, and the right exit code. */
import { spawn } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, test } from 'vitest'
import { isConfiguration } from '../../src/config.ts'
import { StoreError, StoreUnavailable } from '../../src/store/errors.ts'
import { openStore } from '../../src/store/open.ts'
import { startPostgres } from './postgres-server.ts'
import { SECRET } from './secret.ts'

const folder = mkdtempSync(join(tmpdir(), 'trouble-'))
const server = await startPostgres()
afterAll(async () => {
  await server.end()
  rmSync(folder, { recursive: true })
})

let files = 0
/** A store with something in it, closed; gives its file. */
async function storedIn(): Promise<string> {
  const file = join(folder, String(files++), 'bot.sqlite')
  const store = await openStore(`sqlite:${file}`)
  for (let index = 0; index < 200; index++)
    await store.votes.record({ person: `test:${index}`, entry: 'a', version: '1', right: true })
  await store.close()
  return file
}

/** What keeps a store from being opened. */
async function refusal(address: string, secret?: string): Promise<StoreError> {
  const failed = await openStore(address, { secret }).then(
    async (store) => {
      await store.close()
      throw new Error('it opened')
    },
    (error: unknown) => error,
  )
  if (!(failed instanceof StoreError)) throw failed
  expect(failed.message).not.toContain('\n')
  return failed
}

/** Root may write anywhere: as somebody else, then. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work()
  process.setegid?.(65534)
  process.seteuid?.(65534)
  try {
    return await work()
  } finally {
    process.seteuid?.(0)
    process.setegid?.(0)
  }
}

function overwrite(file: string, at: number, bytes: string): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, bytes, at)
  closeSync(handle)
}

describe('SQLite', () => {
  test('a file that is no store', async () => {
    const file = join(folder, 'notes.txt')
    writeFileSync(file, 'groceries: '.repeat(200))
    expect((await refusal(`sqlite:${file}`, SECRET)).message).toBe(
      `This file is no store of this program, or it is damaged; restore a backup, or name another file in DATABASE_URL: ${file}`,
    )
    expect(readFileSync(file, 'utf8')).toMatch(/^groceries/)
  })

  test('a store whose beginning is damaged', async () => {
    const file = await storedIn()
    overwrite(file, 0, 'x'.repeat(64))
    expect((await refusal(`sqlite:${file}`)).message).toMatch(
      /no store of this program, or it is damaged; restore a backup/,
    )
  })

  test('a store with damaged pages goes on as far as it can be read, and says when it cannot', async () => {
    const file = await storedIn()
    const { size } = statSync(file)
    for (let at = 4096 * 2; at < size; at += 4096) overwrite(file, at, '\xff'.repeat(512))
    const opened = await openStore(`sqlite:${file}`).then(
      async (store) => {
        const error = await store.votes.tally().catch((failed: unknown) => failed)
        expect(store.health()).toMatchObject({
          state: 'failing',
          reason: expect.stringMatching(/damaged; restore a backup/),
        })
        await store.close()
        return error
      },
      (error: unknown) => error,
    )
    expect(opened).toBeInstanceOf(Error)
    expect(String(opened)).toMatch(/damaged; restore a backup/)
  })

  test('a store that ends in the middle', async () => {
    const file = await storedIn()
    truncateSync(file, 5000)
    expect((await refusal(`sqlite:${file}`)).message).toMatch(/damaged/)
  })

  test('a file that may only be read, and a folder that may', async () => {
    const file = await storedIn()
    chmodSync(folder, 0o755)
    chmodSync(file, 0o444)
    chmodSync(`${file}.secret`, 0o444)
    chmodSync(join(file, '..'), 0o555)
    const refused = await asNobody(() => refusal(`sqlite:${file}`))
    expect(refused.message).toBe(
      `The store cannot be written to; check the owner and mode of the file and its folder: ${file}`,
    )
    const fresh = join(folder, 'closed')
    mkdirSync(fresh, { mode: 0o555 })
    expect((await asNobody(() => refusal(`sqlite:${join(fresh, 'bot.sqlite')}`, SECRET))).message).toMatch(
      /cannot be written to/,
    )
    expect((await asNobody(() => refusal(`sqlite:${join(fresh, 'bot.sqlite')}`))).message).toMatch(
      /secret cannot be kept in .*; or set STORE_SECRET/,
    )
  })

  test('a secret that others may read is no reason to stop, one that is empty is', async () => {
    const file = await storedIn()
    writeFileSync(`${file}.secret`, '\n')
    expect((await refusal(`sqlite:${file}`)).message).toMatch(/is empty: put the store's secret back/)
  })

  test('another secret than the store was made with', async () => {
    const file = await storedIn()
    const refused = await refusal(`sqlite:${file}`, SECRET)
    expect(refused.message).toMatch(/made with another STORE_SECRET/)
    expect(refused.message).not.toContain(SECRET)
    expect(isConfiguration(refused)).toBe(true)
  })

  test('a store that a newer version of the program has used', async () => {
    const file = await storedIn()
    const db = new DatabaseSync(file)
    db.exec("insert into schema_versions values ('0999-of-tomorrow', '2030-01-01T00:00:00Z')")
    db.close()
    expect((await refusal(`sqlite:${file}`)).message).toMatch(
      /used by a newer version of this program \(it has 0999-of-tomorrow\)\. Start that version, or restore a backup/,
    )
  })

  test('a full disk: what was saved stays, what cannot be saved is refused, and it goes on when there is room', async () => {
    const file = await storedIn()
    // A limit on how long files may grow is the nearest to a full disk that needs no rights.
    const { out, code } = await run('ulimit -f 3000 && exec "$0" "$@"', [join(import.meta.dirname, 'fill.ts'), file])
    expect(out).toMatch(/^saved \d+\nThe disk (?:under the store fails, or is full|is full).*\nfailing\nreadable$/s)
    expect(code).toBe(0)
    const saved = Number(/saved (\d+)/.exec(out)?.[1])
    expect(saved).toBeGreaterThan(10)
    const store = await openStore(`sqlite:${file}`)
    for (let index = 0; index < saved; index++)
      expect(await store.settings.recall(`test:${index}`)).toMatchObject({ cooldown: index })
    await store.settings.remember('test:more', { cooldown: 1 })
    await store.close()
  })
})

function run(shell: string, args: readonly string[]): Promise<{ out: string; code: number | null }> {
  return new Promise((resolve) => {
    const child = spawn('sh', ['-c', shell, process.execPath, ...args])
    let out = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        out += text
      })
    child.once('close', (code) => resolve({ out: out.trim(), code }))
  })
}

describe('PostgreSQL', () => {
  const PASSWORD = 'do-not-print-me'

  test('a wrong password', async () => {
    await server.query(`create role stranger login password 'right'`)
    const refused = await server.withPasswords(() => refusal(server.address('postgres', 'stranger', PASSWORD), SECRET))
    expect(refused.message).toBe('The database refuses the user or password in DATABASE_URL')
    expect(isConfiguration(refused)).toBe(true)
  })

  test.each<[string, () => Promise<string> | string, RegExp, boolean]>([
    ['a database that is not there', () => server.address('nowhere'), /is not there; create it/, true],
    [
      'a user that is not there',
      () => server.address('postgres', 'nobody', PASSWORD),
      /lets nobody in|refuses the user/,
      true,
    ],
    [
      'a user who may not create tables',
      async () => {
        await server.query('create role reader login')
        const address = new URL(await server.database())
        address.username = 'reader'
        return address.href
      },
      /may not create tables/,
      true,
    ],
    [
      'a port where nobody answers',
      async () => `postgres://a:${PASSWORD}@127.0.0.1:${await closedPort()}/a`,
      /No database answers/,
      false,
    ],
    [
      'a host that is unknown',
      () => `postgres://a:${PASSWORD}@no-such-host.invalid/a`,
      /unknown|cannot be looked up/,
      false,
    ],
    ['an address with a slip', () => `postgres://a:${PASSWORD}@127.0.0.1:port/a`, /is no address such as/, true],
  ])('%s', async (_, address, line, configuration) => {
    const refused = await refusal(await address(), SECRET)
    expect(refused.message).toMatch(line)
    expect(refused.message).not.toContain(PASSWORD)
    expect(isConfiguration(refused)).toBe(configuration)
  })

  test('no secret', async () => {
    const refused = await refusal(server.address('postgres'))
    expect(refused.message).toMatch(/STORE_SECRET must be set, the same for every process/)
    expect(isConfiguration(refused)).toBe(true)
  })

  test('a store that a newer version of the program has used', async () => {
    const address = await server.database()
    await (await openStore(address, { secret: SECRET })).close()
    const database = new URL(address).pathname.slice(1)
    await server.query(`insert into schema_versions values ('0999-of-tomorrow', '2030')`, database)
    expect((await refusal(address, SECRET)).message).toMatch(/used by a newer version of this program/)
  })

  test('a database that no longer takes writes: they are refused, reads go on, and so do writes afterwards', async () => {
    const address = await server.database()
    const turns: string[] = []
    const store = await openStore(address, { secret: SECRET, turned: ({ state }) => turns.push(state) })
    await store.settings.remember('test:a', { cooldown: 5 })
    const database = new URL(address).pathname.slice(1)
    const readOnly = async (to: 'on' | 'off') => {
      await server.query(`alter database ${database} set default_transaction_read_only = ${to}`)
      // It holds for connections from now on.
      const before = turns.length
      await server.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database}'`)
      await expect.poll(() => turns.length > before && turns.at(-1), { timeout: 5000 }).toBe('ready')
    }
    await readOnly('on')
    await expect(store.settings.remember('test:a', { cooldown: 60 })).rejects.toThrow(StoreUnavailable)
    expect(store.health()).toMatchObject({ state: 'failing', reason: expect.stringMatching(/refuses/) })
    expect(await store.settings.recall('test:a')).toEqual({ cooldown: 5 })
    await readOnly('off')
    await store.settings.remember('test:a', { cooldown: 60 })
    expect(store.health()).toEqual({ state: 'ready' })
    expect(turns.at(-1)).toBe('ready')
    await store.close()
  })
})

function closedPort(): Promise<number> {
  return new Promise((resolve) => {
    const taken = createServer().listen(0, '127.0.0.1', () => {
      const { port } = taken.address() as { port: number }
      taken.close(() => resolve(port))
    })
  })
}
