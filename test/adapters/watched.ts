/** Waiting for something to hold, without guessing how long it takes. */

export type Watched = {
  /** Looks whether what somebody waits for holds by now. */
  changed(): void
  /** Resolves once this holds, looked at after every change and now and then; rejects after a while, with what it waited for. */
  until(holds: () => boolean, what: string, patience?: number): Promise<void>
}

/** Milliseconds; a machine may be busy with other things. */
const USUAL_PATIENCE = 15_000
/** Milliseconds between two looks at what tells of no change. */
const NOW_AND_THEN = 20

export function watched(): Watched {
  const watchers = new Set<() => void>()
  return {
    changed() {
      for (const watcher of watchers) watcher()
    },
    async until(holds, what, patience = USUAL_PATIENCE) {
      if (holds()) return
      const waiting = Promise.withResolvers<void>()
      const timer = setTimeout(() => waiting.reject(new Error(`never came: ${what}`)), patience)
      const watcher = (): void => {
        if (holds()) waiting.resolve()
      }
      watchers.add(watcher)
      const looking = setInterval(watcher, NOW_AND_THEN)
      try {
        await waiting.promise
      } finally {
        clearTimeout(timer)
        clearInterval(looking)
        watchers.delete(watcher)
      }
    },
  }
}
