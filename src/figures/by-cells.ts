/** A query whose words name cells of the table: what it asks to be done with them, tried from the most special to the plain value. */

import type { Figure } from '../knowledge/schema/figures.ts'
import { accounted } from './accounted.ts'
import { inPeriods } from './asked-periods.ts'
import { cellsOf, nearestCells } from './cells.ts'
import { answerChange } from './change.ts'
import { answerCompare, severalOf } from './compare.ts'
import { type FigureAnswer, MOST_CHOICES } from './figure-answer.ts'
import { latestFirst } from './order.ts'
import { onePerStage } from './pick.ts'
import type { FigureQuery, Operation } from './query.ts'
import { answerRank } from './rank.ts'
import { answerShare } from './share.ts'
import type { FigureTable } from './table.ts'
import { answerTotal } from './total.ts'
import { answerTrend } from './trend.ts'
import { answerValue, computedCell } from './value.ts'

type Answering = (query: FigureQuery, cells: readonly Figure[], table: FigureTable) => FigureAnswer | undefined

/** In the order of precedence where a question names several. */
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
  const answer = answerOperation(query, table)
  // "How many covid cases" may ask for the sick.
  if (answer?.kind === 'cell' && query.stages.length === 0 && isEvent(query, table))
    return { kind: 'clarify', missing: 'stage', figures: onePerStage(cellsOf({ ...query, measures: [] }, table)) }
  return answer && accounted(answer, query, table)
}

function answerOperation(query: FigureQuery, table: FigureTable): FigureAnswer | undefined {
  const { operations, offences, places, periods } = query
  const hasFigures = places.some((place) => table.atPlace(place).length > 0)
  if (offences.length === 0 && !hasFigures) return anyOffence(query, table)
  const asks =
    operations.some((operation) => !['definition', 'how-to', 'source', 'why'].includes(operation)) ||
    (query.stages.length > 0 && query.measures.length > 0)
  if (!asks && periods.length === 0) return undefined
  // "Which number do I call" is for whoever has just been cheated, whatever else it names.
  const howTo = operations.every((operation) => operation === 'how-to' || operation === 'definition')
  if (operations.includes('how-to') && howTo && periods.length === 0) return undefined
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
    if (!operations.includes(operation) || (operation === 'share' && setsAgainst(query))) continue
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

/** "Rose by what percentage" and "2021 vs 2020 in percent" ask for a change, not for a share. */
const setsAgainst = ({ operations, periods }: FigureQuery): boolean =>
  operations.includes('change') || (operations.includes('compare') && periods.length > 1)

const isEvent = ({ offences }: FigureQuery, { knowledge }: FigureTable): boolean =>
  offences.some((offence) => knowledge.concepts.offences.some(({ id, event }) => id === offence && event))

/** Money is stopped and calls are blocked for one offence only: a stage that a single offence has names it. */
function withImpliedOffence(query: FigureQuery, table: FigureTable): FigureQuery {
  if (query.offences.length > 0 || query.places.length > 0 || query.stages.length === 0) return query
  const offences = new Set(query.stages.flatMap((stage) => table.ofStage(stage).map(({ offence }) => offence)))
  return offences.size === 1 ? { ...query, offences: [...offences] } : query
}

/** "2019, 2020 and 2021 each" lists cells; "list all" is a series. */
function answerList(query: FigureQuery, cells: readonly Figure[], table: FigureTable): FigureAnswer | undefined {
  return query.periods.length > 1 || severalOf(query) ? undefined : answerTrend(query, cells, table)
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
