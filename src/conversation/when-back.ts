/** What could not be written while the store was gone: written in the same order once it is back, while the bot goes on answering. */
import { setTimeout as pause } from 'node:timers/promises'
import { StoreUnavailable } from '../store/errors.ts'

/** Resolves at once where the store is gone; what is written later is lost only with the program, or when the store stays away for too long. */
export type WhenBack = (write: () => Promise<unknown>) => Promise<void>

type Limits = {
  /** Writes that wait; the oldest go first. */
  most?: number
  minutes?: number
  /** Milliseconds between two tries. */
  tryAgain?: number
}

export function whenBack({ most = 10_000, minutes = 60, tryAgain = 500 }: Limits = {}): WhenBack {
  const waiting: { write: () => Promise<unknown>; until: number }[] = []
  let working = false

  async function work(): Promise<void> {
    working = true
    for (let next = waiting[0]; next; next = waiting[0]) {
      // Nobody waits for it any more, so what is wrong with it is nobody's to hear.
      const written = await isWritten(next.write).catch(() => true)
      if (waiting[0] === next && (written || performance.now() > next.until)) waiting.shift()
      if (!written) await pause(tryAgain, undefined, { ref: false })
    }
    working = false
  }

  return async (write) => {
    if (waiting.length === 0 && (await isWritten(write))) return
    waiting.push({ write, until: performance.now() + minutes * 60_000 })
    if (waiting.length > most) waiting.shift()
    if (!working) void work()
  }
}

async function isWritten(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write()
    return true
  } catch (error) {
    if (error instanceof StoreUnavailable) return false
    throw error
  }
}
