/** When each place was last answered, for the pause that its admins set. */
import { recent } from '../bounds/recent.ts'

const MOST_PLACES = 10_000

export type Cooldowns = ReturnType<typeof buildCooldowns>

/** @param now milliseconds, for tests to set */
export function buildCooldowns(now: () => number = Date.now) {
  const answered = recent<number>({ most: MOST_PLACES })
  return {
    holds: (place: string, seconds: number): boolean =>
      seconds > 0 && now() - (answered.get(place) ?? Number.NEGATIVE_INFINITY) < seconds * 1000,
    start: (place: string): void => answered.set(place, now()),
  }
}
