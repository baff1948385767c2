/** What somebody who fills in a part of a command may mean: offences, periods and stages that figures are held for, and questions. */
import Fuse from 'fuse.js'
import { RATES } from '../figures/query.ts'
import { periodOf } from '../figures/table.ts'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { Concept } from '../knowledge/schema/concepts.ts'
import type { Figure } from '../knowledge/schema/figures.ts'
import { detectLanguage } from '../language/detect.ts'
import { normalise } from '../language/normalise.ts'
import { writePeriod } from '../language/period.ts'
import { toSimplified } from '../language/script.ts'
import { toUnits } from '../language/units.ts'
import type { Language } from '../message.ts'
import type { Suggest } from './suggest.ts'
import { wordsIn } from './wording.ts'

/** `value` goes into the command in place of what was typed. */
export type Completion = { label: string; value: string }

export type Part = 'question' | 'offence' | 'year' | 'stage'

export type Wanted = {
  /** What is filled in besides, as values: only what goes with it is offered. */
  beside: Readonly<Record<string, string>>
  /** Of the names, where what is typed tells none. */
  language?: Language | undefined
  limit: number
}

export type Complete = (part: Part, typed: string, wanted: Wanted) => Completion[]

/** What fuse.js finds beyond this is another word. */
const THRESHOLD = 0.35

export function buildComplete(knowledge: KnowledgeBase, suggest: Suggest): Complete {
  const offences = buildFinder(knowledge.concepts.offences)
  const stages = buildFinder(knowledge.concepts.stages)
  // Shares and growth rates are no counts of their own, and other places are asked for in words.
  const counted = [...knowledge.figures.values()].filter(
    ({ measure, place }) => !RATES.includes(measure) && place === 'china',
  )
  const timeOf = (figure: Figure): string => writePeriod(periodOf(figure))

  const heldBeside = ({ offence, year, stage }: Wanted['beside']): Figure[] =>
    counted.filter(
      (figure) =>
        (offence === undefined || figure.offence === offence) &&
        (year === undefined || timeOf(figure) === year) &&
        (stage === undefined || figure.stage === stage),
    )

  return (part, typed, { beside, language, limit }) => {
    if (part === 'question') return suggest(typed, { language, limit }).map(({ label }) => ({ label, value: label }))
    const text = toSimplified(normalise(typed))
    const detected = detectLanguage(typed, toUnits(text), () => true)
    const words = wordsIn(detected === 'other' || detected === 'none' ? (language ?? 'en') : detected, knowledge)
    // Without what is being filled in now; where the rest goes with nothing, all is offered.
    const { [part]: _, ...rest } = beside
    const fitting = heldBeside(rest)
    const held = fitting.length > 0 ? fitting : counted
    switch (part) {
      case 'offence':
      case 'stage': {
        const there = new Set(held.map((figure) => figure[part]))
        const found = (part === 'offence' ? offences : stages)(text).filter(({ id }) => there.has(id))
        return found.slice(0, limit).map(({ id, name }) => ({ label: words.text(name), value: id }))
      }
      case 'year': {
        const ends = new Map(held.map((figure) => [timeOf(figure), periodOf(figure).to]))
        // What is typed in full, then the latest.
        const inOrder = [...ends]
          .sort(([one, a], [other, b]) => Number(other === text) - Number(one === text) || b.localeCompare(a))
          .map(([value]) => value)
        return inOrder
          .map((value) => ({ label: words.period(value), value }))
          .filter(({ label, value }) => `${value} ${toSimplified(label).toLowerCase()}`.includes(text.toLowerCase()))
          .slice(0, limit)
      }
    }
  }
}

/** Concepts by their names and the words that people use for them, misspelt or not; all of them where nothing is typed. */
function buildFinder(concepts: readonly Concept[]): (text: string) => readonly Concept[] {
  let index: Fuse<{ concept: Concept; word: string }> | undefined
  return (text) => {
    if (text === '') return concepts
    index ??= new Fuse(
      concepts.flatMap((concept) =>
        [concept.name.en, concept.name.zh, ...concept.words.en, ...concept.words.zh].map((word) => ({ concept, word })),
      ),
      { keys: ['word'], threshold: THRESHOLD, ignoreLocation: true },
    )
    return [...new Set(index.search(text).map(({ item }) => item.concept))]
  }
}
