/** A share: only of counts of which one is declared a part of the other. Everything else is shown and not divided. */
import type { Figure } from '../knowledge/schema/figures.ts'
import { shareOf } from './arithmetic.ts'
import { inPeriods } from './asked-periods.ts'
import { cellsOf, countsOf } from './cells.ts'
import { inside } from './change.ts'
import { oneEach } from './compare.ts'
import { type FigureAnswer, MOST_CHOICES } from './figure-answer.ts'
import { latestFirst } from './order.ts'
import { pick } from './pick.ts'
import type { FigureQuery } from './query.ts'
import type { FigureTable } from './table.ts'

export function answerShare(query: FigureQuery, cells: readonly Figure[], table: FigureTable): FigureAnswer {
  const counts: FigureQuery = { ...query, operations: [], measures: countsOf(query) }
  // "Fraud cases of the people arrested": two units never divide.
  const unlike = counts.measures.length > 1 ? refused(counts, table) : undefined
  if (unlike) return unlike
  const computed = partOfWhole(counts, table)
  const published = publishedShares(query, table)
  const [first] = published
  // A published share names no unit; a question that does ("of the people arrested") may mean the other one.
  const isAnother =
    computed?.kind === 'share' && counts.measures.length > 0 && !isClose(computed.share.value, first?.value)
  if (first && !isAnother)
    return published.length === 1
      ? { kind: 'cell', figure: first }
      : { kind: 'clarify', missing: 'which', figures: published.slice(0, MOST_CHOICES) }
  return computed ?? refused(counts, table) ?? { kind: 'not-published', nearest: latestFirst(cells).slice(0, 3) }
}

const isClose = (one: number, other = Number.NaN): boolean => Math.abs(one - other) < 0.1

function partOfWhole(query: FigureQuery, table: FigureTable): FigureAnswer | undefined {
  const parts = inPeriods(cellsOf(query, table), query).filter((figure) => wholesAsked(figure, query, table).length > 0)
  const part = pick(parts, query)
  if (!part)
    return parts.length > 1
      ? {
          kind: 'clarify',
          missing: query.periods.length === 0 ? 'period' : 'which',
          figures: latestFirst(parts).slice(0, MOST_CHOICES),
        }
      : undefined
  const [whole] = wholesAsked(part, query, table)
  return whole && shareBetween(part, whole)
}

/** Wholes of a part; where the question names another offence as the whole, only those that count it. */
function wholesAsked(part: Figure, { offences, wholes }: FigureQuery, { knowledge }: FigureTable): Figure[] {
  const figures = (part.part_of ?? []).flatMap((id) => knowledge.figures.get(id) ?? [])
  const named = [...wholes, ...offences].filter((offence) => offence !== part.offence)
  return wholes.length === 0 && offences.length < 2 ? figures : figures.filter(({ offence }) => named.includes(offence))
}

/** Shares that sources print of just the parts that are asked for, and of the whole that is named. */
function publishedShares(query: FigureQuery, table: FigureTable): Figure[] {
  const { offences, wholes } = query
  const isOf = (one: string, other: string): boolean =>
    one === other || table.wholesOf(one).includes(other) || table.wholesOf(other).includes(one)
  const printed = [...offences, ...wholes].flatMap(table.ofOffence).filter(({ share }) => share !== undefined)
  const just = [...new Set(printed)].filter(({ share }) => {
    const parts = share?.parts ?? []
    // "What percent was online crime" does not ask for the shares within it.
    const asked = offences.filter((offence) => offence !== share?.whole)
    return (
      asked.length > 0 &&
      asked.every((offence) => parts.some((part) => isOf(part, offence))) &&
      parts.every((part) => asked.some((offence) => isOf(part, offence))) &&
      wholes.every((whole) => share?.whole !== undefined && isOf(share.whole, whole))
    )
  })
  const staged = just.filter(({ stage }) => query.stages.length === 0 || query.stages.includes(stage))
  return inPeriods(staged, query)
}

export function shareBetween(one: Figure, other: Figure): FigureAnswer {
  const [part, whole] = other.part_of?.includes(one.id) ? [other, one] : [one, other]
  return part.part_of?.includes(whole.id)
    ? { kind: 'share', part, whole, share: shareOf(part, whole) }
    : { kind: 'share-refused', figures: [one, other] }
}

/** Two counts that the question wants divided, though neither is declared a part of the other. */
function refused(query: FigureQuery, table: FigureTable): FigureAnswer | undefined {
  if (query.periods.length === 0) return undefined
  const [first, last = first] = query.periods
  const at = (offences: string[], period: typeof first): Figure[] => {
    const asked = { ...query, offences, periods: period ? [period] : [] }
    const cells = cellsOf(asked, table)
    return [pick(inPeriods(cells, asked), asked) ?? (period && inside(period.period, cells, asked))].filter(
      (one) => one !== undefined,
    )
  }
  const named = oneEach({ ...query, measures: query.stages.length > 1 ? [] : query.measures }, table)
  // "In the first half, of the whole year": the part with the first period, the whole with the last.
  const both = [
    ...new Set([...(named ?? at(query.offences, first)), ...query.wholes.flatMap((whole) => at([whole], last))]),
  ]
  return both.length > 1 ? { kind: 'share-refused', figures: both.slice(0, 2) } : undefined
}
