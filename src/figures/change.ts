/** How a number went from one period to another: as the source states it, or computed within a run, and nowhere else. */
import type { Figure } from '../knowledge/schema/figures.ts'
import { monthsLong, type Period, parsePeriod, samePeriod } from '../language/period.ts'
import { differenceOf, isTooClose, multipleOf, percentChangeOf } from './arithmetic.ts'
import { inPeriods, isAsked } from './asked-periods.ts'
import type { Change, Difference, FalsePremise, FigureAnswer } from './figure-answer.ts'
import { pick, sameKind } from './pick.ts'
import { type ClaimedNumber, type Direction, type FigureQuery, RATES } from './query.ts'
import { type FigureTable, periodOf } from './table.ts'
import { answerTrend } from './trend.ts'

/** "Did it rise from 2020 to 2021" names two periods, "did it rise in 2021" one. */
export function answerChange(
  query: FigureQuery,
  cells: readonly Figure[],
  table: FigureTable,
): FigureAnswer | undefined {
  // Where no stage is named, prosecution is meant.
  const counts = sameKind(cells, query).filter((figure) => !RATES.includes(figure.measure))
  if (query.periods.length > 2) return answerTrend(query, cells, table)
  const two = comparedPeriods(query)
  if (two) return betweenPeriods(two, query, counts, table)
  if (query.periods.length === 0) return undefined
  const figure = pick(inPeriods(counts, query), query)
  const base = figure?.change?.base && parsePeriod(figure.change.base)
  const before = figure && base && table.runOf(figure)?.figures.find((other) => samePeriod(periodOf(other), base))
  if (figure && before) return between(before, figure, query, table)
  if (figure?.change) return stated(figure, query)
  const rates = inPeriods(cells, query).filter(({ measure }) => measure === 'growth')
  if (rates[0] && rates.length === 1) {
    const premise = falseDirection(query, directionOf(rates[0].value))
    return { kind: 'cell', figure: rates[0], ...(premise ? { premise } : {}) }
  }
  if (!figure) return undefined
  const previous = yearBefore(figure, table)
  return previous ? between(previous, figure, query, table) : { kind: 'cell', figure, focus: 'change' }
}

function betweenPeriods(
  [first, second]: [Period, Period],
  query: FigureQuery,
  counts: readonly Figure[],
  table: FigureTable,
): FigureAnswer | undefined {
  const at = (period: Period): Figure | undefined =>
    pick(
      counts.filter((figure) => isAsked(periodOf(figure), { period, kind: 'span' })),
      query,
    )
  const [before, after] = [at(first), at(second)]
  if (before && after) return between(before, after, query, table)
  if (after && isBase(after, first)) return stated(after, query)
  // Eleven months may stand beside a year, but nothing is computed from them.
  const [early, late] = [before ?? inside(first, counts, query), after ?? inside(second, counts, query)]
  if (early && late && early !== late)
    return { kind: 'beside', figures: [early, late], differ: difference(early, late) }
  const only = early ?? late
  return only && { kind: 'some', figures: [only], missing: [{ concepts: [], period: early ? second : first }] }
}

/** The longest count within a period that was not published whole. */
export function inside(period: Period, counts: readonly Figure[], query: FigureQuery): Figure | undefined {
  const within = counts.filter((figure) => {
    const own = periodOf(figure)
    return period.from !== null && (own.from ?? own.to) >= period.from && own.to <= period.to
  })
  const longest = Math.max(...within.map((figure) => monthsLong(periodOf(figure))))
  return pick(
    within.filter((figure) => monthsLong(periodOf(figure)) === longest),
    query,
  )
}

/** The two periods of "2020 vs 2021", "rise from 2020 to 2021"; undefined where the question names one stretch. */
export function comparedPeriods(query: FigureQuery): [Period, Period] | undefined {
  const [first, second] = query.periods
  if (first && second && samePeriod(first.period, second.period)) return undefined
  if (first && second)
    return first.period.to <= second.period.to ? [first.period, second.period] : [second.period, first.period]
  const wants = query.operations.includes('compare') || query.operations.includes('change')
  if (!wants || !first || (first.kind !== 'both' && first.kind !== 'range')) return undefined
  const { from, to } = first.period
  if (from === null || from.slice(0, 4) === to.slice(0, 4)) return from === null ? undefined : daysOf(from, to)
  return from.endsWith('-01-01') && to.endsWith('-12-31') ? [yearOf(from), yearOf(to)] : undefined
}

const yearOf = (day: string): Period => ({ from: `${day.slice(0, 4)}-01-01`, to: `${day.slice(0, 4)}-12-31` })

/** "Between 7 and 16 April": two running totals. Whole months are one stretch. */
const daysOf = (from: string, to: string): [Period, Period] | undefined =>
  from.endsWith('-01')
    ? undefined
    : [
        { from: null, to: from },
        { from: null, to },
      ]

/** A percentage within a run of a series, or where the source states it; across a break both values stand side by side. */
function between(before: Figure, after: Figure, query: FigureQuery, table: FigureTable): FigureAnswer {
  if (!table.comparable(before, after))
    return isBase(after, periodOf(before))
      ? stated(after, query)
      : { kind: 'beside', figures: [before, after], differ: difference(before, after) }
  const published = isBase(after, periodOf(before)) && after.change?.percent !== undefined ? after.change : undefined
  const direction = !published && isTooClose(before, after) ? 'close' : directionOf(after.value - before.value)
  const change: Change = {
    direction,
    difference: differenceOf(before, after),
    percent: published
      ? { value: published.percent ?? 0, qualifier: published.qualifier }
      : percentChangeOf(before, after),
    published: published !== undefined,
    ...(query.measures.includes('multiple') && direction !== 'close' ? { times: multipleOf(before, after) } : {}),
  }
  const premise = falseDirection(query, direction) ?? falsePercent(query, change.percent.value)
  return { kind: 'change', before, after, change, ...(premise ? { premise } : {}) }
}

/** The change that the source itself prints beside the figure. */
function stated(figure: Figure, query: FigureQuery): FigureAnswer {
  const { percent, times } = figure.change ?? {}
  const grew = percent === undefined ? (times ?? 1) - 1 : percent
  const premise =
    falseDirection(query, directionOf(grew)) ?? (percent === undefined ? undefined : falsePercent(query, percent))
  return { kind: 'cell', figure, focus: 'change', ...(premise ? { premise } : {}) }
}

const directionOf = (difference: number): Direction | 'same' =>
  difference > 0 ? 'rose' : difference < 0 ? 'fell' : 'same'

function falseDirection({ direction }: FigureQuery, actual: Change['direction']): FalsePremise | undefined {
  if (direction === undefined || direction === actual || actual === 'close') return undefined
  return direction === 'rose' ? 'not-risen' : 'not-fallen'
}

/** A percentage or a factor that the question claims, off by more than rounding. */
function falsePercent({ numbers, factor }: FigureQuery, actual: number): FalsePremise | undefined {
  if (factor !== undefined && Math.abs(1 + actual / 100 - factor) > ROUGHLY * factor) return 'other-change'
  const claimed = numbers.filter(({ unit }) => unit === 'percent')
  const size = Math.abs(actual)
  const isTrue = ({ value, bound }: ClaimedNumber): boolean =>
    Math.abs(value - size) < 1 || (bound === 'above' && size > value) || (bound === 'below' && size < value)
  const differs = claimed.length > 0 && !claimed.some(isTrue)
  return differs ? 'other-change' : undefined
}

/** "Doubled" is said of 98.5 % and of 105 %. */
const ROUGHLY = 0.1

const isBase = ({ change }: Figure, period: Period): boolean => {
  const base = change?.base && parsePeriod(change.base)
  return base !== undefined && base !== '' && samePeriod(base, period)
}

/** The same stretch just before: last year's for a year or a part of one, the two years before for two years. */
function yearBefore(figure: Figure, table: FigureTable): Figure | undefined {
  const { from, to } = periodOf(figure)
  if (from === null) return undefined
  const years = Math.max(1, Math.round(monthsLong({ from, to }) / 12))
  const earlier = { from: shifted(from, -years), to: shifted(to, -years) }
  return table.runOf(figure)?.figures.find((other) => samePeriod(periodOf(other), earlier))
}

const shifted = (day: string, years: number): string => `${Number(day.slice(0, 4)) + years}${day.slice(4)}`

/** The first thing that keeps two figures apart. */
export function difference(one: Figure, other: Figure): Difference {
  const axis = (['measure', 'stage', 'offence', 'place'] as const).find((name) => one[name] !== other[name])
  if (axis) return axis
  return monthsLong(periodOf(one)) === monthsLong(periodOf(other)) ? 'rule' : 'length'
}
