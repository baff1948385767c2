/** Wiring: configuration, knowledge, the adapters that are wanted, and a stop on signal. */
import { ADAPTERS } from '../adapters/index.ts'
import type { Adapter, Draw, Health, Respond, Services } from './adapter.ts'
import { buildAnswerer } from './answering/answer.ts'
import { knowledgeOrProblems } from './cli/knowledge.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { buildBot } from './conversation/bot.ts'
import { buildOperations, noOperations } from './operations/operations.ts'

/** The font and the libraries load with the first picture. */
const draw: Draw = async (chart, theme) => (await import('./charts/png.ts')).drawPng(chart, theme)

const say = (text: string) => void process.stderr.write(`${text}\n`)

async function main(config: Config): Promise<number> {
  const knowledge = await knowledgeOrProblems(config, { out: say, err: say })
  if (!knowledge) return 1
  const wanted = ADAPTERS.filter((adapter) => adapter.wanted(config))
  if (wanted.length === 0) {
    say(
      'DISCORD_BOT_TOKEN is set, but this version has no adapter for it yet; without a token, npm start opens a chat here.',
    )
    return 1
  }
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())

  const running = new Map<string, Adapter>()
  const healthOf = (): Map<string, Health> => new Map([...running].map(([name, adapter]) => [name, adapter.health()]))
  const watched = config.httpPort !== undefined || wanted.some(({ name }) => name !== 'terminal')
  const operations = watched ? await buildOperations(config, secretsOf(config), healthOf) : noOperations()
  const { respond: answer, replace: _, ...offered } = buildBot(buildAnswerer(knowledge), config.today)
  const respond: Respond = async (message) => {
    const reply = await answer(message)
    operations.replied(reply)
    return reply
  }
  const { log, web } = operations
  for (const { name, load } of wanted) {
    const services: Services = { ...offered, draw, log, meter: operations.meterOf(name), ...(web ? { web } : {}) }
    running.set(name, await load(config, services))
  }
  try {
    await operations.open()
    return await runAll([...running.values()], respond, stop)
  } finally {
    await operations.close()
  }
}

/** When one adapter cannot go on, the others deliver what they hold, and all stop: whoever watches the process starts it again. */
async function runAll(adapters: readonly Adapter[], respond: Respond, stop: AbortController): Promise<number> {
  const ends = await Promise.allSettled(
    adapters.map((adapter) => adapter.run(respond, stop.signal).finally(() => stop.abort())),
  )
  const reasons = ends.flatMap((end) => (end.status === 'rejected' ? [reasonOf(end.reason)] : []))
  for (const reason of reasons) say(reason)
  return reasons.length > 0 ? 1 : 0
}

const secretsOf = ({ telegramToken, telegramWebhook, discordToken }: Config): string[] =>
  [telegramToken, telegramWebhook?.secret, discordToken].filter((secret) => secret !== undefined)

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

try {
  process.exitCode = await main(readConfig())
} catch (error) {
  say(reasonOf(error))
  process.exitCode = error instanceof ConfigError ? 2 : 1
}
