/** Ids as Discord makes them: digits that grow. */
let last = 1_300_000_000_000_000_000n

/** One in each shard after the other. */
export function nextId(): string {
  last += 1n << 22n
  return String(last)
}
