/** Calls that fail on the way, or inside Telegram, are made again. Rate limits are waited for by the auto-retry plugin. */
import { setTimeout as pause } from 'node:timers/promises'
import { HttpError, type Transformer } from 'grammy'
import type { Meter } from '../../src/adapter.ts'

export type Retry = {
  /** Milliseconds before the second try; doubled each time. */
  delay: number
  tries: number
}

/** Some four minutes: who asked may still be there. */
export const USUAL_RETRY: Retry = { delay: 1000, tries: 12 }
const LONGEST_DELAY = 30_000
/** What is of use only at once, and must hold up nothing else. */
const AT_ONCE: ReadonlySet<string> = new Set(['answerCallbackQuery', 'answerInlineQuery', 'sendChatAction'])
const TRIES_AT_ONCE = 2

/**
 * A connection that breaks while a message is being sent leaves open whether Telegram has it, and no call tells.
 * It is sent again: an answer that comes twice harms less than one that never comes.
 */
export function retryFailures({ delay, tries }: Retry, meter: Meter): Transformer {
  return async (previous, method, payload, signal) => {
    // An outage of hours is no reason to leave off asking, nor to pause for hours.
    const most = method === 'getUpdates' ? Number.POSITIVE_INFINITY : AT_ONCE.has(method) ? TRIES_AT_ONCE : tries
    for (let attempt = 1; ; attempt++) {
      const last = attempt >= most || signal?.aborted
      try {
        const result = await previous(method, payload, signal)
        if (result.ok || result.error_code < 500 || last) return result
        meter.count('retried', 'server error')
      } catch (error) {
        if (!(error instanceof HttpError) || last) throw error
        meter.count('retried', 'connection')
      }
      await pause(
        Math.min(delay * 2 ** (attempt - 1), LONGEST_DELAY),
        undefined,
        signal ? { signal: signal as AbortSignal } : {},
      )
    }
  }
}
