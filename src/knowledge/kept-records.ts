/** The records of a large file without a problem are kept as JSON: after an edit only the edited file is read as YAML again. */
import { resolve } from 'node:path'
import { cacheKey } from './cache.ts'
import { keptJson } from './kept-json.ts'
import type { Problem } from './problem.ts'
import { type FileRecord, type FileRecords, type KnowledgeFile, readRecords } from './read-records.ts'
import { type FileKind, kindOf } from './schema/index.ts'
import { readYaml, type YamlFile } from './yaml.ts'

/** A knowledge base has a few dozen files. */
const kept = keptJson<FileRecord[]>('records', 400)
/** A smaller one is read faster than it is looked up. */
const LARGE = 8 * 1024

/** As `readRecords`, from what was kept where not a byte of the file or of the program has changed. */
export function recordsOf(
  file: KnowledgeFile,
  isLater: (kind: FileKind) => boolean,
  problems: Problem[],
): FileRecords | undefined {
  const kind = kindOf(file.path)
  if (!kind || file.text.length < LARGE) return readRecords(file, isLater, problems)
  const place = resolve(file.shown)
  const key = cacheKey([{ path: `${kind} ${isLater(kind)}`, text: file.text }])
  const records = kept.read(place, key)
  if (records) return { kind, records, problemAt: placesIn(file) }
  const before = problems.length
  const found = readRecords(file, isLater, problems)
  if (found && problems.length === before) kept.write(place, key, found.records)
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
