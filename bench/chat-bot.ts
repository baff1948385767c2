/** The bot that `chat-load.ts` asks, as `npm start` wires it, in a process of its own. Stops when its parent lets go. */
import { discord } from '../adapters/discord/index.ts'
import { telegram } from '../adapters/telegram/index.ts'
import type { Services } from '../src/adapter.ts'
import { buildAnswerer } from '../src/answering/answer.ts'
import { drawPng } from '../src/charts/png.ts'
import { buildBot } from '../src/conversation/bot.ts'
import { openKnowledge } from '../src/knowledge/open.ts'

const [platform = '', apiRoot = '', folder = ''] = process.argv.slice(2)
const { knowledge } = await openKnowledge([folder])
if (!knowledge) throw new Error('the knowledge base does not load; npm run check tells why')

const bot = buildBot(buildAnswerer(knowledge), () => '2026-11-25')
const quiet = () => {}
const services: Services = {
  ...bot,
  draw: drawPng,
  log: { debug: quiet, info: quiet, warn: console.error, error: console.error },
  meter: { count: quiet, took: quiet, latency: quiet },
}
const stop = new AbortController()
process.once('disconnect', () => stop.abort())
process.on('message', () => process.send?.(process.cpuUsage()))
const adapter =
  platform === 'discord'
    ? discord({ token: 'local.bench.token', apiRoot }, services)
    : telegram({ token: '1:bench', apiRoot, pace: false }, services)
await adapter.run(bot.respond, stop.signal)
