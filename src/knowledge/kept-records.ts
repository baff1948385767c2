/** The records of a large file without a problem are kept as JSON: after an edit only the edited file is read as YAML again. */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { threadId } from 'node:worker_threads'
import { CACHE_FOLDER, cacheKey } from './cache.ts'
import type { Problem } from './problem.ts'
import { type FileRecord, type FileRecords, type KnowledgeFile, readRecords } from './read-records.ts'
import { type FileKind, kindOf } from './schema/index.ts'
import { readYaml, type YamlFile } from './yaml.ts'

const FOLDER = join(CACHE_FOLDER, 'records')
/** A smaller one is read faster than it is looked up. */
const LARGE = 8 * 1024
/** Files that are kept; a knowledge base has a few dozen. */
const MOST = 400

/** As `readRecords`, from what was kept where not a byte of the file or of the program has changed. */
export function recordsOf(
  file: KnowledgeFile,
  isLater: (kind: FileKind) => boolean,
  problems: Problem[],
): FileRecords | undefined {
  const kind = kindOf(file.path)
  if (!kind || file.text.length < LARGE) return readRecords(file, isLater, problems)
  const place = join(FOLDER, `${sha(resolve(file.shown))}.json`)
  const key = cacheKey([{ path: `${kind} ${isLater(kind)}`, text: file.text }])
  const kept = read(place)
  if (kept?.key === key) return { kind, records: kept.records, problemAt: placesIn(file) }
  const before = problems.length
  const found = readRecords(file, isLater, problems)
  if (found && problems.length === before) keep(place, { key, records: found.records })
  return found
}

/** Where values stand, read only if it is asked for: most files have nothing to tell. */
function placesIn({ shown, text }: KnowledgeFile): YamlFile['problemAt'] {
  let yaml: YamlFile | undefined
  return (path, code, message) => {
    yaml ??= readYaml(shown, text)
    return yaml.problemAt(path, code, message)
  }
}

type Kept = { key: string; records: FileRecord[] }

function read(place: string): Kept | undefined {
  try {
    return JSON.parse(readFileSync(place, 'utf8'))
  } catch {
    return undefined
  }
}

/** A folder that cannot be written to costs time, and nothing else. */
function keep(place: string, kept: Kept): void {
  try {
    mkdirSync(FOLDER, { recursive: true })
    const draft = `${place}.${process.pid}.${threadId}.tmp`
    writeFileSync(draft, JSON.stringify(kept))
    renameSync(draft, place)
    dropOldest()
  } catch {
    // Read-only installation.
  }
}

function dropOldest(): void {
  const names = readdirSync(FOLDER)
  if (names.length <= MOST) return
  const byAge = names
    .map((name) => ({ name, written: statSync(join(FOLDER, name)).mtimeMs }))
    .sort((a, b) => b.written - a.written)
  for (const { name } of byAge.slice(MOST / 2)) rmSync(join(FOLDER, name), { force: true })
}

const sha = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 24)
