/** A map that forgets: what was set longest ago when it is full, and anything whose time is over. */

export type Recent<T> = {
  get(key: string): T | undefined
  set(key: string, value: T): void
  delete(key: string): void
  clear(): void
  /** What is still remembered, the oldest first. */
  entries(): Iterable<[key: string, value: T]>
}

type Bounds = {
  most: number
  /** Absent: nothing is forgotten by its age. */
  seconds?: number
  /** Milliseconds, for tests to set. */
  now?: () => number
}

export function recent<T>({ most, seconds = Number.POSITIVE_INFINITY, now = Date.now }: Bounds): Recent<T> {
  const kept = new Map<string, { value: T; until: number }>()

  /** The map is in the order in which things were set, so what is due stands in front. */
  function forget(): void {
    for (const [key, { until }] of kept) {
      if (kept.size <= most && now() < until) break
      kept.delete(key)
    }
  }

  return {
    get(key) {
      forget()
      return kept.get(key)?.value
    },
    set(key, value) {
      kept.delete(key)
      kept.set(key, { value, until: now() + seconds * 1000 })
      forget()
    },
    delete: (key) => void kept.delete(key),
    clear: () => kept.clear(),
    *entries() {
      forget()
      for (const [key, { value }] of kept) yield [key, value]
    },
  }
}
