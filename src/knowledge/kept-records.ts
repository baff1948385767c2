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

/** Where whole records stand is kept; for a place inside one, only its own lines are read again. */
function placesIn(file: KnowledgeFile, records: readonly FileRecord[]): YamlFile['problemAt'] {
  let whole: YamlFile | undefined
  let lines: string[] | undefined
  return (path, code, message) => {
    const record = records.find(
      ({ at }) => at.length === path.length && at.every((step, index) => step === path[index]),
    )
    if (record) return { code, message, file: file.shown, line: record.line, column: record.column }
    const [item, ...inner] = path
    lines ??= file.text.split('\n')
    const alone = typeof item === 'number' ? readAlone(file.shown, lines, records, item) : undefined
    if (alone) {
      const { line, ...told } = alone.yaml.problemAt([0, ...inner], code, message)
      return { ...told, line: line + alone.linesBefore }
    }
    whole ??= readYaml(file.shown, file.text)
    return whole.problemAt(path, code, message)
  }
}

/** An item of a list, read as a list of its own; undefined where it does not have whole lines, or refers to others. */
function readAlone(shown: string, lines: readonly string[], records: readonly FileRecord[], item: number) {
  const [from, to] = [records[item]?.line, records[item + 1]?.line]
  if (from === undefined) return undefined
  const own = lines.slice(from - 1, to === undefined ? undefined : to - 1)
  if (!/^ *- /.test(own[0] ?? '')) return undefined
  const yaml = readYaml(shown, own.join('\n'))
  return yaml.problems.length === 0 ? { yaml, linesBefore: from - 1 } : undefined
}
