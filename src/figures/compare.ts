/** Figures of several offences, stages or places beside each other. */
import type { Figure } from '../knowledge/schema/figures.ts'
import { samePeriod } from '../language/period.ts'
import { eachPart } from './accounted.ts'
import { inPeriods } from './asked-periods.ts'
import { cellsOf, countsOf } from './cells.ts'
import { answerChange, comparedPeriods, difference, inside } from './change.ts'
import type { FigureAnswer } from './figure-answer.ts'
import { latestFirst } from './order.ts'
import { pick } from './pick.ts'
import { type FigureQuery, namesSeveral } from './query.ts'
import { type FigureTable, periodOf } from './table.ts'

export function answerCompare(
  query: FigureQuery,
  cells: readonly Figure[],
  table: FigureTable,
): FigureAnswer | undefined {
  // "What is the difference between the two offences" asks for no figures.
  if (query.periods.length === 0 && query.stages.length === 0 && countsOf(query).length === 0) return undefined
  const each = oneEach(query, table)
  if (!each) return comparedPeriods(query) ? answerChange(query, cells, table) : undefined
  const [first] = each
  if (!first || each.length < 2) {
    const { figures, missing } = eachPart(query, table)
    return figures.length > 0 && missing.length > 0 ? { kind: 'some', figures, missing } : undefined
  }
  // Counts of one stage, unit and period may be told apart by size, though not divided.
  const alike = each.every((figure) => isAlike(figure, first))
  if (!alike)
    return {
      kind: 'beside',
      figures: each,
      differ: difference(first, each.find((figure) => !isAlike(figure, first)) ?? first),
    }
  return {
    kind: 'rank',
    figures: each.sort((a, b) => b.value - a.value),
    apart: [],
    extreme: 'highest',
    over: 'offences',
  }
}

const isAlike = (one: Figure, other: Figure): boolean =>
  one.stage === other.stage &&
  one.measure === other.measure &&
  one.place === other.place &&
  samePeriod(periodOf(one), periodOf(other))

type Axis = 'offences' | 'stages' | 'places' | 'measures'

/** The cell of each offence, stage, place or unit where the question names several; undefined where it names one of each. */
export function oneEach(query: FigureQuery, table: FigureTable): Figure[] | undefined {
  const axis = severalOf(query)
  if (!axis) return undefined
  const figures = query[axis].flatMap((id) => {
    // "People prosecuted against cases concluded": a unit belongs to its stage.
    const measures = axis === 'stages' ? [] : countsOf(query)
    const all = cellsOf({ ...query, measures, [axis]: [id], operations: [] }, table)
    const cells = inPeriods(all, query)
    const best = query.periods.length > 0 ? pick(cells, query) : (pick(cells, query) ?? latestFirst(cells)[0])
    return best ?? query.periods.flatMap(({ period }) => inside(period, all, query) ?? [])[0] ?? []
  })
  const each = [...new Set(figures)]
  // One word may name two units (件: cases, reports) of which the table holds one.
  return axis === 'measures' && each.length < 2 ? undefined : each
}

export const severalOf = (query: FigureQuery): Axis | undefined => {
  const { offences, stages, places, ambiguous } = query
  if (namesSeveral(query, offences)) return 'offences'
  if (stages.length > 1 && !ambiguous) return 'stages'
  if (places.length > 1) return 'places'
  return countsOf(query).length > 1 ? 'measures' : undefined
}
