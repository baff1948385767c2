/** The points of a series, run by run: what may be compared stands together. */
import type { Figure } from '../knowledge/schema/figures.ts'
import type { Period } from '../language/period.ts'
import { sameKind } from './cells.ts'
import type { FigureAnswer } from './figure-answer.ts'
import type { FigureQuery } from './query.ts'
import { type FigureTable, periodOf, type Run } from './table.ts'

export function answerTrend(
  query: FigureQuery,
  cells: readonly Figure[],
  table: FigureTable,
): FigureAnswer | undefined {
  const hits = Map.groupBy(sameKind(cells, query), (figure) => table.runOf(figure)?.series)
  hits.delete(undefined)
  const [series] =
    [...hits].sort(
      ([a, one], [b, other]) => other.length - one.length || (a?.id ?? '').localeCompare(b?.id ?? ''),
    )[0] ?? []
  if (!series) return undefined
  const whole = series.runs.flatMap((ids) => {
    const run = table.knowledge.figures.get(ids[0] ?? '')
    return (run && table.runOf(run)) ?? []
  })
  const asked = within(whole, query)
  const runs = countOf(asked) >= 2 ? asked : whole
  if (countOf(runs) < 2) return undefined
  // The longest comparable stretch tells most.
  return { kind: 'series', runs: runs.sort((a, b) => b.figures.length - a.figures.length) }
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
