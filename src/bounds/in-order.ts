/** Work with the same key goes one after another, other work beside it. */

export type InOrder = <T>(key: string, work: () => Promise<T>) => Promise<T>

export function inOrder(): InOrder {
  const last = new Map<string, Promise<unknown>>()
  return async (key, work) => {
    const before = last.get(key)
    const mine = before ? before.then(work, work) : work()
    last.set(key, mine)
    try {
      return await mine
    } finally {
      if (last.get(key) === mine) last.delete(key)
    }
  }
}
