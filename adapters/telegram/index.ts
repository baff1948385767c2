/** Telegram: the connection. What comes in is decoded, what goes out is rendered, and nothing is decided here. */
import { sequentialize } from '@grammyjs/runner'
import type { Bot, Context } from 'grammy'
import type { Update } from 'grammy/types'
import type { Adapter, Health, Respond, Services } from '../../src/adapter.ts'
import { type InFlight, inFlight } from '../../src/bounds/in-flight.ts'
import { recent } from '../../src/bounds/recent.ts'
import { amend } from './amend.ts'
import { buildClient } from './client.ts'
import { fatalReason, mayWorkLater, shortly } from './errors.ts'
import { fired, poll } from './polling.ts'
import { register } from './register.ts'
import { type Retry, USUAL_RETRY } from './retry.ts'
import { buildSender, type Sender } from './sender.ts'
import { buildDeal } from './updates.ts'
import { secretFrom, webhookHandler } from './webhook.ts'

export type TelegramOptions = {
  token: string
  /** Another Bot API server; absent: the public one. */
  apiRoot?: string | undefined
  /** Absent: long polling. */
  webhook?: { url: string; secret: string | undefined } | undefined
  /** Keep to the platform's pace (30 messages a second, 20 a minute in a group). Off only where no such platform is at the other end. */
  pace?: boolean
  retry?: Retry
  /** Seconds that a stop waits for answers on their way. */
  drain?: number
  /** Seconds that Telegram may hold a request for updates open. */
  hold?: number
}

const UPDATES = ['message', 'edited_message', 'callback_query', 'inline_query', 'my_chat_member'] as const
/** Updates worked on at a time, and of those from one chat: no chat alone can fill it. */
const MOST_AT_ONCE = 1000
const MOST_PER_CHAT = 100
/** That a chat sends too much is told once a minute. */
const TOLD = { most: 1000, seconds: 60 }
/** Where the program listens when the webhook's address names no path. */
const USUAL_PATH = '/telegram'

export function telegram(options: TelegramOptions, services: Services): Adapter {
  const { token, apiRoot, webhook, pace = true, retry = USUAL_RETRY, drain = 25, hold = 30 } = options
  const { log, meter } = services
  let health: Health = { state: 'starting' }

  function turn(now: Health): void {
    if (now.state === 'failing' && health.state !== 'failing')
      log.warn({ reason: now.reason }, 'Telegram cannot be reached')
    if (now.state === 'ready' && health.state !== 'ready') log.info({}, 'Connected to Telegram')
    health = now
  }

  /** Each update once, those of a chat one after another. */
  function wire(bot: Bot, work: InFlight, respond: Respond): void {
    const deal = buildDeal(bot, respond, services)
    const flooding = recent<true>(TOLD)
    bot.use(async (ctx, next) => {
      const arrived = performance.now()
      if (await work.run(chatOf(ctx), next)) return meter.took((performance.now() - arrived) / 1000)
      meter.count('dropped', 'too many from one chat')
      if (!flooding.get(chatOf(ctx))) log.warn({}, 'One chat sends more than can be answered; what is over is dropped')
      flooding.set(chatOf(ctx), true)
    })
    bot.use(sequentialize(chatOf))
    bot.use(async ({ update }) => {
      const delivery = `telegram:${bot.botInfo.id}:${update.update_id}`
      if (!(await services.claim(delivery))) return meter.count('repeated')
      meter.count('received', kindOf(update))
      try {
        await deal(update, delivery)
        await services.settle(delivery)
      } catch (error) {
        await services.release(delivery)
        throw error
      }
    })
    bot.catch(reportFailure)
  }

  function reportFailure(error: unknown): void {
    meter.count('failed', 'update')
    log.error({ reason: shortly(error) }, 'An update could not be dealt with')
  }

  async function serve(bot: Bot, { url, secret = secretFrom(token) }: NonNullable<typeof webhook>, stop: AbortSignal) {
    const { web } = services
    if (!web) throw new Error('A webhook needs HTTP_PORT')
    const take = async (update: Update): Promise<boolean> => {
      if (stop.aborted) return false
      try {
        await bot.handleUpdate(update)
        return true
      } catch (error) {
        reportFailure(error)
        // What can never be dealt with would be brought again for a day, and hold up what comes after it.
        return !mayWorkLater(error)
      }
    }
    const address = new URL(url)
    if (address.pathname === '/') address.pathname = USUAL_PATH
    web.handle(address.pathname, webhookHandler(secret, take))
    await bot.api.setWebhook(address.href, { secret_token: secret, allowed_updates: UPDATES })
    turn({ state: 'ready' })
    await fired(stop)
  }

  async function listen(bot: Bot, stop: AbortSignal): Promise<void> {
    await bot.init(stop as Parameters<Bot['init']>[0])
    register(bot.api, services).catch((error: unknown) => {
      log.warn({ reason: shortly(error) }, 'What Telegram shows about the bot could not be brought up to date')
    })
    if (webhook) return serve(bot, webhook, stop)
    await bot.api.deleteWebhook()
    turn({ state: 'ready' })
    await poll(bot, { seconds: hold, atOnce: MOST_AT_ONCE, allowed: UPDATES }, stop)
  }

  /** Of its own: a correction is made by a process that listens to nothing. One for all, which together keep to the pace. */
  let amending: Sender | undefined
  const sender = (): Sender => {
    amending ??= buildSender(buildClient({ token, apiRoot, pace, retry }, services, () => {}).api, services)
    return amending
  }

  return {
    name: 'telegram',
    health: () => health,
    amend: (sent, reply) => amend(sender(), services, sent, reply),
    async run(respond, stop) {
      const bot = buildClient({ token, apiRoot, pace, retry }, services, turn)
      const work = inFlight(MOST_PER_CHAT)
      wire(bot, work, respond)
      try {
        await listen(bot, stop)
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

/** Updates that give the same here are dealt with one after another. */
function chatOf({ chat, from, inlineQuery }: Context): string {
  return inlineQuery ? `inline ${from?.id}` : String(chat?.id ?? from?.id)
}

const kindOf = (update: Update): string => UPDATES.find((kind) => kind in update) ?? 'other'
