/** What was made from a knowledge base, such as a matcher, and is kept beside it so that it need not be made again. */
import type { KnowledgeBase } from './knowledge-base.ts'

export type Shelf = {
  /** Changes whenever the knowledge or the program does. */
  version: string
  read(name: string): Uint8Array | undefined
  write(name: string, bytes: Uint8Array): void
}

const shelves = new WeakMap<KnowledgeBase, Shelf>()

/** Remembers what belongs to a knowledge base. */
export function keptOn<T extends KnowledgeBase>(shelf: Shelf, knowledge: T): T {
  shelves.set(knowledge, shelf)
  return knowledge
}

/** Undefined for knowledge that was read without the cache, as tests do. */
export const shelfOf = (knowledge: KnowledgeBase): Shelf | undefined => shelves.get(knowledge)

/** For what another thread has made. */
export function shelfInMemory(version: string, made: ReadonlyMap<string, Uint8Array>): Shelf {
  const kept = new Map(made)
  return { version, read: (name) => kept.get(name), write: (name, bytes) => void kept.set(name, bytes) }
}
