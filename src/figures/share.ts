/** A share: only of counts of which one is declared a part of the other. Everything else is shown and not divided. */
import type { Figure } from '../knowledge/schema/figures.ts'
import { shareOf } from './arithmetic.ts'
import { cellsOf, countsOf, inPeriods, latestFirst, pick } from './cells.ts'
import { oneEach } from './compare.ts'
import { type FigureAnswer, MOST_CHOICES } from './figure-answer.ts'
import type { FigureQuery } from './query.ts'
import type { FigureTable } from './table.ts'

export function answerShare(query: FigureQuery, cells: readonly Figure[], table: FigureTable): FigureAnswer {
  const counts: FigureQuery = { ...query, operations: [], measures: countsOf(query) }
  const computed = partOfWhole(counts, table)
  const published = inPeriods(cells, query).filter((figure) => figure.measure === 'share')
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
  const parts = inPeriods(cellsOf(query, table), query).filter(
    ({ part_of = [] }) => wholesAsked(part_of, query, table).length > 0,
  )
  const part = pick(parts, query)
  if (!part)
    return parts.length > 1
      ? {
          kind: 'clarify',
          missing: query.periods.length === 0 ? 'period' : 'which',
          figures: latestFirst(parts).slice(0, MOST_CHOICES),
        }
      : undefined
  const [whole] = wholesAsked(part.part_of ?? [], query, table)
  return whole && shareBetween(part, whole)
}

/** Wholes of a part; where the question names the whole, only those that count it. */
function wholesAsked(ids: readonly string[], { wholes }: FigureQuery, { knowledge }: FigureTable): Figure[] {
  const figures = ids.flatMap((id) => knowledge.figures.get(id) ?? [])
  return wholes.length === 0 ? figures : figures.filter(({ offence }) => wholes.includes(offence))
}

export function shareBetween(one: Figure, other: Figure): FigureAnswer {
  const [part, whole] = other.part_of?.includes(one.id) ? [other, one] : [one, other]
  return part.part_of?.includes(whole.id)
    ? { kind: 'share', part, whole, share: shareOf(part, whole) }
    : { kind: 'share-refused', figures: [one, other] }
}

/** Two counts that the question wants divided, though neither is declared a part of the other. */
function refused(query: FigureQuery, table: FigureTable): FigureAnswer | undefined {
  const named = oneEach(query, table) ?? []
  const part =
    named.length > 0 ? named : [pick(inPeriods(cellsOf(query, table), query), query)].filter((one) => one !== undefined)
  const wholes = query.wholes.flatMap((whole) => {
    const figure = pick(inPeriods(cellsOf({ ...query, offences: [whole] }, table), query), query)
    return figure ? [figure] : []
  })
  const both = [...new Set([...part, ...wholes])]
  return both.length > 1 ? { kind: 'share-refused', figures: both.slice(0, 2) } : undefined
}
