/** What is being worked on: so that nothing received is dropped when the program stops, and no chat floods the others. */

export type InFlight = {
  /** Runs the work and counts it; false: this chat has too much waiting, and the work was not run. */
  run(chat: string, work: () => Promise<void>): Promise<boolean>
  /** Resolves when nothing is left, or after so many milliseconds. Gives what was left. */
  idle(most: number): Promise<number>
}

/** @param mostPerChat more than this from one chat at a time is dropped */
export function inFlight(mostPerChat: number): InFlight {
  const working = new Map<string, number>()
  const waiting = new Set<() => void>()
  const total = (): number => [...working.values()].reduce((sum, count) => sum + count, 0)
  return {
    async run(chat, work) {
      const count = working.get(chat) ?? 0
      if (count >= mostPerChat) return false
      working.set(chat, count + 1)
      try {
        await work()
      } finally {
        const left = (working.get(chat) ?? 1) - 1
        if (left > 0) working.set(chat, left)
        else working.delete(chat)
        if (working.size === 0) for (const wake of waiting) wake()
      }
      return true
    },
    async idle(most) {
      if (working.size > 0) {
        const late = Promise.withResolvers<void>()
        const timer = setTimeout(late.resolve, most)
        waiting.add(late.resolve)
        await late.promise
        waiting.delete(late.resolve)
        clearTimeout(timer)
      }
      return total()
    },
  }
}
