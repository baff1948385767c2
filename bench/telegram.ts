/**
 * How much the Telegram adapter carries: questions of the bank at a steady rate, from many private chats, over real HTTP
 * between two processes. The server answers at once, and the pace that the real platform sets is switched off.
 *
 * npm run bench:telegram -- --rate 500 --seconds 60
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { loadKnowledge } from '../src/knowledge/load.ts'

const KNOWLEDGE = join(import.meta.dirname, '../knowledge')
const CHATS = 3000
/** As `npm start` has them. */
const START_FLAGS = ['--max-semi-space-size=4']
/** Milliseconds between two handfuls of questions. */
const TICK = 10
const WARM_UP = 2000
/** Milliseconds after the last question for which answers are waited for. */
const PATIENCE = 10_000

const { values } = parseArgs({
  options: { rate: { type: 'string', default: '500' }, seconds: { type: 'string', default: '60' } },
})
const rate = Number(values.rate)
const seconds = Number(values.seconds)
const questions = loadKnowledge([KNOWLEDGE]).bank.flatMap((item) =>
  ('talk' in item ? item.talk : [item]).map(({ ask }) => ask),
)

const server = await startServer()
const bot = fork(join(import.meta.dirname, 'telegram-bot.ts'), [server.root, KNOWLEDGE], { execArgv: START_FLAGS })
await server.polled
for (let asked = 0; asked < WARM_UP; asked++) server.ask(asked % CHATS, questions[asked % questions.length] ?? '')
await settled()
server.forget()

console.log("Telegram adapter, server in another process answering at once, the platform's pace switched off")
console.log(
  `${cpus().length} cores, Node.js ${process.versions.node}, ${questions.length} questions of the bank, ${CHATS} chats\n`,
)
const cpuBefore = await cpuOf(bot)
const began = performance.now()
const elapsed = (): number => (performance.now() - began) / 1000
for (let asked = 0; asked < rate * seconds; await pause(TICK)) {
  const due = Math.min(rate * seconds, Math.ceil(elapsed() * rate))
  for (; asked < due; asked++) server.ask(asked % CHATS, questions[asked % questions.length] ?? '')
}
await settled()
const took = elapsed()
const cpu = (await cpuOf(bot)) - cpuBefore
const { asked, answered, lost, doubled, times } = server.tally()
const share = (part: number): string =>
  `${(times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? Number.NaN).toFixed(1)} ms`
const table: [string, string | number][] = [
  ['asked', `${asked}, ${rate} a second`],
  ['answered', `${answered}, ${(answered / took).toFixed(0)} a second`],
  ['lost', lost],
  ['doubled', doubled],
  ['p50', share(0.5)],
  ['p99', share(0.99)],
  ['longest', share(1)],
  ["the bot's processor time", `${((cpu / took) * 100).toFixed(0)}% of one core`],
]
for (const [name, value] of table) console.log(`${name.padEnd(26)}${value}`)

bot.disconnect()
await once(bot, 'exit')
server.close()

async function settled(): Promise<void> {
  for (let waited = 0; server.tally().lost > 0 && waited < PATIENCE; waited += TICK) await pause(TICK)
}

/** Seconds of processor time so far. */
async function cpuOf(child: ChildProcess): Promise<number> {
  child.send('cpu')
  const [{ user, system }] = await once(child, 'message')
  return (user + system) / 1e6
}

/** Gives out updates, takes messages, and keeps count. Checks nothing: the tests do. */
async function startServer() {
  type Asked = { at: number }
  let updates: object[] = []
  let wake = () => {}
  let nextId = 1
  let asked = 0
  let doubled = 0
  let times: number[] = []
  const waiting = new Map<number, Asked[]>()
  const polled = Promise.withResolvers<void>()

  async function getUpdates({ offset }: { offset: number }): Promise<object[]> {
    polled.resolve()
    updates = updates.filter((update) => (update as { update_id: number }).update_id >= offset)
    if (updates.length === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve
        setTimeout(resolve, 1000)
      })
    }
    return updates.slice(0, 100)
  }

  function sendMessage({ chat_id: chat }: { chat_id: number }): object {
    const first = waiting.get(chat)?.shift()
    if (first) times.push(performance.now() - first.at)
    else doubled++
    const message_id = nextId++
    return { message_id, date: 1, chat: { id: chat }, photo: [{ file_id: `file ${message_id}` }] }
  }

  const methods: Record<string, (params: never) => unknown> = {
    getMe: () => ({ id: 1, is_bot: true, first_name: 'bench', username: 'bench_bot' }),
    getUpdates,
    sendMessage,
    sendPhoto: sendMessage,
    getMyCommands: () => [],
    getMyDescription: () => ({ description: '' }),
    getMyShortDescription: () => ({ short_description: '' }),
  }
  const http = createServer(async (request, response) => {
    const method = request.url?.split('/').at(-1) ?? ''
    const params = await readParams(request)
    const result = await (methods[method]?.(params as never) ?? true)
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: true, result }))
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))

  return {
    root: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    polled: polled.promise,
    ask(chat: number, text: string): void {
      const id = nextId++
      const from = { id: chat + 1, is_bot: false, first_name: 'x' }
      const message = { message_id: id, date: 1, chat: { ...from, type: 'private' }, from, text }
      waiting.set(chat + 1, [...(waiting.get(chat + 1) ?? []), { at: performance.now() }])
      asked++
      updates.push({ update_id: id, message })
      wake()
    },
    tally: () => ({
      asked,
      answered: times.length,
      lost: [...waiting.values()].reduce((sum, list) => sum + list.length, 0),
      doubled,
      times: times.toSorted((a, b) => a - b),
    }),
    /** Starts counting anew. */
    forget(): void {
      asked = 0
      doubled = 0
      times = []
    },
    close(): void {
      http.closeAllConnections()
      http.close()
    },
  }
}

/** JSON; of a picture that is uploaded, only to which chat it goes. */
async function readParams(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  if (body.length === 0) return {}
  if (request.headers['content-type']?.startsWith('application/json')) return JSON.parse(body.toString('utf8'))
  return { chat_id: Number(/name="chat_id"\s+(\d+)/.exec(body.toString('latin1'))?.[1]) }
}
