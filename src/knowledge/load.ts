/** Knowledge folders to one checked, frozen KnowledgeBase, or to the whole list of what is wrong. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { z } from 'zod'
import { assemble } from './assemble.ts'
import { CHECKS } from './checks/index.ts'
import type { Draft, Located } from './draft.ts'
import { isBank, knowledgeFiles } from './files.ts'
import { freeze } from './freeze.ts'
import type { KnowledgeBase } from './knowledge-base.ts'
import { asOne } from './layers.ts'
import { didYouMean } from './nearest.ts'
import { inReadingOrder, type Problem } from './problem.ts'
import { FILE_SHAPES, type FileKind, kindOf, LATER_SHAPES } from './schema/index.ts'
import type { BankItem } from './schema/questions.ts'
import { shapeProblems } from './shape-problems.ts'
import { type Path, readYaml, type YamlFile } from './yaml.ts'

export type Loaded = {
  problems: Problem[]
  knowledge: KnowledgeBase | undefined
  bank: BankItem[]
  knownFailures: string[]
}

/**
 * Reads, checks and freezes. Every problem of every file comes back in one pass; `knowledge` is undefined if there is any.
 * @param folders knowledge folders; a later one adds to an earlier one and overrides what has the same id
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
      hash.update(`${folder} ${path}\n`).update(text)
      addFile(everything, folder, path, readYaml(relative(process.cwd(), file), text), problems)
    }
  }
  const draft = asOne(everything)
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
  retired: [],
})

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
  const list = draft[
    kind in DRAFT_LIST ? DRAFT_LIST[kind as keyof typeof DRAFT_LIST] : (kind as keyof Draft)
  ] as Located<unknown>[]
  const isLater = list.some(({ origin }) => origin.folder < folder)
  const shapes: Partial<Record<FileKind, z.ZodType>> = isLater ? LATER_SHAPES : {}
  const checked = (shapes[kind] ?? FILE_SHAPES[kind]).safeParse(yaml.value ?? [])
  if (!checked.success) {
    const told = new Set(yaml.problems.map((problem) => problem.line))
    problems.push(
      ...checked.error.issues
        .flatMap((issue) => shapeProblems(issue, yaml, kind))
        .filter((problem) => !told.has(problem.line)),
    )
    return
  }
  const records: [unknown, Path][] = Array.isArray(checked.data)
    ? checked.data.map((value, index) => [value, [index]])
    : [[checked.data, []]]
  for (const [value, at] of records) {
    list.push({
      value,
      origin: { folder, path, line: yaml.placeOf(at).line },
      problemAt: (inner, code, message) => yaml.problemAt([...at, ...inner], code, message),
    })
  }
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
