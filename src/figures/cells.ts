/** Which cells of the table a query lets through, and in which order they are worth showing. */

import type { Figure } from '../knowledge/schema/figures.ts'
import type { PeriodMention } from '../language/dates.ts'
import { monthsLong, overlaps, type Period, samePeriod } from '../language/period.ts'
import { stem, toUnits } from '../language/units.ts'
import { MOST_CHOICES } from './figure-answer.ts'
import { type FigureQuery, RATES } from './query.ts'
import { type FigureTable, periodOf } from './table.ts'

export const countsOf = ({ measures }: FigureQuery): string[] => measures.filter((measure) => !RATES.includes(measure))

/** Figures that the query's offence, stage, measure and place let through; an axis that it leaves open lets every figure through. */
export function cellsOf(query: FigureQuery, table: FigureTable): Figure[] {
  return pool(query, table).filter((figure) => fits(figure, query))
}

/** The smallest list of the table that holds every cell of the query. */
function pool({ offences, stages, places }: FigureQuery, table: FigureTable): readonly Figure[] {
  if (offences.length > 0) return together(offences.map(table.ofOffence))
  if (places.length > 0) return together(places.map(table.atPlace))
  return together(stages.map(table.ofStage))
}

/** Two offences may share their parts' figures. */
const together = (lists: readonly (readonly Figure[])[]): readonly Figure[] =>
  lists.length === 1 && lists[0] ? lists[0] : [...new Set(lists.flat())]

export function fits(figure: Figure, query: FigureQuery): boolean {
  const { offences, stages, measures, places, operations } = query
  if (stages.length > 0 && !stages.includes(figure.stage)) return false
  if (places.length > 0 ? !places.includes(figure.place) : figure.place !== 'china' && offences.length > 0) return false
  const rates = measures.filter((measure) => RATES.includes(measure))
  if (RATES.includes(figure.measure)) {
    const asked = rates.length > 0 || operations.includes('share') || operations.includes('change')
    return asked && (rates.length === 0 || rates.includes(figure.measure))
  }
  const counts = countsOf(query)
  // "By what percent did it rise" names a rate, and a count whose change was published answers it.
  const answersRate = rates.length === 0 || operations.includes('change') || operations.includes('compare')
  return answersRate && (counts.length === 0 || counts.includes(figure.measure))
}

export function inPeriods(cells: readonly Figure[], { periods }: FigureQuery): Figure[] {
  if (periods.length === 0) return [...cells]
  const asked = cells.filter((figure) => periods.some((period) => isAsked(periodOf(figure), period)))
  // Of two running totals taken in the month asked for the later one holds the earlier.
  const isOutrun = (one: Figure, other: Figure): boolean =>
    periods.length === 1 &&
    periodOf(one).from === null &&
    periodOf(other).from === null &&
    one.offence === other.offence &&
    one.stage === other.stage &&
    one.measure === other.measure &&
    one.place === other.place &&
    periodOf(one).to < periodOf(other).to
  return asked.filter((one) => !asked.some((other) => isOutrun(one, other)))
}

export function isAsked(own: Period, { period: asked, kind }: Pick<PeriodMention, 'period' | 'kind'>): boolean {
  if (samePeriod(own, asked) || reachesInto(own, asked)) return true
  if (own.from !== null) return false
  // A running total answers for its day, for a month or "up to" a month in which it was taken, not for a whole year.
  const since = kind === 'as-of' ? `${asked.to.slice(0, 8)}01` : (asked.from ?? asked.to)
  const isDay = asked.from === null || asked.from === asked.to
  return (
    (isDay && own.to === asked.to) ||
    (monthsLong({ from: since, to: asked.to }) <= 1 && isMonthEnd(asked.to) && since <= own.to && own.to <= asked.to)
  )
}

/** "From 2021 to July 2025" is a count that began with 2021 and ended on 23 July 2025; a year is only the whole year. */
const reachesInto = (own: Period, asked: Period): boolean =>
  own.from === asked.from &&
  own.to <= asked.to &&
  own.to.slice(0, 7) === asked.to.slice(0, 7) &&
  isMonthEnd(asked.to) &&
  !asked.to.endsWith('-12-31')

const isMonthEnd = (date: string): boolean => date.slice(8) >= '28'

/** Of several cells the one a person means who names neither stage nor unit: people prosecuted. */
export function pick(cells: readonly Figure[], query: FigureQuery): Figure | undefined {
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
  const left = own.length > 0 ? own : people
  // Which offence or place is meant is never told by which figure matters more.
  if (left.some(({ offence, place }) => offence !== left[0]?.offence || place !== left[0]?.place)) return undefined
  const core = left.filter((figure) => figure.tier === 'core')
  return core.length === 1 ? core[0] : undefined
}

export function sameKind(cells: readonly Figure[], query: FigureQuery): Figure[] {
  const prosecuted = query.stages.length > 0 ? [] : cells.filter((figure) => figure.stage === 'prosecuted')
  return prosecuted.length > 0 ? prosecuted : [...cells]
}

export const onePerStage = (cells: readonly Figure[]): Figure[] =>
  [
    ...new Map(
      latestFirst(cells)
        .reverse()
        .map((figure) => [figure.stage, figure]),
    ).values(),
  ].slice(0, MOST_CHOICES)

/** The figures whose time has most in common with the periods asked for; running totals say least. */
export function closestFirst(cells: readonly Figure[], { periods }: FigureQuery): Figure[] {
  const closeness = (figure: Figure): number =>
    Math.max(...periods.map(({ period }) => likeness(periodOf(figure), period)))
  return latestFirst(cells).sort((a, b) => closeness(b) - closeness(a))
}

/** Days in both over days in either, 0 to 1. */
function likeness(one: Period, other: Period): number {
  if (one.from === null || other.from === null) return 0
  const day = (date: string): number => Date.parse(date) / 86_400_000
  const both = Math.min(day(one.to), day(other.to)) - Math.max(day(one.from), day(other.from)) + 1
  const either = Math.max(day(one.to), day(other.to)) - Math.min(day(one.from), day(other.from)) + 1
  return Math.max(0, both) / either
}

export const byTime = (a: Figure, b: Figure): number =>
  periodOf(a).to.localeCompare(periodOf(b).to) || a.id.localeCompare(b.id)

export const latestFirst = (cells: readonly Figure[]): Figure[] =>
  [...cells].sort(
    (a, b) =>
      Number(b.tier === 'core') - Number(a.tier === 'core') ||
      periodOf(b).to.localeCompare(periodOf(a).to) ||
      a.id.localeCompare(b.id),
  )

/** Figures that keep what matters most of the question: the offence first, then the stage. */
export function nearestCells(query: FigureQuery, table: FigureTable): Figure[] {
  const open: FigureQuery = {
    ...query,
    operations: [],
    measures: countsOf(query),
    places: query.places.filter((place) => table.atPlace(place).length > 0),
  }
  // The stage goes before the unit: money that was lost stands nearer to money stopped than calls do.
  const any =
    [open, { ...open, stages: [] }, { ...open, measures: [] }, { ...open, stages: [], measures: [] }]
      .map((one) => cellsOf(one, table))
      .find((cells) => cells.length > 0) ?? []
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
  return known.stems.has(stem(word)) || (/\p{Script=Han}{2}/u.test(word) && known.chinese.includes(word))
}
