/** What was delivered before: platforms deliver again after a failure, and an answer must come once. */

export type Deliveries = {
  /** True for whoever asks first. */
  claim(delivery: string): Promise<boolean>
  release(delivery: string): Promise<void>
}

/** @param most deliveries remembered; the oldest go first */
export function deliveriesInMemory(most = 20_000): Deliveries {
  const claimed = new Set<string>()
  return {
    async claim(delivery) {
      if (claimed.has(delivery)) return false
      claimed.add(delivery)
      for (const oldest of claimed) {
        if (claimed.size <= most) break
        claimed.delete(oldest)
      }
      return true
    },
    release: async (delivery) => void claimed.delete(delivery),
  }
}
