/** Keeps account of which texts follow each other: what was edited in one language only, and what that means for the other. */
import { isStub } from '../knowledge/schema/guidance.ts'
import type { Translation } from '../knowledge/schema/translations.ts'
import { hashOfTexts, type TextLanguage, type TranslationState, translationState } from '../knowledge/translation.ts'
import { type Proposal, propose } from './proposal.ts'
import { Refusal } from './refusal.ts'
import { type KnowledgeFile, nearestTo, type Workspace } from './workspace.ts'

export type EditKind = 'typo' | 'content' | 'meaning'
export const EDIT_KINDS: readonly EditKind[] = ['typo', 'content', 'meaning']

/** Texts of which one does not follow the other. */
export type Unfollowed = Extract<TranslationState, { state: 'undecided' | 'behind' }>

export type Translated = { id: string; file: KnowledgeFile; index: number } & TranslationState

const KINDS = ['guidance', 'glossary', 'figures'] as const
const FILE = 'translations.yaml'
const HEAD = `# yaml-language-server: $schema=schemas/translations.schema.json
# Which English and Chinese texts were last seen to say the same. Written by npm run edited.
`

/** How every entry, term and figure stands. */
export function translations(workspace: Workspace): Translated[] {
  return workspace.folders.flatMap((folder) => {
    const recorded = recordedIn(workspace, folder)
    return recordsIn(workspace, folder).map(({ id, record, file, index }) => ({
      id,
      file,
      index,
      ...translationState(record, recorded.get(id)),
    }))
  })
}

export const isUnfollowed = (one: Translated): one is Translated & Unfollowed =>
  one.state === 'undecided' || one.state === 'behind'

const LANGUAGES: Readonly<Record<TextLanguage, string>> = { en: 'English', zh: 'Chinese' }

export function unfollowedInWords(one: Unfollowed): string {
  if (one.state === 'undecided') return `only the ${LANGUAGES[one.changed]} text was changed`
  const { language, as, since } = one.behind
  return `the ${LANGUAGES[language]} text is behind in ${as} since ${since}`
}

/** Writes down as said the same whatever is new, or was changed in both languages; what waits for a decision goes on waiting. */
export function recordTranslations(workspace: Workspace): Proposal {
  return rewrite(workspace, (state, record, old) => (state === 'new' || state === 'changed' ? fresh(record) : old))
}

/** Says what an edit in one language means for the other. Throws a `Refusal` where there is nothing to decide. */
export function decideEdit(workspace: Workspace, id: string, kind: EditKind, today: string): Proposal {
  const found = translations(workspace).findLast((one) => one.id === id)
  if (!found) throw new Refusal(`there is no entry, term or figure "${id}"${nearestTo(id, workspace, ...KINDS)}`)
  if (found.state !== 'undecided') throw new Refusal(nothingToDecide(found))
  const { changed } = found
  return rewrite(workspace, (_state, record, old) => {
    if (record.id !== id || !old) return old
    const known = { ...old, [changed]: hashOfTexts(record, changed) }
    if (kind === 'typo') return known
    const before = old.behind
    const as = before?.as === 'meaning' ? 'meaning' : kind
    return { ...known, behind: { language: other(changed), as, since: before?.since ?? today } }
  })
}

const other = (language: TextLanguage): TextLanguage => (language === 'en' ? 'zh' : 'en')

function nothingToDecide({ id, state }: Translated): string {
  switch (state) {
    case 'new':
      return `nothing is recorded of "${id}" yet; npm run edited -- --record does that`
    case 'changed':
      return `"${id}" was changed in both languages, or the one that was behind was; npm run edited -- --record writes that down`
    default:
      return `nothing has changed in "${id}" since it was last recorded`
  }
}

type Record_ = Record<string, unknown> & { id: string }
type Next = (state: TranslationState['state'], record: Record_, old: Translation | undefined) => Translation | undefined

const fresh = (record: Record_): Translation => ({
  id: record.id,
  en: hashOfTexts(record, 'en'),
  zh: hashOfTexts(record, 'zh'),
})

function rewrite(workspace: Workspace, next: Next): Proposal {
  for (const folder of workspace.folders) {
    const recorded = recordedIn(workspace, folder)
    const lines = recordsIn(workspace, folder)
      .flatMap(({ record, id }) => {
        const old = recorded.get(id)
        return next(translationState(record, old).state, record, old) ?? []
      })
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(lineOf)
    if (lines.length > 0) workspace.write(folder, FILE, `${HEAD}${lines.join('')}`)
  }
  return propose(workspace)
}

const lineOf = ({ id, en, zh, behind }: Translation): string => {
  const mark = behind ? `, behind: { language: ${behind.language}, as: ${behind.as}, since: ${behind.since} }` : ''
  // In quotes: a hash of digits alone is a number, and one with an e among them as well.
  return `- { id: ${/^\d+$/.test(id) ? `"${id}"` : id}, en: "${en}", zh: "${zh}"${mark} }\n`
}

function recordedIn(workspace: Workspace, folder: string): Map<string, Translation> {
  const file = workspace.files('translations').find((one) => one.folder === folder)
  const lines = Array.isArray(file?.value) ? (file.value as Translation[]) : []
  return new Map(lines.map((line) => [line.id, line]))
}

function recordsIn(workspace: Workspace, folder: string) {
  return workspace
    .files(...KINDS)
    .filter((file) => file.folder === folder && Array.isArray(file.value))
    .flatMap((file) =>
      (file.value as Record_[])
        .map((record, index) => ({ id: String(record.id), record, file, index }))
        .filter(({ record }) => !isStub(record)),
    )
}
