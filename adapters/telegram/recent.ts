/** A map that forgets: the oldest when it is full, anything when its time is over. */

export type Recent<T> = { get(key: string): T | undefined; set(key: string, value: T): void }

export function recent<T>({ most, seconds = Number.POSITIVE_INFINITY }: { most: number; seconds?: number }): Recent<T> {
  const kept = new Map<string, { value: T; until: number }>()
  return {
    get(key) {
      const found = kept.get(key)
      return found && found.until > Date.now() ? found.value : undefined
    },
    set(key, value) {
      kept.delete(key)
      kept.set(key, { value, until: Date.now() + seconds * 1000 })
      for (const oldest of kept.keys()) {
        if (kept.size <= most) break
        kept.delete(oldest)
      }
    },
  }
}
