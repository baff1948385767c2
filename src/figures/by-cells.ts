/** A query whose words name cells of the table: the exact one, the nearest, or one question back. */

import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { Figure } from '../knowledge/schema/figures.ts'
import { overlaps, samePeriod } from '../language/period.ts'
import {
  fits,
  inPeriods,
  latestFirst,
  nearestCells,
  onePerStage,
  periodOf,
  pick,
  sameKind,
  shortestFirst,
} from './cells.ts'
import { compare, comparedPeriods, compareOffences, refusedShare, seriesAnswer } from './compare.ts'
import { type FigureAnswer, MOST_CHOICES } from './figure-answer.ts'
import type { FigureQuery } from './query.ts'

export function answerByCells(query: FigureQuery, knowledge: KnowledgeBase): FigureAnswer | undefined {
  const { operations } = query
  const hasFigures = query.places.some((place) =>
    [...knowledge.figures.values()].some((figure) => figure.place === place),
  )
  if (query.offences.length === 0 && !hasFigures) return anyOffence(query, knowledge)
  // Ranking needs a table of like figures, which a question of this kind does not name.
  if (operations.includes('rank')) return undefined
  const asks = query.operations.some((operation) => !['definition', 'how-to', 'source'].includes(operation))
  if (!asks && query.periods.length === 0 && !(query.stages.length > 0 && query.measures.length > 0)) return undefined
  const cells = [...knowledge.figures.values()].filter((figure) => fits(figure, query, knowledge))
  if (query.operations.includes('share')) {
    const shares = inPeriods(cells, query).filter((figure) => figure.measure === 'share')
    if (shares[0] && shares.length === 1) return { kind: 'cell', figure: shares[0] }
    const refused = refusedShare(query, knowledge)
    return refused ?? { kind: 'not-published', nearest: latestFirst(cells).slice(0, 3) }
  }
  // Something is compared with something that the question does not name.
  if (operations.includes('compare') && query.offences.length + query.periods.length < 2) return undefined
  if (operations.includes('compare') && query.offences.length > 1) return compareOffences(query, knowledge)
  // "How much money makes it a crime" asks for a threshold, which is guidance, not for a sum of the table.
  if (
    query.measures.join() === 'yuan' &&
    query.periods.length === 0 &&
    (cells.length === 0 || query.stages.length === 0)
  )
    return undefined
  if (cells.length === 0) return asks ? { kind: 'not-published', nearest: nearestCells(query, knowledge) } : undefined
  return answerCells(cells, query, knowledge)
}

function answerCells(cells: Figure[], query: FigureQuery, knowledge: KnowledgeBase): FigureAnswer | undefined {
  const twoYears = comparedPeriods(query)
  if (twoYears) {
    const [before, after] = twoYears.map((period) =>
      pick(
        cells.filter((figure) => samePeriod(periodOf(figure), period)),
        query,
      ),
    )
    if (before && after) return compare(before, after, knowledge)
  }
  if (
    query.operations.includes('trend') ||
    (query.operations.includes('change') && query.periods.length === 0) ||
    query.periods.some(({ kind }) => kind === 'since')
  ) {
    const whole = seriesAnswer(cells, query, knowledge)
    if (whole) return whole
  }
  if (query.periods.length === 0) {
    if (cells.length === 1 && cells[0]) return { kind: 'cell', figure: cells[0] }
    const stages = new Set(cells.map((figure) => figure.stage))
    if (stages.size > 1 && query.stages.length === 0) {
      const best = pick(cells, query)
      if (!best) return { kind: 'clarify', missing: 'stage', figures: onePerStage(cells) }
    }
    return { kind: 'clarify', missing: 'period', figures: latestFirst(sameKind(cells, query)).slice(0, MOST_CHOICES) }
  }
  const exact = inPeriods(cells, query)
  if (exact.length === 1 && exact[0]) return { kind: 'cell', figure: exact[0] }
  if (exact.length > 1) {
    const best = pick(exact, query)
    return best
      ? { kind: 'cell', figure: best }
      : {
          kind: 'clarify',
          missing: new Set(exact.map((figure) => figure.stage)).size > 1 ? 'stage' : 'which',
          figures: exact.slice(0, MOST_CHOICES),
        }
  }
  const near = shortestFirst(
    cells.filter((figure) => query.periods.some(({ period }) => overlaps(period, periodOf(figure)))),
  )
  if (near.length > 0) return { kind: 'nearest', figures: near.slice(0, 3) }
  return { kind: 'not-published', nearest: latestFirst(cells).slice(0, 3) }
}

/** "How many were prosecuted in 2021" names no offence: to be asked back, unless a single count fits. */
function anyOffence(query: FigureQuery, knowledge: KnowledgeBase): FigureAnswer | undefined {
  if (
    !query.operations.includes('value') ||
    query.stages.length === 0 ||
    query.periods.length === 0 ||
    query.unread.length > 0
  )
    return undefined
  const cells = inPeriods(
    [...knowledge.figures.values()].filter((figure) => fits(figure, query, knowledge)),
    query,
  )
  if (cells.length === 1 && cells[0]) return { kind: 'cell', figure: cells[0] }
  return cells.length > 0
    ? { kind: 'clarify', missing: 'which', figures: latestFirst(cells).slice(0, MOST_CHOICES) }
    : undefined
}
