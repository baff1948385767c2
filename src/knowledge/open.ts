/** Knowledge for answering: from the cache where the files are as they were, else read and checked anew. */
import { relative } from 'node:path'
import { cacheKey, readCache, shelfUnder, writeCache } from './cache.ts'
import { isBank, knowledgeFiles } from './files.ts'
import { freeze } from './freeze.ts'
import type { KnowledgeBase } from './knowledge-base.ts'
import type { Problem } from './problem.ts'
import { readText } from './read-text.ts'
import { keptOn } from './shelf.ts'

export type Opened = { knowledge: KnowledgeBase | undefined; problems: Problem[] }

/** Without the question bank: a slip in a question that measures the bot must not stop it. */
export const openKnowledge = (folders: readonly string[]): Promise<Opened> => openUnder(folders, keyOf(folders))

/** Changes with any byte of what is answered from, and with the program; undefined where something cannot be read. */
function keyOf(folders: readonly string[]): string | undefined {
  const unreadable: Problem[] = []
  const files = folders.flatMap((root, index) =>
    knowledgeFiles(root, unreadable)
      .map((file) => ({ file, path: relative(root, file).replaceAll('\\', '/') }))
      .filter(({ path }) => !isBank(path))
      .map(({ file, path }) => {
        const { text = '', problems } = readText(file, file)
        unreadable.push(...problems)
        return { path: `${index}/${path}`, text }
      }),
  )
  return unreadable.length === 0 ? cacheKey(files) : undefined
}

async function openUnder(folders: readonly string[], key: string | undefined): Promise<Opened> {
  const kept = key && readCache(key)
  if (kept) return { knowledge: keptOn(shelfUnder(key), freeze(kept)), problems: [] }
  // The readers of YAML and of its shapes are half of what starting takes: they load only where they are needed.
  const { loadKnowledge } = await import('./load.ts')
  const { knowledge, problems } = loadKnowledge(folders, { bank: false })
  if (!key || !knowledge) return { knowledge, problems }
  // Saved to in between: what was read is not what the key stands for.
  const now = keyOf(folders)
  if (now !== key) return openUnder(folders, now)
  writeCache(key, knowledge)
  return { knowledge: keptOn(shelfUnder(key), knowledge), problems }
}

/**
 * The knowledge as its files say it now, for programs that stay open while staff edit.
 * Called again it gives the very same value, unless a byte has changed since.
 */
export function latestKnowledge(folders: readonly string[]): () => Promise<Opened> {
  let last: { key: string | undefined; opened: Opened } | undefined
  return async () => {
    const key = keyOf(folders)
    if (!last || key === undefined || last.key !== key) last = { key, opened: await openUnder(folders, key) }
    return last.opened
  }
}
