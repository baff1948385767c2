/** Tells open pages that they are out of date: each holds a stamp, and is so once the stamp is another. */

export type Changes = {
  /** Changes with whatever pages show, and with every start of the program. */
  stamp(): string
  /** What pages show has changed. */
  announce(): void
  /** @returns what ends the listening */
  listen(changed: (stamp: string) => void): () => void
}

export function buildChanges(): Changes {
  const started = Date.now().toString(36)
  const listeners = new Set<(stamp: string) => void>()
  let count = 0
  const stamp = (): string => `${started}-${count}`
  return {
    stamp,
    announce() {
      count += 1
      for (const changed of listeners) changed(stamp())
    },
    listen(changed) {
      listeners.add(changed)
      return () => void listeners.delete(changed)
    },
  }
}
