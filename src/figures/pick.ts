/** Which of several cells a person means who did not say it all. */
import type { Figure } from '../knowledge/schema/figures.ts'
import { MOST_CHOICES } from './figure-answer.ts'
import { latestFirst } from './order.ts'
import type { FigureQuery } from './query.ts'

/** Of several cells the one a person means who names neither stage nor unit: people prosecuted. */
export function pick(cells: readonly Figure[], query: FigureQuery): Figure | undefined {
  if (cells.length <= 1) return cells[0]
  if (query.stages.length === 0) {
    const prosecuted = cells.filter((figure) => figure.stage === 'prosecuted')
    if (prosecuted.length > 0 && (query.measures.includes('people') || prosecuted.length === cells.length))
      return pick(prosecuted, { ...query, stages: ['prosecuted'] })
    return undefined
  }
  const whole = cells.find((figure) => cells.every((other) => other === figure || other.part_of?.includes(figure.id)))
  if (whole) return whole
  const people = query.measures.length === 0 ? cells.filter((figure) => figure.measure === 'people') : cells
  if (people.length === 1) return people[0]
  const own = people.filter((figure) => query.offences.includes(figure.offence))
  if (own.length === 1) return own[0]
  const left = own.length > 0 ? own : people
  // Which offence or place is meant is never told by which figure matters more.
  if (left.some(({ offence, place }) => offence !== left[0]?.offence || place !== left[0]?.place)) return undefined
  const core = left.filter((figure) => figure.tier === 'core')
  return core.length === 1 ? core[0] : undefined
}

export function sameKind(cells: readonly Figure[], query: FigureQuery): Figure[] {
  const prosecuted = query.stages.length > 0 ? [] : cells.filter((figure) => figure.stage === 'prosecuted')
  return prosecuted.length > 0 ? prosecuted : [...cells]
}

export const onePerStage = (cells: readonly Figure[]): Figure[] =>
  [
    ...new Map(
      latestFirst(cells)
        .reverse()
        .map((figure) => [figure.stage, figure]),
    ).values(),
  ].slice(0, MOST_CHOICES)
