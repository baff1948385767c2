/** Telegram: the connection. What comes in is decoded, what goes out is rendered, and nothing is decided here. */
import { autoRetry } from '@grammyjs/auto-retry'
import { run, sequentialize } from '@grammyjs/runner'
import { apiThrottler } from '@grammyjs/transformer-throttler'
import { Bot, type Context, type Transformer } from 'grammy'
import type { Update } from 'grammy/types'
import type { Adapter, Health, Respond, Services } from '../../src/adapter.ts'
import { fatalReason, shortly } from './errors.ts'
import { inFlight } from './in-flight.ts'
import { register } from './register.ts'
import { retryFailures, USUAL_RETRY } from './retry.ts'
import { type Deal, dealer } from './updates.ts'
import { secretFrom, webhookHandler } from './webhook.ts'

export type TelegramOptions = {
  token: string
  /** Another Bot API server; absent: the public one. */
  apiRoot?: string | undefined
  /** Absent: long polling. */
  webhook?: { url: string; secret: string | undefined } | undefined
  /** Keep to the platform's pace (30 messages a second, 20 a minute in a group). Off only where no such platform is at the other end. */
  pace?: boolean
  retry?: typeof USUAL_RETRY
  /** Seconds that a stop waits for answers on their way. */
  drain?: number
  /** Seconds that Telegram may hold a request for updates open. */
  poll?: number
}

const UPDATES = ['message', 'edited_message', 'callback_query', 'inline_query', 'my_chat_member'] as const
/** Updates worked on at a time, and of those from one chat: one chat alone cannot fill it. */
const MOST_AT_ONCE = 1000
const MOST_PER_CHAT = 100
/** Where the program listens when the webhook's address names no path. */
const USUAL_PATH = '/telegram'
/** A rate limit longer than this is told to the log, and the answer given up. */
const LONGEST_LIMIT = 300

export function telegram(options: TelegramOptions, services: Services): Adapter {
  const { token, apiRoot, webhook, pace = true, retry = USUAL_RETRY, drain = 25, poll = 30 } = options
  const { log, meter } = services
  let health: Health = { state: 'starting' }

  function connect(respond: Respond) {
    const bot = new Bot(token, { client: { ...(apiRoot ? { apiRoot } : {}), timeoutSeconds: 60 } })
    if (pace) bot.api.config.use(apiThrottler())
    bot.api.config.use(
      autoRetry({
        maxRetryAttempts: 5,
        maxDelaySeconds: LONGEST_LIMIT,
        rethrowHttpErrors: true,
        rethrowInternalServerErrors: true,
      }),
    )
    bot.api.config.use(retryFailures(retry, meter), countLimits)
    const work = inFlight(MOST_PER_CHAT)
    const deal = dealer(bot, respond, services)
    bot.use(async (ctx, next) => {
      if (!(await work.run(chatOf(ctx), next))) {
        meter.count('dropped', 'too many from one chat')
        log.warn({}, 'One chat sends more than can be answered; what is over is dropped')
      }
    })
    bot.use(sequentialize(chatOf))
    bot.use((ctx) => once(ctx.update, deal))
    bot.catch(({ error }) => {
      meter.count('failed', 'update')
      log.error({ reason: shortly(error) }, 'An update could not be dealt with')
    })
    return { bot, work }
  }

  /** What Telegram delivers twice is dealt with once; what failed may come again. */
  async function once(update: Update, deal: Deal): Promise<void> {
    const delivery = `telegram:${update.update_id}`
    if (!(await services.claim(delivery))) return meter.count('repeated')
    meter.count('received', kindOf(update))
    try {
      await deal(update)
    } catch (error) {
      await services.release(delivery)
      throw error
    }
  }

  const countLimits: Transformer = async (previous, method, payload, signal) => {
    const result = await previous(method, payload, signal)
    if (!result.ok && result.error_code === 429) {
      meter.count('failed', 'rate limit')
      log.warn({ method, seconds: result.parameters?.retry_after }, 'Telegram’s rate limit holds back an answer')
    }
    return result
  }

  /** Keeps `health` true while polling, and says in the log when the connection goes and comes. */
  const watchPolling: Transformer = async (previous, method, payload, signal) => {
    if (method !== 'getUpdates') return previous(method, payload, signal)
    try {
      const result = await previous(method, payload, signal)
      turn(result.ok ? { state: 'ready' } : { state: 'failing', reason: `${result.error_code} ${result.description}` })
      return result
    } catch (error) {
      if (!signal?.aborted) turn({ state: 'failing', reason: shortly(error) })
      throw error
    }
  }

  function turn(now: Health): void {
    if (now.state === 'failing' && health.state !== 'failing')
      log.warn({ reason: now.reason }, 'Telegram cannot be reached')
    if (now.state === 'ready' && health.state !== 'ready') log.info({}, 'Connected to Telegram')
    health = now
  }

  async function pollFor(bot: Bot, stop: AbortSignal): Promise<void> {
    bot.api.config.use(watchPolling)
    await bot.api.deleteWebhook()
    const runner = run(bot, {
      runner: { fetch: { timeout: poll, allowed_updates: UPDATES }, silent: true },
      sink: { concurrency: MOST_AT_ONCE },
    })
    const stopped = Promise.withResolvers<void>()
    stop.addEventListener('abort', () => stopped.resolve(), { once: true })
    if (stop.aborted) stopped.resolve()
    await Promise.race([runner.task(), stopped.promise])
    if (runner.isRunning()) await runner.stop()
  }

  async function serve(bot: Bot, stop: AbortSignal, { url, secret = secretFrom(token) }: NonNullable<typeof webhook>) {
    const { web } = services
    if (!web) throw new Error('A Telegram webhook needs HTTP_PORT')
    const handler = webhookHandler(secret, async (update) => {
      if (stop.aborted) return false
      return bot.handleUpdate(update).then(
        () => true,
        (error) => {
          meter.count('failed', 'update')
          log.error({ reason: shortly(error) }, 'An update could not be dealt with; Telegram will bring it again')
          return false
        },
      )
    })
    const address = new URL(url)
    if (address.pathname === '/') address.pathname = USUAL_PATH
    web.handle(address.pathname, handler)
    await bot.api.setWebhook(address.href, { secret_token: secret, allowed_updates: UPDATES })
    turn({ state: 'ready' })
    await new Promise<void>((resolve) => {
      if (stop.aborted) resolve()
      stop.addEventListener('abort', () => resolve(), { once: true })
    })
  }

  return {
    name: 'telegram',
    health: () => health,
    async run(respond, stop) {
      const { bot, work } = connect(respond)
      try {
        await bot.init(stop as Parameters<typeof bot.init>[0])
        register(bot.api, services).catch((error: unknown) =>
          log.warn({ reason: shortly(error) }, 'The command menus could not be brought up to date'),
        )
        await (webhook ? serve(bot, stop, webhook) : pollFor(bot, stop))
      } catch (error) {
        if (stop.aborted) return
        const reason = fatalReason(error) ?? `Telegram cannot be used: ${shortly(error)}`
        health = { state: 'failing', reason }
        throw new Error(reason, { cause: error })
      } finally {
        const left = await work.idle(drain * 1000)
        if (left > 0) log.error({ left }, 'Stopped before these updates were answered')
      }
    },
  }
}

/** Updates with the same answer to this are dealt with one after another. */
function chatOf({ chat, from, inlineQuery }: Context): string {
  return inlineQuery ? `inline ${from?.id}` : String(chat?.id ?? from?.id)
}

const kindOf = (update: Update): string => UPDATES.find((kind) => kind in update) ?? 'other'
