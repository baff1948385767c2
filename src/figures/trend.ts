/** The points of a series, run by run: what may be compared stands together. */
import type { Figure } from '../knowledge/schema/figures.ts'
import type { Period } from '../language/period.ts'
import type { FigureAnswer } from './figure-answer.ts'
import { sameKind } from './pick.ts'
import type { FigureQuery } from './query.ts'
import { type FigureTable, periodOf, type Run } from './table.ts'

export function answerTrend(
  query: FigureQuery,
  cells: readonly Figure[],
  table: FigureTable,
): FigureAnswer | undefined {
  return trendWithin(query, cells, table) ?? told(runsOf(query, cells, table))
}

/** The points of a series inside the periods asked for, and none besides. */
export const trendWithin = (
  query: FigureQuery,
  cells: readonly Figure[],
  table: FigureTable,
): FigureAnswer | undefined => told(within(runsOf(query, cells, table), query))

/** The longest comparable stretch tells most. */
const told = (runs: readonly Run[]): FigureAnswer | undefined =>
  countOf(runs) < 2
    ? undefined
    : { kind: 'series', runs: [...runs].sort((a, b) => b.figures.length - a.figures.length) }

/** The runs of the series that most of the cells stand in. */
function runsOf(query: FigureQuery, cells: readonly Figure[], table: FigureTable): Run[] {
  const hits = Map.groupBy(sameKind(cells, query), (figure) => table.runOf(figure)?.series)
  hits.delete(undefined)
  const [series] =
    [...hits].sort(
      ([a, one], [b, other]) => other.length - one.length || (a?.id ?? '').localeCompare(b?.id ?? ''),
    )[0] ?? []
  return (series?.runs ?? []).flatMap(([first = '']) => {
    const figure = table.knowledge.figures.get(first)
    return (figure && table.runOf(figure)) ?? []
  })
}

const countOf = (runs: readonly Run[]): number => runs.reduce((sum, run) => sum + run.figures.length, 0)

/** The points inside the periods that the question names. */
function within(runs: readonly Run[], { periods }: FigureQuery): Run[] {
  if (periods.length === 0) return [...runs]
  const from = periods.map(({ period }) => period.from ?? '').sort()[0] ?? ''
  const to =
    periods
      .map(({ period }) => period.to)
      .sort()
      .at(-1) ?? ''
  const isInside = (figure: Figure): boolean => startOf(periodOf(figure)) >= from && periodOf(figure).to <= to
  return runs.map((run) => ({ ...run, figures: run.figures.filter(isInside) })).filter((run) => run.figures.length > 0)
}

const startOf = ({ from, to }: Period): string => from ?? to
