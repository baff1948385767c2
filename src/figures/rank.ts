/** The most and the least: over the years of one run, or over offences counted alike in one period. */
import type { Figure } from '../knowledge/schema/figures.ts'
import { isWithin, monthsLong, samePeriod } from '../language/period.ts'
import { inPeriods } from './asked-periods.ts'
import type { FigureAnswer } from './figure-answer.ts'
import { byTime, latestFirst } from './order.ts'
import { sameKind } from './pick.ts'
import { type FigureQuery, RATES } from './query.ts'
import { type FigureTable, periodOf } from './table.ts'

export function answerRank(query: FigureQuery, cells: readonly Figure[], table: FigureTable): FigureAnswer | undefined {
  const over = query.ranked ?? (isOneYear(query) ? 'offences' : 'years')
  // "The most common scams" ranks something that is not in the table.
  if (!query.ranked && (query.stages.length === 0 || query.unread.length > 0)) return undefined
  // One named offence has no rank among others unless that is asked.
  if (over === 'offences' && query.ranked === undefined && query.offences.length === 1) return undefined
  if (query.stages.length > 1 && !query.ambiguous) return undefined
  const { figures, apart } =
    over === 'years' ? ofOneRun(query, cells, table) : { figures: ofOnePeriod(query, table), apart: [] }
  if (figures.length < 2)
    return apart.length > 0
      ? { kind: 'beside', figures: [...figures, ...apart].sort(byTime), differ: 'rule' }
      : undefined
  const sign = query.extreme === 'highest' ? -1 : 1
  const ranked = [...figures].sort((a, b) => sign * (a.value - b.value) || a.id.localeCompare(b.id))
  return { kind: 'rank', figures: ranked, apart, extreme: query.extreme, over }
}

/** A question about one year ranks what was counted in it. */
const isOneYear = ({ periods }: FigureQuery): boolean =>
  periods.length === 1 && periods[0]?.period.from?.slice(0, 4) === periods[0]?.period.to.slice(0, 4)

/** The longest run that the cells stand in, within the periods asked for, and the single years that are counted otherwise. */
function ofOneRun(
  query: FigureQuery,
  cells: readonly Figure[],
  table: FigureTable,
): { figures: Figure[]; apart: Figure[] } {
  const inTime = (figure: Figure) =>
    query.periods.length === 0 || query.periods.some(({ period }) => isWithin(periodOf(figure), period))
  const wanted = sameKind(cells, query).filter(
    // A running total can only grow, so its last point says nothing by being the highest.
    (figure) => !RATES.includes(figure.measure) && periodOf(figure).from !== null && inTime(figure),
  )
  const ofSeries = Map.groupBy(wanted, (figure) => table.runOf(figure)?.series)
  ofSeries.delete(undefined)
  const [most = []] = [...ofSeries.values()].sort((a, b) => b.length - a.length)
  const [figures = []] = [...Map.groupBy(most, table.runOf).values()].sort((a, b) => b.length - a.length)
  const apart = most.filter((figure) => !figures.includes(figure) && monthsLong(periodOf(figure)) === 12)
  return { figures, apart }
}

/** Figures of all offences that share stage, unit and period; a whole is left out beside its parts. */
function ofOnePeriod(query: FigureQuery, table: FigureTable): Figure[] {
  const stage = query.stages[0] ?? 'prosecuted'
  const measure = query.measures.find((one) => !RATES.includes(one)) ?? 'people'
  const places = query.places.length > 0 ? query.places : ['china']
  const isNamed = ({ offence }: Figure): boolean =>
    query.offences.length === 0 ||
    query.offences.some((one) => offence === one || table.wholesOf(offence).includes(one))
  const alike = table
    .ofStage(stage)
    .filter((figure) => figure.measure === measure && places.includes(figure.place) && isNamed(figure))
  const period = query.periods[0]?.period ?? latestFirst(alike).map(periodOf)[0]
  const same = alike.filter((figure) => period !== undefined && samePeriod(periodOf(figure), period))
  const wholes = new Set(same.flatMap(({ offence }) => table.wholesOf(offence)))
  const parts = same.filter(({ offence }) => !wholes.has(offence))
  return inPeriods(parts, query)
}
