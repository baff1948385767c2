/** Killed in the middle of writes, again and again: what was said to be saved is there, and nothing is answered twice. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import { startPostgres } from './postgres-server.ts'
import { SECRET } from './secret.ts'

const KILLS = 10
/** More than a process gets through before it is killed. */
const DELIVERIES = 100_000

const folder = mkdtempSync(join(tmpdir(), 'killed-'))
const server = await startPostgres()
afterAll(async () => {
  await server.end()
  rmSync(folder, { recursive: true })
})

/** Runs until it is killed, and gives what it said. */
async function killedSoon(address: string, soon: number): Promise<string[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'worker.ts'), address, String(DELIVERIES)])
  let out = ''
  let err = ''
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      out += text
      if (out.includes('ready')) resolve()
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      err += text
    })
    child.once('exit', () => reject(new Error(`ended by itself: ${err}`)))
  })
  const closed = new Promise((resolve) => child.once('close', resolve))
  await ready
  await pause(soon)
  child.kill('SIGKILL')
  await closed
  return out.split('\n').filter((line) => line !== '')
}

const numbersOf = (what: string, lines: readonly string[]): number[] =>
  lines.filter((line) => line.startsWith(what)).map((line) => Number(line.split(' ')[1]))

describe.each([
  ['SQLite', async () => `sqlite:${join(folder, 'bot.sqlite')}`],
  ['PostgreSQL', () => server.database()],
])('%s', (engine, fresh) => {
  test(`killed ${KILLS} times`, { timeout: 120_000 }, async () => {
    const address = await fresh()
    const said: string[] = []
    const saved = new Map<number, number>()
    for (let kill = 0; kill < KILLS; kill++) {
      const lines = await killedSoon(address, 20 + kill * 23)
      said.push(...lines)
      for (const index of numbersOf('saved', lines)) saved.set(index % 7, index)
    }
    const answers = numbersOf('answer', said)
    expect(answers.length).toBeGreaterThan(KILLS)
    expect(answers.length).toBe(new Set(answers).size)

    const store = await openStore(address, { secret: SECRET })
    // The last write may have come through without having been said.
    for (const [place, index] of saved)
      expect((await store.settings.recall(`test:${place}`))?.cooldown).toBeGreaterThanOrEqual(index)
    const votes = new Set((await store.votes.tally()).map(({ entry }) => entry))
    expect(answers.filter((index) => !votes.has(`test:${index}`))).toEqual([])
    for (const index of answers.slice(-50)) expect(await store.deliveries.claim(`test:${index}`)).toBe(false)
    await store.close()
    if (engine === 'SQLite') {
      const file = new DatabaseSync(address.slice('sqlite:'.length))
      expect(file.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
      file.close()
    }
  })
})
