/** The way out to Telegram: its pace, its rate limits, failures on the way, and what they say about the connection. */
import { autoRetry } from '@grammyjs/auto-retry'
import { apiThrottler } from '@grammyjs/transformer-throttler'
import { Bot, type Transformer } from 'grammy'
import type { Health, Services } from '../../src/adapter.ts'
import { shortly } from './errors.ts'
import { type Retry, retryFailures } from './retry.ts'

export type Client = { token: string; apiRoot: string | undefined; pace: boolean; retry: Retry }

/** A request for updates is held open for half a minute; what takes twice as long is broken. */
const LONGEST_CALL = 60
/** A rate limit of more seconds than this is not waited for: the answer would come to nobody. */
const LONGEST_LIMIT = 300
const LIMIT_TRIES = 5

/** What people see in a chat, and what Telegram therefore limits. A sign of typing that waits its turn comes after the answer. */
const PACED: ReadonlySet<string> = new Set(['sendMessage', 'sendPhoto', 'editMessageText'])

export function buildClient(
  { token, apiRoot, pace, retry }: Client,
  { log, meter }: Pick<Services, 'log' | 'meter'>,
  turn: (now: Health) => void,
): Bot {
  const bot = new Bot(token, { client: { ...(apiRoot ? { apiRoot } : {}), timeoutSeconds: LONGEST_CALL } })
  const { config } = bot.api
  if (pace) config.use(paceOf(apiThrottler()))
  config.use(
    tellLimits,
    watchConnection,
    autoRetry({
      maxRetryAttempts: LIMIT_TRIES,
      maxDelaySeconds: LONGEST_LIMIT,
      rethrowHttpErrors: true,
      rethrowInternalServerErrors: true,
    }),
    retryFailures(retry, meter),
  )
  return bot

  async function tellLimits(...[previous, method, payload, signal]: Parameters<Transformer>) {
    const result = await previous(method, payload, signal)
    if (!result.ok && result.error_code === 429) {
      meter.count('failed', 'rate limit')
      log.warn({ method, seconds: result.parameters?.retry_after }, "Telegram's rate limit holds an answer back")
    }
    return result
  }

  async function watchConnection(...[previous, method, payload, signal]: Parameters<Transformer>) {
    if (method !== 'getUpdates' && method !== 'getMe') return previous(method, payload, signal)
    try {
      const result = await previous(method, payload, signal)
      if (!result.ok) turn({ state: 'failing', reason: `${result.error_code} ${result.description}` })
      else if (method === 'getUpdates') turn({ state: 'ready' })
      return result
    } catch (error) {
      if (!signal?.aborted) turn({ state: 'failing', reason: shortly(error) })
      throw error
    }
  }
}

function paceOf(throttle: Transformer): Transformer {
  return (previous, method, payload, signal) =>
    PACED.has(method) ? throttle(previous, method, payload, signal) : previous(method, payload, signal)
}
