/** Which figures the periods of a query mean, and which come nearest to them. */
import type { Figure } from '../knowledge/schema/figures.ts'
import type { PeriodMention } from '../language/dates.ts'
import { monthsLong, type Period, samePeriod } from '../language/period.ts'
import { latestFirst } from './order.ts'
import type { FigureQuery } from './query.ts'
import { periodOf } from './table.ts'

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
