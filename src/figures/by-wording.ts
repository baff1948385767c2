/** A query that the vocabulary does not lead to a cell: the figure whose own words read most like the question. */

import type { Figure } from '../knowledge/schema/figures.ts'
import { isAsked } from './asked-periods.ts'
import { type RankedAnswer, SURENESS, UNREAD_FACTOR } from './figure-answer.ts'
import { mentions } from './mentions.ts'
import { type FigureQuery, RATES } from './query.ts'
import { type FigureTable, periodOf } from './table.ts'

/** Whether a question may be about a number at all. A year alone reads like every figure of that year. */
export const asksForFigures = (query: FigureQuery): boolean =>
  (query.periods.length > 0 ||
    query.operations.includes('value') ||
    (query.measures.length > 0 && query.stages.length > 0)) &&
  (query.offences.length > 0 || query.places.length > 0 || query.unread.length > 0)

/**
 * An answer from the figure whose own label and sentence read most like the question, where the vocabulary alone did not lead to a cell.
 * @param ranked figures by wording, best first, with the share of the question's words that each explains
 */
export function answerByWording(
  query: FigureQuery,
  ranked: readonly { id: string; explained: number; similarity: number }[],
  table: FigureTable,
): RankedAnswer | undefined {
  if (!asksForFigures(query)) return undefined
  const computed = computedByWording(query, ranked, table)
  if (computed) return computed
  const fitting = ranked.flatMap(({ id, explained, similarity }) => {
    const figure = table.knowledge.figures.get(id)
    return figure && agrees(figure, query) && table.offenceFits(figure, query.offences)
      ? [{ figure, explained, similarity }]
      : []
  })
  const [best, second] = fitting
  if (!best || best.explained < LEAST_EXPLAINED) return undefined
  // Without a period the figures of all years read alike, and which one is meant is to be asked.
  const isSibling = ({ figure }: { figure: Figure }): boolean =>
    figure !== best.figure &&
    (['offence', 'stage', 'measure', 'place'] as const).every((axis) => figure[axis] === best.figure[axis])
  if (query.periods.length === 0 && fitting.some(isSibling)) return undefined
  const alone = !second || second.similarity < best.similarity * 0.93
  const unread = query.unread.filter((word) => !mentions(best.figure, word))
  const probability = (alone ? 0.9 : 0.7) * best.explained * UNREAD_FACTOR ** Math.max(0, unread.length - 1)
  return { answer: { kind: 'cell', figure: best.figure }, probability, unread }
}

/** Most computed figures have no axes: only a question that their words explain nearly whole, with nothing left unread, asks for one. */
function computedByWording(
  query: FigureQuery,
  ranked: readonly { id: string; explained: number }[],
  { knowledge }: FigureTable,
): RankedAnswer | undefined {
  const [best] = ranked
  const computed = best && knowledge.computed.get(best.id)
  // One that stands in for a cell is found by its cell.
  if (!computed || computed.cell || best.explained < NEARLY_WHOLE) return undefined
  const text = `${computed.label.en} ${computed.says.en} ${computed.label.zh} ${computed.says.zh}`.toLowerCase()
  const years = query.periods.flatMap(({ period }) =>
    [period.from ?? period.to, period.to].map((day) => day.slice(0, 4)),
  )
  if ([...query.unread, ...years].some((word) => !text.includes(word))) return undefined
  return { answer: { kind: 'computed', computed }, probability: SURENESS.computed * best.explained, unread: [] }
}

const NEARLY_WHOLE = 0.85
const LEAST_EXPLAINED = 0.6

/** No axis that the question names contradicts the figure; a period that it names is the figure's own. */
function agrees(figure: Figure, query: FigureQuery): boolean {
  const { stages, measures, places, periods } = query
  const counts = measures.filter((measure) => measure !== 'people' || !RATES.includes(figure.measure))
  return (
    (stages.length === 0 || stages.includes(figure.stage)) &&
    (counts.length === 0 || counts.includes(figure.measure)) &&
    (places.length === 0 || places.includes(figure.place)) &&
    (periods.length === 0 || periods.some((period) => isAsked(periodOf(figure), period)))
  )
}
