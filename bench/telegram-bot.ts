/** The other process of `bench/telegram.ts`: the Telegram adapter with the whole bot behind it. Tells its processor time when asked. */
import { telegram } from '../adapters/telegram/index.ts'
import { buildAnswerer } from '../src/answering/answer.ts'
import { drawPng } from '../src/charts/png.ts'
import { buildBot } from '../src/conversation/bot.ts'
import { openKnowledge } from '../src/knowledge/open.ts'

const [apiRoot = '', folder = ''] = process.argv.slice(2)
const { knowledge } = await openKnowledge([folder])
if (!knowledge) throw new Error('the knowledge base does not load; npm run check tells why')

const bot = buildBot(buildAnswerer(knowledge), () => '2026-11-25')
const quiet = () => {}
const services = {
  ...bot,
  draw: drawPng,
  log: { debug: quiet, info: quiet, warn: console.error, error: console.error },
  meter: { count: quiet, took: quiet, latency: quiet },
}
const stop = new AbortController()
process.once('disconnect', () => stop.abort())
process.on('message', () => process.send?.(process.cpuUsage()))
await telegram({ token: '1:bench', apiRoot, pace: false }, services).run(bot.respond, stop.signal)
