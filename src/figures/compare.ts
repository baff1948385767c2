/** Figures of several offences, stages or places beside each other. */
import type { Figure } from '../knowledge/schema/figures.ts'
import { samePeriod } from '../language/period.ts'
import { cellsOf, inPeriods, latestFirst, pick } from './cells.ts'
import { answerChange, difference } from './change.ts'
import type { FigureAnswer } from './figure-answer.ts'
import type { FigureQuery } from './query.ts'
import { type FigureTable, periodOf } from './table.ts'

export function answerCompare(
  query: FigureQuery,
  cells: readonly Figure[],
  table: FigureTable,
): FigureAnswer | undefined {
  const each = oneEach(query, table)
  if (!each) return query.periods.length > 0 ? answerChange(query, cells, table) : undefined
  const [first] = each
  if (!first || each.length < 2) return first && { kind: 'nearest', figures: each }
  // Counts of one stage, unit and period may be told apart by size, though not divided.
  const alike = each.every((figure) => isAlike(figure, first))
  if (!alike)
    return {
      kind: 'beside',
      figures: each,
      differ: difference(first, each.find((figure) => !isAlike(figure, first)) ?? first),
    }
  return { kind: 'rank', figures: each.sort((a, b) => b.value - a.value), extreme: 'highest', over: 'offences' }
}

const isAlike = (one: Figure, other: Figure): boolean =>
  one.stage === other.stage &&
  one.measure === other.measure &&
  one.place === other.place &&
  samePeriod(periodOf(one), periodOf(other))

/** The cell of each offence, stage or place where the question names several; undefined where it names one of each. */
export function oneEach(query: FigureQuery, table: FigureTable): Figure[] | undefined {
  const axis = severalOf(query)
  if (!axis) return undefined
  return query[axis].flatMap((id) => {
    const cells = inPeriods(cellsOf({ ...query, [axis]: [id], operations: [] }, table), query)
    const best = query.periods.length > 0 ? pick(cells, query) : (pick(cells, query) ?? latestFirst(cells)[0])
    return best ? [best] : []
  })
}

export const severalOf = ({
  offences,
  stages,
  places,
  ambiguous,
}: FigureQuery): 'offences' | 'stages' | 'places' | undefined =>
  offences.length > 1
    ? 'offences'
    : stages.length > 1 && !ambiguous
      ? 'stages'
      : places.length > 1
        ? 'places'
        : undefined
