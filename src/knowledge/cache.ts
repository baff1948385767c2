/**
 * A checked knowledge base kept as JSON, so that the next start need not read YAML again: twenty times faster, and a third of the memory.
 * The key is a hash of every knowledge file's bytes and of the program's own reading of them, so a stale one is never found.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { threadId } from 'node:worker_threads'
import { knowledgeFromJson, knowledgeToJson } from './as-json.ts'
import type { KnowledgeBase } from './knowledge-base.ts'
import type { Shelf } from './shelf.ts'

/** Beside the installed packages: written anew by every `npm ci`, never committed, and harmless to delete. */
export const CACHE_FOLDER = join(import.meta.dirname, '../../node_modules/.cache/online-crime-bot')
/** The one in use, and those that an edit may go back to. */
const KEEP = 5

/** @param files path and text of every knowledge file */
export function cacheKey(files: readonly { path: string; text: string }[]): string {
  program ??= programHash()
  const hash = createHash('sha256').update(program)
  for (const { path, text } of files) hash.update(`${path}\n${text.length}\n`).update(text)
  return hash.digest('hex').slice(0, 24)
}

let program: string | undefined

const SOURCE = join(import.meta.dirname, '..')

/** Shapes and checks decide what is in a knowledge base, and matching what is kept beside it: when they change, what was kept is no longer theirs. */
const programHash = (): string =>
  hashOfProgram([
    import.meta.dirname,
    ...['schema', 'checks'].map((folder) => join(import.meta.dirname, folder)),
    ...['language', 'matching', 'answering'].map((room) => join(SOURCE, room)),
  ])

/** Changes with any byte of the program in these folders, not counting folders inside them. */
export function hashOfProgram(folders: readonly string[]): string {
  const hash = createHash('sha256')
  for (const folder of folders) {
    for (const name of readdirSync(folder).sort())
      if (name.endsWith('.ts')) hash.update(readFileSync(join(folder, name)))
  }
  return hash.digest('hex')
}

/** What was kept under the key; undefined when nothing readable is there. */
export function readCache(key: string): KnowledgeBase | undefined {
  try {
    const file = join(CACHE_FOLDER, `${key}.json`)
    const knowledge = knowledgeFromJson(readFileSync(file, 'utf8'))
    markUsed(file)
    return knowledge
  } catch {
    return undefined
  }
}

/** Keeps a knowledge base for the next start. A folder that cannot be written to costs time, never an answer. */
export function writeCache(key: string, knowledge: KnowledgeBase): void {
  try {
    mkdirSync(CACHE_FOLDER, { recursive: true })
    put(`${key}.json`, knowledgeToJson(knowledge))
    dropOldest()
  } catch {
    // Read-only installation: the YAML is read each time.
  }
}

/** Best effort: without it this one only counts as older than it is. */
function markUsed(file: string): void {
  const now = new Date()
  try {
    utimesSync(file, now, now)
  } catch {
    // Read-only installation: nothing is dropped there either.
  }
}

/** Those that were not used for the longest time go, with all that is kept beside them. */
function dropOldest(): void {
  const names = readdirSync(CACHE_FOLDER)
  const stems = names
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({ stem: name.slice(0, -'json'.length), used: statSync(join(CACHE_FOLDER, name)).mtimeMs }))
    .sort((a, b) => b.used - a.used)
  for (const { stem } of stems.slice(KEEP))
    for (const name of names) if (name.startsWith(stem)) rmSync(join(CACHE_FOLDER, name), { force: true })
}

/** Never half a file, however many processes and threads write it at once. */
function put(name: string, content: string | Uint8Array): void {
  const draft = join(CACHE_FOLDER, `${name}.${process.pid}.${threadId}.tmp`)
  writeFileSync(draft, content)
  renameSync(draft, join(CACHE_FOLDER, name))
}

/** What is made from the knowledge base under this key lies beside it. */
export const shelfUnder = (key: string): Shelf => ({
  version: key,
  read(name) {
    try {
      return readFileSync(join(CACHE_FOLDER, `${key}.${name}`))
    } catch {
      return undefined
    }
  },
  write(name, bytes) {
    try {
      put(`${key}.${name}`, bytes)
    } catch {
      // Read-only installation: it is made anew each time.
    }
  },
})
