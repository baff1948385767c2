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
  const [place, key] = whereKept(file, kind, isLater)
  const records = kept.read(place, key)
  if (records) return { kind, records, problemAt: placesIn(file, records) }
  const before = problems.length
  const found = readRecords(file, isLater, problems)
  if (found && problems.length === before) kept.write(place, key, found.records)
  return found
}

/** Whether its records would have to be read as YAML, though they can be kept once they are. */
export function isToBeRead(file: KnowledgeFile, isLater: (kind: FileKind) => boolean): boolean {
  const kind = kindOf(file.path)
  return kind !== undefined && file.text.length >= LARGE && !kept.has(...whereKept(file, kind, isLater))
}

const whereKept = (
  { shown, text }: KnowledgeFile,
  kind: FileKind,
  isLater: (kind: FileKind) => boolean,
): [place: string, key: string] => [resolve(shown), cacheKey([{ path: `${kind} ${isLater(kind)}`, text }])]

/** Where whole records stand is kept; where values inside them do is read only if it is asked for: most files have nothing to tell. */
function placesIn({ shown, text }: KnowledgeFile, records: readonly FileRecord[]): YamlFile['problemAt'] {
  let yaml: YamlFile | undefined
  return (path, code, message) => {
    const record = records.find(
      ({ at }) => at.length === path.length && at.every((step, index) => step === path[index]),
    )
    if (record) return { code, message, file: shown, line: record.line, column: record.column }
    yaml ??= readYaml(shown, text)
    return yaml.problemAt(path, code, message)
  }
}
