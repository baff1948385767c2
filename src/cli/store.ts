/** The store for a command: opened, used, closed. */
import { existsSync } from 'node:fs'
import { userInfo } from 'node:os'
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

/** Who gives a command, for the record; kept as a keyed hash. */
export function whoever(): string {
  try {
    return `cli:${userInfo().username}`
  } catch {
    // In a container the user may have a number alone.
    return `cli:${process.getuid?.()}`
  }
}
