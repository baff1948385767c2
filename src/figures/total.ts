/** Counts added up: only periods that follow each other without gap or overlap, counted by one rule. */
import type { Figure } from '../knowledge/schema/figures.ts'
import { isWithin, monthsLong, overlaps, type Period, samePeriod } from '../language/period.ts'
import { eachPart } from './accounted.ts'
import { sumOf } from './arithmetic.ts'
import { severalOf } from './compare.ts'
import type { FigureAnswer } from './figure-answer.ts'
import { byTime } from './order.ts'
import { pick, sameKind } from './pick.ts'
import { type FigureQuery, RATES } from './query.ts'
import { type FigureTable, periodOf } from './table.ts'

/** @param cells of the query, of any period */
export function answerTotal(
  query: FigureQuery,
  cells: readonly Figure[],
  table: FigureTable,
): FigureAnswer | undefined {
  if (severalOf(query) || (query.periods.length > 1 && !stretchOf(query))) {
    const { figures } = eachPart(query, table)
    return figures.length > 1
      ? { kind: 'total-refused', figures, because: severalOf(query) ? 'different' : whyApart(figures, table) }
      : undefined
  }
  const stretch = stretchOf(query)
  // A stretch that is not over yet has no total.
  if (!stretch || query.periods.some(({ kind }) => kind === 'since')) return undefined
  // Where no stage is named, prosecution is meant.
  const meant = sameKind(cells, query)
  const exact = pick(
    meant.filter((figure) => samePeriod(periodOf(figure), stretch)),
    query,
  )
  if (exact) return { kind: 'cell', figure: exact }
  return tiled(stretch, meant, table) ?? (monthsLong(stretch) > 12 ? whyNot(stretch, meant, table) : undefined)
}

/** The sum over a stretch that nobody published, where a run covers it whole. */
export function tiled(stretch: Period, cells: readonly Figure[], table: FigureTable): FigureAnswer | undefined {
  for (const run of new Set(cells.map(table.runOf))) {
    const figures = (run?.figures ?? []).filter(
      (figure) => cells.includes(figure) && isWithin(periodOf(figure), stretch),
    )
    if (figures.length > 1 && covers(figures, stretch) && !figures.some(({ measure }) => RATES.includes(measure)))
      return { kind: 'total', figures, total: sumOf(figures) }
  }
  return undefined
}

function whyNot(stretch: Period, cells: readonly Figure[], table: FigureTable): FigureAnswer | undefined {
  const within = cells.filter((figure) => isWithin(periodOf(figure), stretch) && !RATES.includes(figure.measure))
  // Money and calls that the same word lets through are never one sum.
  const alike = [...Map.groupBy(within, ({ stage, measure }) => `${stage} ${measure}`).values()]
  const inside = (alike.sort((a, b) => b.length - a.length)[0] ?? []).sort(byTime)
  if (inside.length < 2) return undefined
  return { kind: 'total-refused', figures: inside, because: whyApart(inside, table) }
}

function whyApart(figures: readonly Figure[], table: FigureTable): 'overlap' | 'gap' | 'different' {
  const overlap = figures.some((one, index) =>
    figures.slice(index + 1).some((other) => overlaps(periodOf(one), periodOf(other))),
  )
  if (overlap) return 'overlap'
  return new Set(figures.map(table.runOf)).size === 1 ? 'gap' : 'different'
}

/** The periods of the question as one stretch, where they follow each other. */
export function stretchOf({ periods }: FigureQuery): Period | undefined {
  const ordered = periods.map(({ period }) => period).sort((a, b) => a.to.localeCompare(b.to))
  const [first] = ordered
  const last = ordered.at(-1)
  if (!first || !last || !follow(ordered)) return undefined
  return { from: first.from, to: last.to }
}

const covers = (figures: readonly Figure[], stretch: Period): boolean => {
  const periods = [...figures].sort(byTime).map(periodOf)
  return periods[0]?.from === stretch.from && periods.at(-1)?.to === stretch.to && follow(periods)
}

/** Each begins the day after the one before it ends. */
const follow = (periods: readonly Period[]): boolean =>
  periods.every((period, index) => index === 0 || period.from === dayAfter(periods[index - 1]?.to ?? ''))

const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
