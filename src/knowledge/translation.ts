/** Whether the English and the Chinese text of a record still say the same, by what was last recorded of both. */
import { createHash } from 'node:crypto'
import type { Translation } from './schema/translations.ts'

export type TextLanguage = 'en' | 'zh'
export type Behind = NonNullable<Translation['behind']>

export type TranslationState =
  | { state: 'in-step' }
  /** Nothing was recorded of it. */
  | { state: 'new' }
  /** Both have changed since, or the one that was behind. */
  | { state: 'changed' }
  /** One has changed, and nobody has said yet what that means for the other. */
  | { state: 'undecided'; changed: TextLanguage }
  | { state: 'behind'; behind: Behind }

/** Fields in which the languages do not answer each other line by line: how people ask differs. */
const NOT_TRANSLATED = new Set(['questions', 'words', 'reports'])

/** Eight hexadecimal digits that change with any word of the record's texts in this language, and with no line break. */
export function hashOfTexts(record: object, language: TextLanguage): string {
  const hash = createHash('sha256')
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (NOT_TRANSLATED.has(key)) continue
      if (key === language) hash.update(`${[inner].flat().map(plain).join('\n')}\n`)
      else walk(inner)
    }
  }
  walk(record)
  return hash.digest('hex').slice(0, 8)
}

const plain = (text: unknown): string => String(text).replace(/\s+/g, ' ').trim()

export function translationState(record: object, recorded: Translation | undefined): TranslationState {
  if (!recorded) return { state: 'new' }
  const { behind } = recorded
  const changed = (['en', 'zh'] as const).filter((language) => hashOfTexts(record, language) !== recorded[language])
  const [one, other] = changed
  if (one === undefined) return behind ? { state: 'behind', behind } : { state: 'in-step' }
  if (other !== undefined || behind?.language === one) return { state: 'changed' }
  return { state: 'undecided', changed: one }
}
