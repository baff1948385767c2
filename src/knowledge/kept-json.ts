/** Values kept as JSON beside the installed packages, one for each place, found again as long as their key is the same. */
import { createHash } from 'node:crypto'
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { threadId } from 'node:worker_threads'
import { CACHE_FOLDER } from './cache.ts'

export type KeptJson<T> = {
  read(place: string, key: string): T | undefined
  /** Whether it would be found, told by a glance at the beginning of what is kept there. */
  has(place: string, key: string): boolean
  /** In the place of what was kept there under another key. A folder that cannot be written to costs time, and nothing else. */
  write(place: string, key: string, value: T): void
}

/**
 * @param name of the folder inside the cache
 * @param most values that are kept; with one more, the older half goes
 */
export function keptJson<T>(name: string, most: number): KeptJson<T> {
  const folder = join(CACHE_FOLDER, name)
  const fileOf = (place: string): string => join(folder, `${sha(place)}.json`)
  return {
    read(place, key) {
      try {
        const kept: { key: string; value: T } = JSON.parse(readFileSync(fileOf(place), 'utf8'))
        return kept.key === key ? kept.value : undefined
      } catch {
        return undefined
      }
    },
    has(place, key) {
      const begin = `${JSON.stringify({ key }).slice(0, -1)},`
      try {
        return beginningOf(fileOf(place), begin.length) === begin
      } catch {
        return false
      }
    },
    write(place, key, value) {
      try {
        mkdirSync(folder, { recursive: true })
        const file = fileOf(place)
        const draft = `${file}.${process.pid}.${threadId}.tmp`
        writeFileSync(draft, JSON.stringify({ key, value }))
        renameSync(draft, file)
        dropOldest(folder, most)
      } catch {
        // Read-only installation.
      }
    },
  }
}

function beginningOf(file: string, bytes: number): string {
  const opened = openSync(file, 'r')
  try {
    const begin = Buffer.alloc(bytes)
    return begin.toString('utf8', 0, readSync(opened, begin))
  } finally {
    closeSync(opened)
  }
}

function dropOldest(folder: string, most: number): void {
  const names = readdirSync(folder)
  if (names.length <= most) return
  const byAge = names
    .map((name) => ({ name, written: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.written - a.written)
  for (const { name } of byAge.slice(most / 2)) rmSync(join(folder, name), { force: true })
}

const sha = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 24)
