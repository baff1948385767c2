/** The checked knowledge as the rest of the program sees it: plain, complete and frozen. */
import { join } from 'node:path'
import type { Origin } from './draft.ts'
import type { Concept, ConceptKind, ConceptsFile } from './schema/concepts.ts'
import type { Computed, Figure, Series } from './schema/figures.ts'
import type { Term } from './schema/glossary.ts'
import type { Guidance } from './schema/guidance.ts'
import type { Hotline } from './schema/hotlines.ts'
import type { Law } from './schema/laws.ts'
import type { SignalsFile } from './schema/signals.ts'
import type { Source } from './schema/sources.ts'
import type { Voice } from './schema/voice.ts'
import type { Behind } from './translation.ts'

/** A computed figure with the value that its formula gives over today's figures. */
export type ComputedFigure = Computed & { value: number; inputs: string[] }

export type KnowledgeBase = {
  /** Changes with any byte of any file. */
  readonly version: string
  readonly sources: ReadonlyMap<string, Source>
  readonly laws: ReadonlyMap<string, Law>
  readonly concepts: Readonly<ConceptsFile>
  readonly signals: Readonly<SignalsFile>
  readonly figures: ReadonlyMap<string, Figure>
  readonly series: ReadonlyMap<string, Series>
  readonly computed: ReadonlyMap<string, ComputedFigure>
  readonly guidance: ReadonlyMap<string, Guidance>
  readonly glossary: ReadonlyMap<string, Term>
  readonly hotlines: ReadonlyMap<string, Hotline>
  readonly voice: Readonly<Voice>
  /** Ids of the entries that `/topics` shows. */
  readonly topics: readonly string[]
  /** What stands today in the place of an id that is no more. */
  readonly retired: ReadonlyMap<string, string>
  /** Texts that say what does not hold any more, by the id of their entry or term. */
  readonly outdated: ReadonlyMap<string, Behind>
  /** Where each record stands, by its list and id: `guidance/report-fraud`. */
  readonly origins: ReadonlyMap<string, Origin>
}

/** Where something stands that an answer rests on; undefined for an id that is none. */
export const originOf = (id: string, { origins }: Pick<KnowledgeBase, 'origins'>): Origin | undefined =>
  ANSWERING.map((list) => origins.get(`${list}/${id}`)).find((origin) => origin !== undefined)

const ANSWERING = ['guidance', 'glossary', 'figures', 'computed'] as const

/** `our-city/guidance/police.yaml:12`, as editors and terminals make it clickable. */
export const showOrigin = ({ folder, path, line }: Origin, folders: readonly string[]): string =>
  `${join(folders[folder] ?? '', path)}:${line}`

type AnyConcept = Pick<Concept, 'id' | 'words'> & {
  name?: Concept['name'] | undefined
  kinds?: Concept['kinds'] | undefined
}

/** Concepts of every kind in one list, the words of their narrower kinds among their own. */
export const allConcepts = (concepts: ConceptsFile): { kind: ConceptKind; concept: AnyConcept }[] => {
  const of = (kind: ConceptKind, list: readonly AnyConcept[]) =>
    list.map((concept) => ({ kind, concept: { ...concept, words: withKinds(concept) } }))
  return [
    ...of('offence', concepts.offences),
    ...of('stage', concepts.stages),
    ...of('measure', concepts.measures),
    ...of('place', concepts.places),
    ...of('operation', concepts.operations),
  ]
}

const withKinds = ({ words, kinds = { en: [], zh: [] } }: AnyConcept): Concept['words'] => ({
  en: [...words.en, ...kinds.en],
  zh: [...words.zh, ...kinds.zh],
})

/** Offences that an offence is declared a part of, near and far. */
export function wholesOf(offence: string, { offences }: Pick<ConceptsFile, 'offences'>): string[] {
  const wholes = new Set<string>()
  const visit = (id: string): void => {
    for (const whole of offences.find((one) => one.id === id)?.part_of ?? []) {
      if (wholes.has(whole)) continue
      wholes.add(whole)
      visit(whole)
    }
  }
  visit(offence)
  return [...wholes]
}
