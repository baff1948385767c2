/** Answers a figure query over the table: by the values it names, else by its cells. */

import type { Figure } from '../knowledge/schema/figures.ts'
import type { PeriodMention } from '../language/dates.ts'
import { answerByCells } from './by-cells.ts'
import { answerByNumbers } from './by-numbers.ts'
import {
  type FigureAnswer,
  figuresOf,
  type RankedAnswer,
  SURENESS,
  SURENESS_OF_NUMBER,
  UNREAD_FACTOR,
} from './figure-answer.ts'
import { mentions } from './mentions.ts'
import type { FigureQuery } from './query.ts'
import { type FigureTable, periodOf } from './table.ts'

export function answerFigures(query: FigureQuery, table: FigureTable): RankedAnswer | undefined {
  const named = answerByNumbers(query, table)
  const answer = named ?? answerByCells(query, table)
  if (!answer) return undefined
  if (named?.kind === 'clarify')
    return { answer, probability: query.unread.length === 0 ? SURENESS.cell : SURENESS.clarify, unread: [] }
  const stated = figuresOf(answer)
  const unread = query.unread.filter((word) => !stated.some((figure) => mentions(figure, word)))
  if (named) return { answer, probability: SURENESS_OF_NUMBER, unread }
  const factor = UNREAD_FACTOR ** unread.length
  return {
    answer,
    probability: SURENESS[answer.kind] * (answer.kind === 'not-published' ? Math.max(factor, 0.5) : factor),
    unread,
  }
}

/** The query that names exactly what an answer stated: what a follow-up ("and in 2021?") changes one part of. */
export function queryOf(answer: FigureAnswer, asked: FigureQuery): FigureQuery {
  const figure = answer.kind === 'change' ? answer.after : figuresOf(answer)[0]
  if (!figure || !['cell', 'change', 'nearest'].includes(answer.kind)) return asked
  const mention = (one: Figure): PeriodMention => {
    const period = periodOf(one)
    return { period, kind: period.from === null ? 'as-of' : 'span', text: '', start: 0, end: 0 }
  }
  return {
    ...asked,
    offences: [figure.offence],
    stages: [figure.stage],
    measures: [figure.measure],
    places: figure.place === 'china' ? [] : [figure.place],
    groups: [[figure.offence], [figure.stage]],
    // What was asked for stays asked, though only something near it was held.
    periods:
      answer.kind === 'nearest'
        ? asked.periods
        : answer.kind === 'change'
          ? [mention(answer.before), mention(answer.after)]
          : [mention(figure)],
  }
}
