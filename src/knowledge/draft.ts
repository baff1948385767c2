/** Everything read from disk before it is trusted: records with their places, so that a check can point at a line. */
import type { Problem } from './problem.ts'
import type { ProblemCode } from './problem-codes.ts'
import type { Bilingual } from './schema/common.ts'
import type { ConceptsFile } from './schema/concepts.ts'
import type { Computed, Figure, Series } from './schema/figures.ts'
import type { Term } from './schema/glossary.ts'
import type { Guidance, Stub } from './schema/guidance.ts'
import type { Hotline } from './schema/hotlines.ts'
import type { Law } from './schema/laws.ts'
import type { BankItem } from './schema/questions.ts'
import type { Retired } from './schema/retired.ts'
import type { SignalsFile } from './schema/signals.ts'
import type { Source } from './schema/sources.ts'
import type { Translation } from './schema/translations.ts'
import type { Voice } from './schema/voice.ts'
import type { Path } from './yaml.ts'

/** Where a record stands. */
export type Origin = {
  /** Index of the knowledge folder; a later one overrides an earlier one. */
  folder: number
  /** Inside the folder. */
  path: string
  line: number
  /** What it stands in the place of. */
  overrides?: Origin
}

export type Located<T> = {
  value: T
  origin: Origin
  /** Names of its fields in the order in which they are written; absent for what has none. */
  fields?: readonly string[]
  problemAt(path: Path, code: ProblemCode, message: string): Problem
}

/** Knowledge whose every record has the right shape; whether the records fit together is what the checks find out. */
export type Draft = {
  sources: Located<Source>[]
  laws: Located<Law>[]
  figures: Located<Figure>[]
  series: Located<Series>[]
  computed: Located<Computed>[]
  guidance: Located<Guidance>[]
  /** Guidance that is to be written. */
  stubs: Located<Stub>[]
  glossary: Located<Term>[]
  hotlines: Located<Hotline>[]
  bank: Located<BankItem>[]
  knownFailures: Located<string>[]
  concepts: Located<ConceptsFile>[]
  signals: Located<SignalsFile>[]
  voice: Located<Voice>[]
  topics: Located<string>[]
  retired: Located<Retired>[]
  translations: Located<Translation>[]
}

/** Lists whose ids must differ from each other: an answer names figures and computed figures, entries and terms, side by side. */
export const ID_SPACES = [
  ['sources'],
  ['laws'],
  ['series'],
  ['hotlines'],
  ['figures', 'computed'],
  ['guidance', 'stubs', 'glossary'],
] as const satisfies (keyof Draft)[][]

/** A check looks at the whole draft and says what does not fit together. */
export type Check = (draft: Draft) => Problem[]

/** Every text of a record in both languages, with its path: what the checks of prose walk over. */
export function proseOf(value: unknown, path: Path = []): { path: Path; text: Bilingual }[] {
  if (typeof value !== 'object' || value === null) return []
  if (isBilingual(value)) return [{ path, text: value }]
  return Object.entries(value).flatMap(([key, inner]) =>
    proseOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  )
}

const isBilingual = (value: object): value is Bilingual =>
  'en' in value && 'zh' in value && typeof value.en === 'string' && typeof value.zh === 'string'
