/** Wiring: configuration, knowledge, the adapters that are wanted, and a stop on signal. */
import { wantedBy } from '../adapters/index.ts'
import type { Adapter, Draw, Health, Log, Respond, Services } from './adapter.ts'
import { buildAnswerer } from './answering/answer.ts'
import { knowledgeOrProblems } from './cli/knowledge.ts'
import { type Config, isConfiguration, readConfig } from './config.ts'
import { buildBot } from './conversation/bot.ts'
import type { Kept } from './conversation/kept.ts'
import { buildOperations, noOperations } from './operations/operations.ts'
import { type Followed, followKnowledge } from './reload/follow.ts'
import type { Store, StoreHealth } from './store/store.ts'

/** The font and the libraries load with the first picture. */
const draw: Draw = async (chart, theme) => (await import('./charts/png.ts')).drawPng(chart, theme)

const say = (text: string) => void process.stderr.write(`${text}\n`)

/** For a person at a terminal, who may be the one that edits. */
const TELLS_PROBLEMS: Pick<Log, 'info' | 'error'> = {
  info() {},
  error: ({ first }, text) => say([...(Array.isArray(first) ? first : []), text].join('\n')),
}

async function main(config: Config): Promise<number> {
  const knowledge = await knowledgeOrProblems(config, { out: say, err: say })
  if (!knowledge) return 1
  const wanted = wantedBy(config)
  /** Closed at the end, the last first, however it comes. */
  await using open = new AsyncDisposableStack()
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())

  const running = new Map<string, Adapter>()
  const healthOf = (): Map<string, Health> => new Map([...running].map(([name, adapter]) => [name, adapter.health()]))
  const watched = config.httpPort !== undefined || wanted.some(({ name }) => name !== 'terminal')
  let store: Store | undefined
  const storeOf = (): StoreHealth | undefined => store?.health()
  const knowledgeOf = (): Followed => following.state()
  const operations = watched
    ? await buildOperations(config, secretsOf(config), { healthOf, storeOf, knowledgeOf })
    : noOperations()
  store = keepsSomething(config, wanted) ? await openStoreOf(config, operations.log) : undefined
  open.defer(async () => store?.close())
  const kept = store && (await keptIn(store, config))
  const answerer = buildAnswerer(knowledge)
  const { respond: answer, replace, ...offered } = buildBot(answerer, config.today, kept, config.operators)
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
  const following = followKnowledge({
    folders: config.knowledgeFolders,
    inUse: answerer,
    replace,
    log: watched ? operations.log : TELLS_PROBLEMS,
  })
  // At a terminal it means that the window is closed.
  if (watched)
    process.on('SIGHUP', async () => {
      await following.look()
      log.info(following.state(), 'Looked at the knowledge files, as SIGHUP asked')
    })
  open.defer(operations.close)
  open.defer(following.stop)
  await operations.open()
  return await runAll([...running.values()], respond, stop)
}

/** A chat at the terminal is over when the program ends, and so is what it has to remember, unless somebody names a store. */
const keepsSomething = ({ store, unansweredDays }: Config, wanted: readonly { name: string }[]): boolean =>
  store.chosen || unansweredDays > 0 || wanted.some(({ name }) => name !== 'terminal')

async function openStoreOf({ store: { address, secret, answerDays } }: Config, log: Log): Promise<Store> {
  const { openStore } = await import('./store/open.ts')
  const turned = (health: StoreHealth): void => {
    if (health.state === 'ready') log.info({}, 'The store can be used again')
    else log.error({ reason: health.reason }, 'The store cannot be used; questions are answered all the same')
  }
  return openStore(address, { secret, answerDays, turned })
}

const keptIn = async (store: Store, config: Config): Promise<Kept> =>
  (await import('./conversation/kept-in-store.ts')).keptInStore(store, config)

/** When one adapter cannot go on, the others deliver what they hold, and all stop: whoever watches the process starts it again. */
async function runAll(adapters: readonly Adapter[], respond: Respond, stop: AbortController): Promise<number> {
  const ends = await Promise.allSettled(
    adapters.map((adapter) => adapter.run(respond, stop.signal).finally(() => stop.abort())),
  )
  const reasons = ends.flatMap((end) => (end.status === 'rejected' ? [reasonOf(end.reason)] : []))
  for (const reason of reasons) say(reason)
  return reasons.length > 0 ? 1 : 0
}

function secretsOf(config: Config): string[] {
  const { telegramToken, telegramWebhook, discordToken, store, adapters = [] } = config
  const ofPackages = adapters.flatMap((name) => Object.entries(config.settingsOf(name)))
  const others = ofPackages.flatMap(([name, value]) => (/TOKEN|SECRET|PASSWORD|KEY/.test(name) ? [value] : []))
  return [telegramToken, telegramWebhook?.secret, discordToken, store.secret, store.password, ...others].filter(
    (secret) => secret !== undefined,
  )
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

try {
  process.exitCode = await main(readConfig())
} catch (error) {
  say(reasonOf(error))
  process.exitCode = isConfiguration(error) ? 2 : 1
}
