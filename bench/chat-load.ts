/** Asks a bot in another process the questions of the bank at a steady rate, as many people at once, and tells how it did. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { loadKnowledge } from '../src/knowledge/load.ts'

/** What stands in for a platform. It answers at once and checks nothing: the tests do. */
export type LoadServer = {
  root: string
  /** Resolves once the bot listens. */
  ready: Promise<void>
  /** Brings a question of one of the people; the tally is told when its answer is there. */
  ask(person: number, text: string, tally: Tally): void
  close(): void
}

/** Answers by whatever the server knows a question by. */
export type Tally = ReturnType<typeof buildTally>

const KNOWLEDGE = join(import.meta.dirname, '../knowledge')
const PEOPLE = 3000
/** As `npm start` has them. */
const START_FLAGS = ['--max-semi-space-size=4']
/** Milliseconds between two handfuls of questions. */
const TICK = 10
const WARM_UP = 2000
/** Milliseconds after the last question for which answers are waited for. */
const PATIENCE = 60_000

export async function runLoad(platform: string, title: string, server: LoadServer): Promise<void> {
  const { values } = parseArgs({
    options: { rate: { type: 'string', default: '500' }, seconds: { type: 'string', default: '60' } },
  })
  const rate = Number(values.rate)
  const seconds = Number(values.seconds)
  const questions = loadKnowledge([KNOWLEDGE]).bank.flatMap((item) =>
    ('talk' in item ? item.talk : [item]).map(({ ask }) => ask),
  )
  const askNext = (asked: number, tally: Tally): void =>
    server.ask(asked % PEOPLE, questions[asked % questions.length] ?? '', tally)

  const bot = fork(join(import.meta.dirname, 'chat-bot.ts'), [platform, server.root, KNOWLEDGE], {
    execArgv: START_FLAGS,
  })
  await server.ready
  const warmUp = buildTally()
  for (let asked = 0; asked < WARM_UP; asked++) askNext(asked, warmUp)
  await warmUp.settled()

  console.log(title)
  console.log(
    `${cpus().length} cores, Node.js ${process.versions.node}, ${questions.length} questions of the bank, ${PEOPLE} people\n`,
  )
  const tally = buildTally()
  const cpuBefore = await cpuOf(bot)
  const began = performance.now()
  const elapsed = (): number => (performance.now() - began) / 1000
  for (let asked = 0; asked < rate * seconds; await pause(TICK)) {
    const due = Math.min(rate * seconds, Math.ceil(elapsed() * rate))
    for (; asked < due; asked++) askNext(asked, tally)
  }
  await tally.settled()
  const took = elapsed()
  report(tally, rate, took, (await cpuOf(bot)) - cpuBefore)

  bot.disconnect()
  await once(bot, 'exit')
  server.close()
}

function report(tally: Tally, rate: number, took: number, cpu: number): void {
  const { asked, lost, doubled, times } = tally.read()
  const share = (part: number): string =>
    `${(times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? Number.NaN).toFixed(1)} ms`
  const table: [string, string | number][] = [
    ['asked', `${asked}, ${rate} a second`],
    ['answered', `${times.length}, ${(times.length / took).toFixed(0)} a second`],
    ['lost', lost],
    ['doubled', doubled],
    ['p50', share(0.5)],
    ['p99', share(0.99)],
    ['longest', share(1)],
    ["the bot's processor time", `${((cpu / took) * 100).toFixed(0)}% of one core`],
  ]
  for (const [name, value] of table) console.log(`${name.padEnd(26)}${value}`)
}

function buildTally() {
  const waiting = new Map<string, number[]>()
  const times: number[] = []
  let asked = 0
  let doubled = 0
  const lost = (): number => [...waiting.values()].reduce((sum, list) => sum + list.length, 0)
  return {
    asked(key: string): void {
      asked++
      const list = waiting.get(key)
      if (list) list.push(performance.now())
      else waiting.set(key, [performance.now()])
    },
    answered(key: string): void {
      const at = waiting.get(key)?.shift()
      if (at === undefined) doubled++
      else times.push(performance.now() - at)
    },
    async settled(): Promise<void> {
      for (let waited = 0; lost() > 0 && waited < PATIENCE; waited += TICK) await pause(TICK)
    },
    read: () => ({ asked, lost: lost(), doubled, times: times.toSorted((a, b) => a - b) }),
  }
}

/** Seconds of processor time so far. */
async function cpuOf(child: ChildProcess): Promise<number> {
  child.send('cpu')
  const [{ user, system }] = await once(child, 'message')
  return (user + system) / 1e6
}

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}
