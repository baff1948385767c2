/** Knowledge folders to one checked, frozen KnowledgeBase, or to the whole list of what is wrong. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { z } from 'zod'
import { CHECKS } from './checks/index.ts'
import type { Draft, Located } from './draft.ts'
import { isBank, knowledgeFiles } from './files.ts'
import { evaluate, figuresIn, parseFormula } from './formula.ts'
import { freeze } from './freeze.ts'
import type { KnowledgeBase } from './knowledge-base.ts'
import { didYouMean } from './nearest.ts'
import { inReadingOrder, type Problem } from './problem.ts'
import { FILE_SHAPES, type FileKind, kindOf } from './schema/index.ts'
import type { BankItem } from './schema/questions.ts'
import { type Path, readYaml, type YamlFile } from './yaml.ts'

export type Loaded = {
  problems: Problem[]
  knowledge: KnowledgeBase | undefined
  bank: BankItem[]
  knownFailures: string[]
}

/**
 * Reads, checks and freezes. Every problem of every file comes back in one pass; `knowledge` is undefined if there is any.
 * @param folders knowledge folders; records of a later one override those with the same id in an earlier one
 * @param options.bank whether to read the question bank as well: answering needs none, and a slip in it must not stop the bot
 */
export function loadKnowledge(folders: readonly string[], { bank = true } = {}): Loaded {
  const problems: Problem[] = []
  const everything = emptyDraft()
  const hash = createHash('sha256')
  for (const [folder, root] of folders.entries()) {
    for (const file of knowledgeFiles(root, problems)) {
      const path = relative(root, file).replaceAll('\\', '/')
      if (!bank && isBank(path)) continue
      const text = readFileSync(file, 'utf8')
      hash.update(path).update(text)
      addFile(everything, folder, path, readYaml(relative(process.cwd(), file), text), problems)
    }
  }
  const draft = withoutOverridden(everything)
  // Records of a file that could not be read are missing, and every mention of them would echo as an unknown name.
  const whole = problems.length === 0
  const found = [...(whole ? missingFiles(draft, folders) : []), ...CHECKS.flatMap((check) => check(draft))]
  problems.push(...(whole ? found : found.filter(({ code }) => !code.startsWith('unknown-'))))
  problems.sort(inReadingOrder)
  return {
    problems,
    knowledge: problems.length === 0 ? freeze(assemble(draft, hash.digest('hex').slice(0, 12))) : undefined,
    bank: draft.bank.map((record) => record.value),
    knownFailures: draft.knownFailures.map((record) => record.value),
  }
}

const emptyDraft = (): Draft => ({
  sources: [],
  laws: [],
  figures: [],
  series: [],
  computed: [],
  guidance: [],
  glossary: [],
  hotlines: [],
  bank: [],
  knownFailures: [],
  concepts: [],
  signals: [],
  voice: [],
  topics: [],
})

/** A record of a later folder takes the place of its namesake before the checks run, or the two would be told that they clash. */
function withoutOverridden(draft: Draft): Draft {
  const kept = ([list, records]: [string, Located<unknown>[]]): [string, Located<unknown>[]] => {
    if (list === 'bank' || list === 'knownFailures') return [list, records]
    const idOf = (record: Located<unknown>): string => (record.value as { id?: string }).id ?? list
    const folders = new Map(records.map((record) => [idOf(record), record.folder]))
    return [list, records.filter((record) => folders.get(idOf(record)) === record.folder)]
  }
  return Object.fromEntries(Object.entries(draft).map(kept)) as unknown as Draft
}

const DRAFT_LIST = { questions: 'bank', 'known-failures': 'knownFailures' } as const

function addFile(draft: Draft, folder: number, path: string, yaml: YamlFile, problems: Problem[]): void {
  problems.push(...yaml.problems)
  const kind = kindOf(path)
  if (!kind) {
    problems.push(
      yaml.problemAt(
        [],
        'unknown-file',
        `no knowledge file is called ${path}${didYouMean(path.split(/[/.]/)[0] ?? path, Object.keys(FILE_SHAPES))}`,
      ),
    )
    return
  }
  if (yaml.value === undefined) return
  const checked = FILE_SHAPES[kind].safeParse(yaml.value ?? [])
  if (!checked.success) {
    const told = new Set(yaml.problems.map((problem) => problem.line))
    problems.push(
      ...checked.error.issues
        .flatMap((issue) => shapeProblems(issue, yaml, kind))
        .filter((problem) => !told.has(problem.line)),
    )
    return
  }
  const list = draft[
    kind in DRAFT_LIST ? DRAFT_LIST[kind as keyof typeof DRAFT_LIST] : (kind as keyof Draft)
  ] as Located<unknown>[]
  const records: [unknown, Path][] = Array.isArray(checked.data)
    ? checked.data.map((value, index) => [value, [index]])
    : [[checked.data, []]]
  for (const [value, at] of records) {
    list.push({ value, folder, problemAt: (inner, code, message) => yaml.problemAt([...at, ...inner], code, message) })
  }
}

/** zod's issues in the words of someone who edits YAML. */
function shapeProblems(issue: z.core.$ZodIssue, yaml: YamlFile, kind: FileKind): Problem[] {
  const path = issue.path.filter((step) => typeof step !== 'symbol')
  const value = path.reduce<unknown>(
    (inner, step) => (inner as Record<string | number, unknown> | undefined)?.[step],
    yaml.value,
  )
  if (value == null && ['invalid_type', 'invalid_value', 'invalid_union'].includes(issue.code))
    return [absent(value, path, yaml, kind)]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) =>
        yaml.problemAt(
          [...path, key],
          'unknown-key',
          `"${key}" is no field of ${kind}${didYouMean(key, keysBeside(kind))}`,
        ),
      )
    case 'invalid_type':
      return [
        yaml.problemAt(
          path,
          'wrong-type',
          `should be ${article(issue.expected)}, is ${JSON.stringify(value).slice(0, 60)}${yesOrNo(value)}`,
        ),
      ]
    case 'invalid_value':
      return [yaml.problemAt(path, 'wrong-value', `must be one of ${issue.values.join(', ')}`)]
    case 'invalid_union':
      return [
        yaml.problemAt(
          path,
          'wrong-form',
          `does not have the form of ${kind}: ${issue.errors
            .map((errors) => errors[0]?.message)
            .filter(Boolean)
            .join(', or ')}`,
        ),
      ]
    default:
      return [yaml.problemAt(path, 'wrong-value', issue.message)]
  }
}

function absent(value: null | undefined, path: Path, yaml: YamlFile, kind: FileKind): Problem {
  const name = path.at(-1) ?? `${kind}.yaml`
  if (value === null) return yaml.problemAt(path, 'empty-field', `\`${name}\` is empty; fill it in or remove the line`)
  return name === 'en' || name === 'zh'
    ? yaml.problemAt(
        path,
        'missing-translation',
        `has no ${name === 'en' ? 'English' : 'Chinese'} text; add \`${name}:\``,
      )
    : yaml.problemAt(path, 'missing-field', `has no \`${name}\``)
}

const article = (expected: string): string =>
  expected === 'array'
    ? 'a list'
    : expected === 'object'
      ? 'a group of fields'
      : expected === 'boolean'
        ? 'true or false'
        : `a ${expected}`

const yesOrNo = (value: unknown): string =>
  /^(yes|no|on|off)$/i.test(String(value))
    ? '; write true or false'
    : typeof value === 'number'
      ? '; put it in quotes if it is text'
      : ''

/** All field names anywhere in a file's shape: good enough to find the one that was meant. */
function keysBeside(kind: FileKind): string[] {
  const keys = new Set<string>()
  const walk = (shape: unknown): void => {
    if (typeof shape !== 'object' || shape === null) return
    const { def } = shape as { def?: Record<string, unknown> }
    if (!def) return
    if (def.shape) for (const [key, inner] of Object.entries(def.shape as object)) keys.add(key) && walk(inner)
    for (const inner of [def.element, def.innerType, def.in, def.valueType]) walk(inner)
    if (Array.isArray(def.options)) def.options.forEach(walk)
  }
  walk(FILE_SHAPES[kind])
  return [...keys]
}

const SINGLE_FILES = ['concepts', 'signals', 'voice'] as const

function missingFiles(draft: Draft, folders: readonly string[]): Problem[] {
  return SINGLE_FILES.filter((name) => draft[name].length === 0).map((name) => ({
    code: 'missing-file',
    message: `there is no ${name}.yaml in any knowledge folder`,
    file: join(folders[0] ?? '.', `${name}.yaml`),
    line: 1,
    column: 1,
  }))
}

function assemble(draft: Draft, version: string): KnowledgeBase {
  const byId = <T extends { id: string }>(records: Located<T>[]): Map<string, T> =>
    new Map(records.map(({ value }) => [value.id, value]))
  const last = <T>(records: Located<T>[]): T => {
    const record = records.at(-1)
    if (!record) throw new Error('assemble: a draft without problems has every file')
    return record.value
  }
  const figures = byId(draft.figures)
  const figureValue = (figureId: string): number => figures.get(figureId)?.value ?? Number.NaN
  return {
    version,
    sources: byId(draft.sources),
    laws: byId(draft.laws),
    concepts: last(draft.concepts),
    signals: last(draft.signals),
    figures,
    series: byId(draft.series),
    computed: new Map(
      draft.computed.map(({ value }) => {
        const formula = parseFormula(value.formula)
        return [value.id, { ...value, value: evaluate(formula, figureValue), inputs: figuresIn(formula) }]
      }),
    ),
    guidance: byId(draft.guidance),
    glossary: byId(draft.glossary),
    hotlines: byId(draft.hotlines),
    voice: last(draft.voice),
    topics: draft.topics.map((record) => record.value),
  }
}
