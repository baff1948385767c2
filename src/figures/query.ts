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
  | 'list'
  | 'latest'
  | 'source'
  | 'definition'
  | 'how-to'
  | 'why'

export type Direction = 'rose' | 'fell'

/** `above`: more than, at least; `below`: fewer than, not even. */
export type ClaimedNumber = NumberMention & { bound?: 'above' | 'below' | undefined }

export type FigureQuery = {
  /** Ids of concepts; several where the question names several or one of its words is ambiguous. */
  offences: string[]
  /** Offences that the question names beside one of their parts. */
  wholes: string[]
  stages: string[]
  /** Whether one word of the question means several stages ("detained"), so that only one of `stages` is asked for. */
  ambiguous: boolean
  measures: string[]
  places: string[]
  periods: PeriodMention[]
  /** Months without a year ("the first half?"): those of the year that was spoken of before. */
  months: PeriodMention | undefined
  operations: Operation[]
  /** Which way the question says or supposes that a number went. */
  direction: Direction | undefined
  /** How many times the number before the question says or supposes it to be. */
  factor: number | undefined
  /** Which end of a ranking is asked for, and what is ranked where the question says so. */
  extreme: 'highest' | 'lowest'
  ranked: 'years' | 'offences' | undefined
  /** Ids that each word of the question names: one of them is meant, and an answer must speak of it. */
  groups: string[][]
  /** Numbers that are neither years nor dates: a value somebody has read and asks about. */
  numbers: ClaimedNumber[]
  /** Words as written that none of the above accounts for, and kinds of offences that are not counted by themselves. */
  unread: string[]
}

/** Measures that are not counts. */
export const RATES = ['share', 'growth', 'multiple', 'rate']

/** Whether ids come from several words of the question; those of one word ("minors") are alternatives. */
export const namesSeveral = ({ groups }: FigureQuery, ids: readonly string[]): boolean =>
  ids.length > 1 && groups.filter((group) => group.some((id) => ids.includes(id))).length !== 1
