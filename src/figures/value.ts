/** The plain value: the exact cell, else what is known about just that period, else the question that is missing a part. */

import type { Figure } from '../knowledge/schema/figures.ts'
import { monthsLong, overlaps, samePeriod } from '../language/period.ts'
import { eachPart } from './accounted.ts'
import { closestFirst, inPeriods } from './asked-periods.ts'
import { comparedPeriods } from './change.ts'
import { severalOf } from './compare.ts'
import { type FigureAnswer, MOST_CHOICES } from './figure-answer.ts'
import { latestFirst } from './order.ts'
import { onePerStage, pick, sameKind } from './pick.ts'
import { type ClaimedNumber, type FigureQuery, RATES } from './query.ts'
import { type FigureTable, periodOf } from './table.ts'
import { stretchOf, tiled } from './total.ts'
import { answerTrend, trendWithin } from './trend.ts'

/** @param cells of the query, of any period */
export function answerValue(
  cells: readonly Figure[],
  query: FigureQuery,
  table: FigureTable,
): FigureAnswer | undefined {
  const { periods } = query
  const running = sinceThen(cells, query)
  if (running) return { kind: 'cell', figure: running }
  if (periods.some(({ kind }) => kind === 'since')) {
    const whole = answerTrend(query, cells, table)
    if (whole) return whole
  }
  if (query.operations.includes('latest') && periods.length === 0) {
    const latest = latestOf(cells, query)
    if (latest) return { kind: 'cell', figure: latest }
  }
  if (severalOf(query) && periods.length > 0) {
    const { figures, missing } = eachPart(query, table)
    if (figures.length > 1 || (missing.length > 0 && figures.length > 0))
      return missing.length === 0 ? { kind: 'list', figures } : { kind: 'some', figures, missing }
  }
  if (periods.length === 0) return whichPeriod(cells, query, table)
  if (periods.length > 1) {
    const { figures, missing } = eachPart(query, table)
    if (figures.length > 0) return missing.length === 0 ? { kind: 'list', figures } : { kind: 'some', figures, missing }
  }
  const exact = inPeriods(cells, query)
  if (exact.length === 1 && exact[0]) return checked(exact[0], query, table)
  if (exact.length > 1) {
    const best = pick(exact, query)
    if (best) return checked(best, query, table)
    const missing = new Set(exact.map((figure) => figure.stage)).size > 1 ? 'stage' : 'which'
    return { kind: 'clarify', missing, figures: exact.slice(0, MOST_CHOICES) }
  }
  return otherwise(cells, query, table)
}

/** The newest count over several years that begins where "since 2021" does. */
function sinceThen(cells: readonly Figure[], query: FigureQuery): Figure | undefined {
  const [since] = query.periods.filter(({ kind }) => kind === 'since')
  const open = cells.filter((figure) => {
    const own = periodOf(figure)
    return since !== undefined && own.from === since.period.from && monthsLong(own) > 12
  })
  const newest = open
    .map((figure) => periodOf(figure).to)
    .sort()
    .at(-1)
  return pick(
    open.filter((figure) => periodOf(figure).to === newest),
    query,
  )
}

/** No cell of just that period: its parts, a sum, a declared computation, what overlaps, or nothing. */
function otherwise(cells: readonly Figure[], query: FigureQuery, table: FigureTable): FigureAnswer {
  const both =
    query.periods.length === 1 &&
    query.periods[0]?.kind === 'both' &&
    comparedPeriods({ ...query, operations: ['compare'] })
  if (both) {
    const each = both.flatMap(
      (period) =>
        pick(
          cells.filter((figure) => samePeriod(periodOf(figure), period)),
          query,
        ) ?? [],
    )
    if (each.length > 1) return { kind: 'list', figures: each }
  }
  const stretch = stretchOf(query)
  // Nothing is added up across stages that the question does not tell apart.
  const oneStage = new Set(cells.map(({ stage }) => stage)).size === 1
  const sum = oneStage && stretch && tiled(stretch, cells, table)
  if (sum) return sum
  const computed = computedCell(query, table)
  if (computed) return computed
  const points = stretch && monthsLong(stretch) > 12 ? trendWithin(query, cells, table) : undefined
  if (points) return points
  const near = closestFirst(
    cells.filter((figure) => query.periods.some(({ period }) => overlaps(period, periodOf(figure)))),
    query,
  )
  return near.length > 0
    ? { kind: 'nearest', figures: near.slice(0, 3) }
    : { kind: 'not-published', nearest: latestFirst(cells).slice(0, 3) }
}

/** A question with a number in it supposes that number: where the cell holds another, it says so. */
function checked(figure: Figure, query: FigureQuery, table: FigureTable): FigureAnswer {
  const { numbers, operations } = query
  const claim = numbers.find(({ unit, value }) => unit === null && value >= 100)
  const claimed = claim?.value
  const differs = claimed !== undefined && !RATES.includes(figure.measure) && !isTrueOf(figure.value, claim)
  return {
    kind: 'cell',
    figure,
    ...(operations.includes('source') ? { focus: 'reports' as const } : {}),
    ...(differs ? { premise: 'other-number' as const, ...ownerOf(claimed, query, table) } : {}),
  }
}

/** The one figure of the same offence that the claimed number is, where there is one. */
function ownerOf(claimed: number, query: FigureQuery, table: FigureTable): { owner?: Figure } {
  const owners = table.withValue(claimed).filter((figure) => table.offenceFits(figure, query.offences))
  return owners.length === 1 && owners[0] ? { owner: owners[0] } : {}
}

/** "More than 280,000" is how people put 282,000; more than 100,000 it is as well. */
function isTrueOf(value: number, claim: ClaimedNumber | undefined): boolean {
  if (!claim || Math.abs(claim.value - value) <= ROUNDING * value) return true
  return claim.bound === undefined ? false : claim.bound === 'above' ? value > claim.value : value < claim.value
}

const ROUNDING = 0.02

function whichPeriod(cells: readonly Figure[], query: FigureQuery, table: FigureTable): FigureAnswer {
  if (cells.length === 1 && cells[0]) return checked(cells[0], query, table)
  if (query.stages.length === 0 && new Set(cells.map((figure) => figure.stage)).size > 1 && !pick(cells, query))
    return { kind: 'clarify', missing: 'stage', figures: onePerStage(cells) }
  const offered = latestFirst(sameKind(cells, query)).slice(0, MOST_CHOICES)
  const onePeriod = offered.every((figure) => samePeriod(periodOf(figure), periodOf(offered[0] as Figure)))
  return { kind: 'clarify', missing: onePeriod ? 'which' : 'period', figures: offered }
}

/** The newest count; a question that names neither stage nor unit means people prosecuted. */
function latestOf(cells: readonly Figure[], query: FigureQuery): Figure | undefined {
  const wanted = sameKind(cells, query).filter(({ measure }) => !RATES.includes(measure))
  const newest = wanted
    .map((figure) => periodOf(figure).to)
    .sort()
    .at(-1)
  return pick(
    wanted.filter((figure) => periodOf(figure).to === newest),
    query,
  )
}

/** A cell that was never published and that a declared formula gives. */
export function computedCell(
  { offences, stages, periods, measures }: FigureQuery,
  table: FigureTable,
): FigureAnswer | undefined {
  const [period] = periods
  if (!period || periods.length > 1 || measures.some((measure) => measure !== 'people')) return undefined
  const fitting = table.computedCells.filter(
    ({ cell }) =>
      cell !== undefined &&
      offences.includes(cell.offence) &&
      (stages.length === 0 ? cell.stage === 'prosecuted' : stages.includes(cell.stage)) &&
      samePeriod(periodOf(cell), period.period),
  )
  return fitting.length === 1 && fitting[0] ? { kind: 'computed', computed: fitting[0] } : undefined
}
