/** The records of one knowledge file, of the right shape and each with its place; or what is wrong with the file. */
import type { z } from 'zod'
import { didYouMean } from './nearest.ts'
import type { Problem } from './problem.ts'
import { placeOf } from './read-text.ts'
import { FILE_SHAPES, type FileKind, kindOf, LATER_SHAPES } from './schema/index.ts'
import { shapeProblems } from './shape-problems.ts'
import { type Path, readYaml, type YamlFile } from './yaml.ts'

export type FileRecords = {
  kind: FileKind
  records: FileRecord[]
  problemAt: YamlFile['problemAt']
}

/** `at`: its path inside the file; `line` and `column`, 1-based; `fields`: names of its fields as they are written. */
export type FileRecord = { value: unknown; at: Path; line: number; column: number; fields: readonly string[] }

/** `path`: inside the knowledge folder, which decides what the file holds; `shown`, as problems name it. */
export type KnowledgeFile = { path: string; shown: string; text: string }

/** @param isLater whether an earlier folder has a file of this kind, which this one then need not repeat */
export function readRecords(
  { path, shown, text }: KnowledgeFile,
  isLater: (kind: FileKind) => boolean,
  problems: Problem[],
): FileRecords | undefined {
  const kind = kindOf(path)
  const yaml = readYaml(shown, text)
  const found = [...yaml.problems, ...(kind ? [] : [unknownFile(path, yaml)])]
  if (kind && yaml.value !== undefined) {
    const shapes: Partial<Record<FileKind, z.ZodType>> = isLater(kind) ? LATER_SHAPES : {}
    const checked = (shapes[kind] ?? FILE_SHAPES[kind]).safeParse(yaml.value ?? [])
    if (checked.success && found.every(({ code }) => code === 'yaml-leading-zero')) {
      problems.push(...found)
      const written = recordsOf(yaml.value)
      const records = recordsOf(checked.data).map(([value, at], index) => {
        const [raw] = written[index] ?? []
        const fields = typeof raw === 'object' && raw !== null ? Object.keys(raw) : []
        return { value, at, ...yaml.placeOf(at), fields }
      })
      return { kind, records, problemAt: yaml.problemAt }
    }
    if (!checked.success) {
      const told = new Set(yaml.problems.map((problem) => problem.line))
      const misshapen = checked.error.issues.flatMap((issue) => shapeProblems(issue, yaml, kind))
      found.push(...misshapen.filter((problem) => !told.has(problem.line)))
    }
  }
  // What follows from the wrong colon is told in a dozen ways, none of which names it.
  const colons = fullWidthColons(shown, text)
  problems.push(...(colons.length > 0 ? colons : found))
  return undefined
}

const recordsOf = (value: unknown): [unknown, Path][] =>
  Array.isArray(value) ? value.map((one, index) => [one, [index]]) : [[value, []]]

const unknownFile = (path: string, yaml: YamlFile): Problem =>
  yaml.problemAt(
    [],
    'unknown-file',
    `no knowledge file is called ${path}${didYouMean(path.split(/[/.]/)[0] ?? path, Object.keys(FILE_SHAPES))}`,
  )

/** A name as fields have, with the colon of a Chinese keyboard behind it. */
const fullWidthColons = (file: string, text: string): Problem[] =>
  [...text.matchAll(/(?<=^[ \t]*(?:- +)?[a-z_]+)：/gm)].map((match) => ({
    code: 'full-width-colon',
    message: '：is the colon of a Chinese keyboard, which YAML takes for text; write a plain colon and a space',
    file,
    ...placeOf(text, match.index),
  }))
