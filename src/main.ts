/** Wiring: configuration, knowledge, the adapters that are wanted, and a stop on signal. */
import { ADAPTERS } from '../adapters/index.ts'
import type { Respond, Services } from './adapter.ts'
import { buildAnswerer } from './answering/answer.ts'
import { knowledgeOrProblems } from './cli/knowledge.ts'
import { ConfigError, readConfig } from './config.ts'
import { buildMemory } from './conversation/memory.ts'
import { buildConversation } from './conversation/respond.ts'

async function main(): Promise<number> {
  const say = (text: string) => void process.stderr.write(`${text}\n`)
  const config = readConfig()
  const knowledge = await knowledgeOrProblems(config, { out: say, err: say })
  if (!knowledge) return 1
  const conversation = buildConversation(buildAnswerer(knowledge), buildMemory(), config.today)
  const respond: Respond = async (message) => conversation.respond(message)?.reply

  const services: Services = {
    draw: async (chart, theme) => (await import('./charts/png.ts')).drawPng(chart, theme),
  }

  const wanted = ADAPTERS.filter((adapter) => adapter.wanted(config))
  if (wanted.length === 0) {
    say(
      'A platform token is set, but this version has no adapter for it yet; without a token, npm start opens a chat here.',
    )
    return 1
  }
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  await Promise.all(wanted.map(async (adapter) => (await adapter.load(config, services)).run(respond, stop.signal)))
  return 0
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(
    `${error instanceof ConfigError ? error.message : error instanceof Error ? error.message : error}\n`,
  )
  process.exitCode = error instanceof ConfigError ? 2 : 1
}
