/** What was delivered before: platforms deliver again after a failure, and an answer must come once. */
import { recent } from '../bounds/recent.ts'

export type Deliveries = {
  /** True for whoever asks first. */
  claim(delivery: string): Promise<boolean>
  settle(delivery: string): Promise<void>
  release(delivery: string): Promise<void>
}

/** @param most deliveries remembered; the oldest go first */
export function deliveriesInMemory(most = 20_000): Deliveries {
  const claimed = recent<true>({ most })
  return {
    async claim(delivery) {
      if (claimed.get(delivery)) return false
      claimed.set(delivery, true)
      return true
    },
    settle: async () => {},
    release: async (delivery) => claimed.delete(delivery),
  }
}
