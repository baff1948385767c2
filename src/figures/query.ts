/** What a question about numbers asks for: the cell of the table, in the order of the axes, and what is to be done with it. */

import type { PeriodMention } from '../language/dates.ts'
import type { NumberMention } from '../language/numerals.ts'

export type Operation =
  | 'value'
  | 'change'
  | 'compare'
  | 'trend'
  | 'share'
  | 'total'
  | 'rank'
  | 'source'
  | 'definition'
  | 'how-to'

export type FigureQuery = {
  /** Ids of concepts; several where the question names several or one of its words is ambiguous. */
  offences: string[]
  stages: string[]
  measures: string[]
  places: string[]
  periods: PeriodMention[]
  operations: Operation[]
  /** Numbers that are neither years nor dates: a value somebody has read and asks about. */
  numbers: NumberMention[]
  /** Content words that none of the above accounts for. Each one makes an answer from the table less likely to be right. */
  unread: string[]
}
