/** The store for a command: opened, used, closed. */
import type { Config } from '../config.ts'
import { openStore } from '../store/open.ts'
import type { Store } from '../store/store.ts'

export async function withStore<T>(
  { store: { address, ...options } }: Config,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const store = await openStore(address, options)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}
