/** A query that names figures by their values. */

import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import { overlaps } from '../language/period.ts'
import { fits, periodOf } from './cells.ts'
import { shareOf } from './compare.ts'
import { type FigureAnswer, MOST_CHOICES } from './figure-answer.ts'
import type { FigureQuery } from './query.ts'

/** "What is 282,000?" · "so 2,281 of 3,275 went to court?": the question names figures by their values. */
export function answerByNumbers(query: FigureQuery, knowledge: KnowledgeBase): FigureAnswer | undefined {
  const values = query.numbers
    .filter((number) => number.unit === null && number.value >= 100)
    .map((number) => number.value)
  if (values.length === 0) return undefined
  const matches = values.map((value) =>
    [...knowledge.figures.values()].filter(
      (figure) => figure.value === value && fits(figure, { ...query, periods: [] }, knowledge),
    ),
  )
  const [first = [], second = []] = matches
  if (first.length === 1 && second.length === 1 && first[0] && second[0] && first[0] !== second[0])
    return shareOf(first[0], second[0])
  if (matches.length !== 1 || first.length === 0) return undefined
  const inPeriod = first.filter(
    (figure) => query.periods.length === 0 || query.periods.some(({ period }) => overlaps(period, periodOf(figure))),
  )
  const fitting = inPeriod.length > 0 ? inPeriod : first
  // "Of the 3,275 arrested how many were prosecuted" asks for another stage than the value's own.
  if (fitting.some((figure) => query.stages.some((stage) => stage !== figure.stage))) return undefined
  return fitting.length === 1 && fitting[0]
    ? { kind: 'cell', figure: fitting[0] }
    : { kind: 'clarify', missing: 'which', figures: fitting.slice(0, MOST_CHOICES) }
}
