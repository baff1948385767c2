/** When each place was last answered, for the pause that its admins set. */

const MOST_PLACES = 10_000

/** @param now milliseconds */
export function buildCooldowns(now: () => number) {
  const answered = new Map<string, number>()
  return {
    holds: (place: string, seconds: number): boolean =>
      seconds > 0 && now() - (answered.get(place) ?? Number.NEGATIVE_INFINITY) < seconds * 1000,
    start(place: string): void {
      answered.delete(place)
      answered.set(place, now())
      for (const oldest of answered.keys()) {
        if (answered.size <= MOST_PLACES) break
        answered.delete(oldest)
      }
    },
  }
}
