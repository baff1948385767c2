/** A query whose words name cells of the table: what it asks to be done with them, tried from the most special to the plain value. */

import type { Figure } from '../knowledge/schema/figures.ts'
import { overlaps, samePeriod } from '../language/period.ts'
import { cellsOf, inPeriods, latestFirst, nearestCells, onePerStage, pick, sameKind, shortestFirst } from './cells.ts'
import { answerChange, comparedPeriods } from './change.ts'
import { answerCompare, oneEach, severalOf } from './compare.ts'
import { type FigureAnswer, MOST_CHOICES } from './figure-answer.ts'
import { type FigureQuery, type Operation, RATES } from './query.ts'
import { answerRank } from './rank.ts'
import { answerShare } from './share.ts'
import { type FigureTable, periodOf } from './table.ts'
import { answerTotal, stretchOf, tiled } from './total.ts'
import { answerTrend } from './trend.ts'

type Answering = (query: FigureQuery, cells: readonly Figure[], table: FigureTable) => FigureAnswer | undefined

/** In the order of precedence where a question names several; "rose by what percentage" asks for a change, not for a share. */
const OPERATIONS: [Operation, Answering][] = [
  ['share', answerShare],
  ['rank', answerRank],
  ['trend', answerTrend],
  ['list', answerList],
  ['total', answerTotal],
  ['compare', answerCompare],
  ['change', answerChange],
]

export function answerByCells(asked: FigureQuery, table: FigureTable): FigureAnswer | undefined {
  const query = withImpliedOffence(asked, table)
  const { operations, offences, places, periods } = query
  const hasFigures = places.some((place) => table.atPlace(place).length > 0)
  if (offences.length === 0 && !hasFigures) return anyOffence(query, table)
  const asks =
    operations.some((operation) => !['definition', 'how-to', 'source'].includes(operation)) ||
    (query.stages.length > 0 && query.measures.length > 0)
  if (!asks && periods.length === 0) return undefined
  const cells = cellsOf(query, table)
  // "How much money makes it a crime" asks for a threshold, which is guidance, not for a sum of the table.
  const plain = operations.every((operation) => operation === 'value' || operation === 'how-to')
  if (
    plain &&
    query.measures.join() === 'yuan' &&
    periods.length === 0 &&
    (cells.length === 0 || query.stages.length === 0)
  )
    return undefined
  for (const [operation, answer] of OPERATIONS) {
    if (!operations.includes(operation) || (operation === 'share' && operations.includes('change'))) continue
    const found = answer(query, cells, table)
    if (found) return found
    // Ranking needs a table of like figures; comparing, something to compare with.
    if (operation === 'rank' || (operation === 'compare' && periods.length === 0)) return undefined
  }
  if (operations.includes('change') && periods.length === 0) {
    const whole = answerTrend(query, cells, table)
    if (whole) return whole
  }
  if (cells.length === 0)
    return asks
      ? (computedCell(query, table) ?? { kind: 'not-published', nearest: nearestCells(query, table) })
      : undefined
  return answerValue(cells, query, table)
}

/** Money is stopped and calls are blocked for one offence only: a stage that a single offence has names it. */
function withImpliedOffence(query: FigureQuery, table: FigureTable): FigureQuery {
  if (query.offences.length > 0 || query.places.length > 0 || query.stages.length === 0) return query
  const offences = new Set(query.stages.flatMap((stage) => table.ofStage(stage).map(({ offence }) => offence)))
  return offences.size === 1 ? { ...query, offences: [...offences] } : query
}

function answerValue(cells: readonly Figure[], query: FigureQuery, table: FigureTable): FigureAnswer | undefined {
  const { periods } = query
  if (periods.some(({ kind }) => kind === 'since')) {
    const whole = answerTrend(query, cells, table)
    if (whole) return whole
  }
  if (query.operations.includes('latest') && periods.length === 0) {
    const latest = latestOf(cells, query)
    if (latest) return { kind: 'cell', figure: latest }
  }
  if (severalOf(query) && periods.length > 0) {
    const each = oneEach(query, table) ?? []
    if (each.length > 1) return { kind: 'list', figures: each }
  }
  if (periods.length === 0) return whichPeriod(cells, query)
  const exact = inPeriods(cells, query)
  if (periods.length > 1) {
    const each = eachPeriod(exact, query)
    if (each.length > 1) return { kind: each.length < periods.length ? 'nearest' : 'list', figures: each }
  }
  if (exact.length === 1 && exact[0])
    return periods.length > 1 ? { kind: 'nearest', figures: exact } : checked(exact[0], query)
  if (exact.length > 1) {
    const best = pick(exact, query)
    if (best) return checked(best, query)
    const missing = new Set(exact.map((figure) => figure.stage)).size > 1 ? 'stage' : 'which'
    return { kind: 'clarify', missing, figures: exact.slice(0, MOST_CHOICES) }
  }
  return otherwise(cells, query, table)
}

/** "2019, 2020 and 2021 each" lists cells; "list all" is a series. */
function answerList(query: FigureQuery, cells: readonly Figure[], table: FigureTable): FigureAnswer | undefined {
  return query.periods.length > 1 || severalOf(query) ? undefined : answerTrend(query, cells, table)
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
  const sum = stretch && tiled(stretch, cells, table)
  if (sum) return sum
  const computed = computedCell(query, table)
  if (computed) return computed
  const near = shortestFirst(
    cells.filter((figure) => query.periods.some(({ period }) => overlaps(period, periodOf(figure)))),
  )
  return near.length > 0
    ? { kind: 'nearest', figures: near.slice(0, 3) }
    : { kind: 'not-published', nearest: latestFirst(cells).slice(0, 3) }
}

const eachPeriod = (exact: readonly Figure[], query: FigureQuery): Figure[] =>
  query.periods.flatMap((period) => pick(inPeriods(exact, { ...query, periods: [period] }), query) ?? [])

/** A question with a number in it supposes that number: where the cell holds another, it says so. */
function checked(figure: Figure, { numbers, operations }: FigureQuery): FigureAnswer {
  const claimed = numbers.find(({ unit, value }) => unit === null && value >= 100)?.value
  const differs =
    claimed !== undefined &&
    !RATES.includes(figure.measure) &&
    Math.abs(claimed - figure.value) > ROUNDING * figure.value
  return {
    kind: 'cell',
    figure,
    ...(operations.includes('source') ? { focus: 'reports' as const } : {}),
    ...(differs ? { premise: 'other-number' as const } : {}),
  }
}

/** "More than 280,000" is how people put 282,000. */
const ROUNDING = 0.02

function whichPeriod(cells: readonly Figure[], query: FigureQuery): FigureAnswer {
  if (cells.length === 1 && cells[0]) return checked(cells[0], query)
  if (query.stages.length === 0 && new Set(cells.map((figure) => figure.stage)).size > 1 && !pick(cells, query))
    return { kind: 'clarify', missing: 'stage', figures: onePerStage(cells) }
  return { kind: 'clarify', missing: 'period', figures: latestFirst(sameKind(cells, query)).slice(0, MOST_CHOICES) }
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
function computedCell(
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

/** "How many were prosecuted in 2021" names no offence: to be asked back, unless a single count fits. */
function anyOffence(query: FigureQuery, table: FigureTable): FigureAnswer | undefined {
  if (query.stages.length === 0 || query.periods.length === 0 || query.unread.length > 0) return undefined
  if (query.operations.includes('rank')) return answerRank({ ...query, ranked: 'offences' }, [], table)
  if (!query.operations.includes('value')) return undefined
  const cells = inPeriods(cellsOf(query, table), query)
  if (cells.length === 1 && cells[0]) return { kind: 'cell', figure: cells[0] }
  return cells.length > 0
    ? { kind: 'clarify', missing: 'which', figures: latestFirst(cells).slice(0, MOST_CHOICES) }
    : undefined
}
