/** The table of figures: which cells a query lets through, and in which order they are worth showing. */

import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { Figure } from '../knowledge/schema/figures.ts'
import { monthsLong, overlaps, type Period, parsePeriod, samePeriod } from '../language/period.ts'
import { toUnits } from '../language/units.ts'
import { MOST_CHOICES } from './figure-answer.ts'
import type { FigureQuery } from './query.ts'
import { ancestors } from './read.ts'

/** Measures that are not counts. */
export const RATES = ['share', 'growth', 'multiple']

export const countsOf = ({ measures }: FigureQuery): string[] => measures.filter((measure) => !RATES.includes(measure))

export const periodOf = (figure: Figure): Period =>
  figure.as_of ? { from: null, to: figure.as_of } : (parsePeriod(figure.period ?? '') as Period)

/** Offence, stage, measure and place; an axis the question leaves open lets every figure through. */
export function fits(figure: Figure, query: FigureQuery, knowledge: KnowledgeBase): boolean {
  const { offences, stages, measures, places } = query
  if (stages.length > 0 && !stages.includes(figure.stage)) return false
  if (places.length > 0 ? !places.includes(figure.place) : figure.place !== 'china' && offences.length > 0) return false
  const rate = RATES.includes(figure.measure)
  const asksRate = query.operations.includes('share') || measures.some((measure) => RATES.includes(measure))
  if (rate && !asksRate && !query.operations.includes('change')) return false
  const rates = measures.filter((measure) => RATES.includes(measure))
  if (rates.length > 0 && !rates.includes(figure.measure)) return false
  const counts = measures.filter((measure) => !RATES.includes(measure))
  if (!rate && counts.length > 0 && !counts.includes(figure.measure)) return false
  return offenceFits(figure, offences, knowledge)
}

/** An offence that is not counted by itself (fraud) is answered by its parts (telecom fraud), never the other way round. */
export function offenceFits(figure: Figure, offences: readonly string[], knowledge: KnowledgeBase): boolean {
  if (offences.length === 0 || offences.includes(figure.offence)) return true
  return offences.some(
    (offence) => !hasOwnFigures(offence, knowledge) && wholesOf(figure.offence, knowledge).includes(offence),
  )
}

const hasOwnFigures = (offence: string, knowledge: KnowledgeBase): boolean =>
  [...knowledge.figures.values()].some((figure) => figure.offence === offence)

function wholesOf(offence: string, knowledge: KnowledgeBase): string[] {
  return ancestors(offence, new Map(knowledge.concepts.offences.map((one) => [one.id, one.part_of ?? []])))
}

export function inPeriods(cells: Figure[], query: FigureQuery): Figure[] {
  if (query.periods.length === 0) return cells
  return cells.filter((figure) => query.periods.some(({ period, kind }) => isAsked(periodOf(figure), period, kind)))
}

export function isAsked(own: Period, asked: Period, kind: string): boolean {
  if (samePeriod(own, asked)) return true
  if (own.from !== null) return false
  // A running total answers for its day, for a month or "up to" a month in which it was taken, not for a whole year.
  const since = kind === 'as-of' ? `${asked.to.slice(0, 8)}01` : (asked.from ?? asked.to)
  return (
    own.to === asked.to ||
    (monthsLong({ from: since, to: asked.to }) <= 1 && isMonthEnd(asked.to) && since <= own.to && own.to <= asked.to)
  )
}

const isMonthEnd = (date: string): boolean => date.slice(8) >= '28'

/** Of several cells the one a person means who names neither stage nor unit: people prosecuted. */
export function pick(cells: Figure[], query: FigureQuery): Figure | undefined {
  if (cells.length <= 1) return cells[0]
  if (query.stages.length === 0) {
    const prosecuted = cells.filter((figure) => figure.stage === 'prosecuted')
    if (prosecuted.length > 0 && (query.measures.includes('people') || prosecuted.length === cells.length))
      return pick(prosecuted, { ...query, stages: ['prosecuted'] })
    return undefined
  }
  const whole = cells.find((figure) => cells.every((other) => other === figure || other.part_of?.includes(figure.id)))
  if (whole) return whole
  const people = query.measures.length === 0 ? cells.filter((figure) => figure.measure === 'people') : cells
  if (people.length === 1) return people[0]
  const own = people.filter((figure) => query.offences.includes(figure.offence))
  if (own.length === 1) return own[0]
  const core = (own.length > 0 ? own : people).filter((figure) => figure.tier === 'core')
  return core.length === 1 ? core[0] : undefined
}

export function sameKind(cells: Figure[], query: FigureQuery): Figure[] {
  if (query.stages.length > 0) return cells
  const prosecuted = cells.filter((figure) => figure.stage === 'prosecuted')
  return prosecuted.length > 0 ? prosecuted : cells
}

export const onePerStage = (cells: Figure[]): Figure[] =>
  [
    ...new Map(
      latestFirst(cells)
        .reverse()
        .map((figure) => [figure.stage, figure]),
    ).values(),
  ].slice(0, MOST_CHOICES)

/** Of the stretches that hold a period the shortest says most about it; running totals say least. */
export const shortestFirst = (cells: Figure[]): Figure[] =>
  latestFirst(cells).sort((a, b) => (monthsLong(periodOf(a)) || 1e6) - (monthsLong(periodOf(b)) || 1e6))

export const latestFirst = (cells: Figure[]): Figure[] =>
  [...cells].sort(
    (a, b) =>
      Number(b.tier === 'core') - Number(a.tier === 'core') ||
      periodOf(b).to.localeCompare(periodOf(a).to) ||
      a.id.localeCompare(b.id),
  )

/** Figures that keep what matters most of the question: the offence first, then the stage. */
export function nearestCells(query: FigureQuery, knowledge: KnowledgeBase): Figure[] {
  const all = [...knowledge.figures.values()]
  const open: FigureQuery = {
    ...query,
    operations: [],
    measures: [],
    places: query.places.filter((place) => all.some((figure) => figure.place === place)),
  }
  const withStage = all.filter((figure) => fits(figure, open, knowledge))
  const any =
    withStage.length > 0 ? withStage : all.filter((figure) => fits(figure, { ...open, stages: [] }, knowledge))
  const inTime = any.filter((figure) => query.periods.some(({ period }) => overlaps(period, periodOf(figure))))
  return latestFirst(inTime.length > 0 ? inTime : any).slice(0, 3)
}

const wordsKnown = new WeakMap<Figure, { stems: Set<string>; chinese: string }>()

/** Whether the figure's own texts hold a word that the vocabulary does not. */
export function mentions(figure: Figure, word: string): boolean {
  let known = wordsKnown.get(figure)
  if (!known) {
    const texts = [figure.label, figure.says, ...(figure.note ? [figure.note] : [])]
    known = {
      stems: new Set(texts.flatMap((text) => toUnits(text.en).map((unit) => unit.key))),
      chinese: texts.map((text) => text.zh).join(' '),
    }
    wordsKnown.set(figure, known)
  }
  return known.stems.has(word) || (/\p{Script=Han}/u.test(word) && known.chinese.includes(word))
}
