/** Everything that can answer a question, file by file, as whoever keeps the files looks for it. */
import { join } from 'node:path'
import { wordsIn } from '../answering/wording.ts'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { Bilingual } from '../knowledge/schema/common.ts'
import type { Language } from '../message.ts'

export type EntryKind = 'guidance' | 'glossary' | 'figures' | 'computed'

export type CatalogueEntry = {
  id: string
  kind: EntryKind
  /** By which it is known, and asked for, in the language of the catalogue. */
  label: string
  file: string
  line: number
  /** ISO day. */
  reviewed: string
}

/** @param folders the knowledge folders, as they were opened */
export function catalogueOf(
  knowledge: KnowledgeBase,
  folders: readonly string[],
  language: Language,
): CatalogueEntry[] {
  const words = wordsIn(language, knowledge)
  const listed = (kind: EntryKind, { id, reviewed }: { id: string; reviewed: string }, name: Bilingual) => {
    const { folder = 0, path = '', line = 1 } = knowledge.origins.get(`${kind}/${id}`) ?? {}
    return { id, kind, label: words.text(name), file: join(folders[folder] ?? '', path), line, reviewed }
  }
  return [
    ...[...knowledge.guidance.values()].map((entry) => listed('guidance', entry, entry.title)),
    ...[...knowledge.figures.values()].map((figure) => listed('figures', figure, figure.label)),
    // Those for `warning` only explain why a computation is refused.
    ...[...knowledge.computed.values()]
      .filter(({ use }) => use === 'answer')
      .map((one) => listed('computed', one, one.label)),
    ...[...knowledge.glossary.values()].map((term) => listed('glossary', term, term.term)),
  ]
}

/** The words by which an entry says that people ask for it; a figure is asked for by what it counts. */
export function askedAs(id: string, knowledge: KnowledgeBase, language: Language): string[] {
  const given = knowledge.guidance.get(id)?.questions ?? knowledge.glossary.get(id)?.words
  const words = wordsIn(language, knowledge)
  return (given?.[language === 'en' ? 'en' : 'zh'] ?? []).map((text) => words.text({ en: text, zh: text }))
}
