/** The store for a command: opened, used, closed. */
import { existsSync } from 'node:fs'
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

/** Undefined: there is none, and reading does not begin one. */
export async function readStore<T>(config: Config, work: (store: Store) => Promise<T>): Promise<T | undefined> {
  const file = /^sqlite:(.+)$/s.exec(config.store.address)?.[1]
  return file !== undefined && !existsSync(file) ? undefined : withStore(config, work)
}
