/** Calls that fail on the way, or inside Discord, are made again. Rate limits are waited for by discord.js. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Meter } from '../../src/adapter.ts'
import { mayWorkLater, TooLate } from './errors.ts'

export type Retry = {
  /** Milliseconds before the second try; doubled each time. */
  delay: number
  tries: number
}

/** Some four minutes: who asked may still be there. */
export const USUAL_RETRY: Retry = { delay: 250, tries: 14 }
const LONGEST_DELAY = 30_000

/**
 * A connection that breaks while a message is being sent leaves open whether Discord has it. It is sent again: a nonce keeps
 * channel messages from standing there twice, and an interaction takes one first answer.
 * @param until milliseconds, as `performance.now` counts them, after which the call is of no use
 */
export async function retrying<T>(
  call: (signal: AbortSignal | undefined) => Promise<T>,
  { delay, tries }: Retry,
  meter: Pick<Meter, 'count'>,
  until = Number.POSITIVE_INFINITY,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const left = until - performance.now()
    try {
      return await call(Number.isFinite(left) ? AbortSignal.timeout(Math.max(1, Math.ceil(left))) : undefined)
    } catch (error) {
      const wait = Math.min(delay * 2 ** (attempt - 1), LONGEST_DELAY)
      if (!mayWorkLater(error)) throw error
      if (performance.now() + wait >= until) throw new TooLate('no time left', { cause: error })
      if (attempt >= tries) throw error
      meter.count('retried', error instanceof Error && error.name === 'HTTPError' ? 'server error' : 'connection')
      await pause(wait)
    }
  }
}
