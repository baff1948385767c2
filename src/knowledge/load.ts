/** Knowledge folders to one checked, frozen KnowledgeBase, or to the whole list of what is wrong. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { assemble } from './assemble.ts'
import { CHECKS } from './checks/index.ts'
import type { Draft, Located } from './draft.ts'
import { isBank } from './files.ts'
import { freeze } from './freeze.ts'
import { recordsOf } from './kept-records.ts'
import type { KnowledgeBase } from './knowledge-base.ts'
import { asOne } from './layers.ts'
import { inReadingOrder, type Problem } from './problem.ts'
import { readAhead } from './read-ahead.ts'
import { type Folders, readFolders } from './read-folders.ts'
import type { FileRecords } from './read-records.ts'
import { isStub } from './schema/guidance.ts'
import type { FileKind } from './schema/index.ts'
import type { BankItem } from './schema/questions.ts'

export type Loaded = {
  problems: Problem[]
  knowledge: KnowledgeBase | undefined
  bank: BankItem[]
  knownFailures: string[]
  /** What the problems are about: every record with its place, and the text of every file that could be read, by the path that problems name. */
  draft: Draft
  texts: ReadonlyMap<string, string>
  /** What the knowledge depends on, for `cacheKey`: every file but the question bank, by folder and path. */
  answersFrom: readonly { path: string; text: string }[]
  /** Whether every file could be read and has the right shape, so that nothing is missing from the draft. */
  whole: boolean
}

/**
 * Reads, checks and freezes. Every problem of every file comes back in one pass; `knowledge` is undefined if there is any.
 * @param folders knowledge folders; a later one adds to an earlier one and overrides what has the same id
 * @param options.bank whether to read the question bank as well: answering needs none, and a slip in it must not stop the bot
 */
export const loadKnowledge = (folders: readonly string[], { bank = true } = {}): Loaded =>
  loadFiles(readFolders(folders, { bank }), folders)

/** The same from files that were read before. */
export function loadFiles({ files, problems: unreadable }: Folders, folders: readonly string[]): Loaded {
  const problems = [...unreadable]
  const everything = emptyDraft()
  const answersFrom: { path: string; text: string }[] = []
  const waitFor = readAhead(files)
  for (const file of files) {
    const { folder, path, text, isSound } = file
    if (!isSound) continue
    if (!isBank(path)) answersFrom.push({ path: `${folder}/${path}`, text })
    const isLater = (kind: FileKind): boolean => everything[listOf(kind)].some(({ origin }) => origin.folder < folder)
    waitFor(file)
    const records = recordsOf(file, isLater, problems)
    if (records) addRecords(everything, folder, path, records)
  }
  const draft = asOne(everything)
  // Records of a file that could not be read are missing, and every mention of them would echo as an unknown name.
  const whole = problems.length === 0
  const found = [...(whole ? missingFiles(draft, folders) : []), ...CHECKS.flatMap((check) => check(draft))]
  problems.push(...(whole ? found : found.filter(({ code }) => !code.startsWith('unknown-'))))
  problems.sort(inReadingOrder)
  return {
    problems,
    knowledge: problems.length === 0 ? freeze(assemble(draft, versionOf(answersFrom))) : undefined,
    bank: draft.bank.map((record) => record.value),
    knownFailures: draft.knownFailures.map((record) => record.value),
    draft,
    texts: new Map(files.map(({ shown, text }) => [shown, text])),
    answersFrom,
    whole,
  }
}

/** Changes with any byte of what is answered from, and with nothing else. */
function versionOf(files: Loaded['answersFrom']): string {
  const hash = createHash('sha256')
  for (const { path, text } of files) hash.update(`${path}\n`).update(text)
  return hash.digest('hex').slice(0, 12)
}

const emptyDraft = (): Draft => ({
  sources: [],
  laws: [],
  figures: [],
  series: [],
  computed: [],
  guidance: [],
  stubs: [],
  glossary: [],
  hotlines: [],
  bank: [],
  knownFailures: [],
  concepts: [],
  signals: [],
  voice: [],
  topics: [],
  retired: [],
  translations: [],
})

const DRAFT_LIST = { questions: 'bank', 'known-failures': 'knownFailures' } as const

const listOf = (kind: FileKind): keyof Draft =>
  kind === 'questions' || kind === 'known-failures' ? DRAFT_LIST[kind] : kind

function addRecords(draft: Draft, folder: number, path: string, { kind, records, problemAt }: FileRecords): void {
  for (const { value, at, line, fields } of records) {
    const list = kind === 'guidance' && isStub(value as object) ? 'stubs' : listOf(kind)
    const located = draft[list] as Located<unknown>[]
    located.push({
      value,
      origin: { folder, path, line },
      fields,
      problemAt: (inner, code, message) => problemAt([...at, ...inner], code, message),
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
