/** Answers a figure query over the table: by the values it names, else by its cells. */

import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { Figure } from '../knowledge/schema/figures.ts'
import { answerByCells } from './by-cells.ts'
import { answerByNumbers } from './by-numbers.ts'
import { mentions, periodOf } from './cells.ts'
import { type FigureAnswer, type RankedAnswer, SURENESS, UNREAD_FACTOR } from './figure-answer.ts'
import type { FigureQuery } from './query.ts'

export function answerFigures(query: FigureQuery, knowledge: KnowledgeBase): RankedAnswer | undefined {
  const named = answerByNumbers(query, knowledge)
  const answer = named ?? answerByCells(query, knowledge)
  if (!answer) return undefined
  // A value in the question may be the subject ("what is 282,000?") or its occasion ("why is 719,000 less than …").
  if (named?.kind === 'cell' || named?.kind === 'share-refused') return { answer, probability: SURENESS.number }
  if (named?.kind === 'clarify')
    return { answer, probability: query.unread.length === 0 ? SURENESS.cell : SURENESS.clarify }
  const unread =
    UNREAD_FACTOR ** query.unread.filter((word) => !figuresOf(answer).some((figure) => mentions(figure, word))).length
  return {
    answer,
    probability: SURENESS[answer.kind] * (answer.kind === 'not-published' ? Math.max(unread, 0.5) : unread),
  }
}

const figuresOf = (answer: FigureAnswer): Figure[] => {
  switch (answer.kind) {
    case 'cell':
      return [answer.figure]
    case 'compare':
      return [answer.before, answer.after]
    case 'share':
      return [answer.part, answer.whole]
    case 'not-published':
      return answer.nearest
    default:
      return [...answer.figures]
  }
}

/** The query that names exactly what an answer stated: what a follow-up ("and in 2021?") changes one part of. */
export function queryOf(answer: FigureAnswer, asked: FigureQuery): FigureQuery {
  const figure =
    answer.kind === 'cell'
      ? answer.figure
      : answer.kind === 'compare'
        ? answer.after
        : answer.kind === 'nearest'
          ? answer.figures[0]
          : undefined
  if (!figure) return asked
  const period = periodOf(figure)
  return {
    ...asked,
    offences: [figure.offence],
    stages: [figure.stage],
    measures: [figure.measure],
    places: figure.place === 'china' ? [] : [figure.place],
    periods: [{ period, kind: period.from === null ? 'as-of' : 'span', text: '', start: 0, end: 0 }],
  }
}
