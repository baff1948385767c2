/** Which cells of the table a query lets through. */
import type { Figure } from '../knowledge/schema/figures.ts'
import { overlaps } from '../language/period.ts'
import { latestFirst } from './order.ts'
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
