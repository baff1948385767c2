/** What an answer from the table of figures can be, and how sure each way to it is. */
import type { ComputedFigure } from '../knowledge/knowledge-base.ts'
import type { Figure } from '../knowledge/schema/figures.ts'
import type { Period } from '../language/period.ts'
import type { Amount } from './arithmetic.ts'
import type { Direction } from './query.ts'
import type { Run } from './table.ts'

/** What a question took for granted and the table contradicts. */
export type FalsePremise = 'not-risen' | 'not-fallen' | 'other-number' | 'other-change'

export type FigureAnswer =
  /** `owner`: the figure that a wrongly claimed number is. */
  | { kind: 'cell'; figure: Figure; focus?: 'change' | 'reports'; premise?: FalsePremise; owner?: Figure }
  /** Nobody published the cell, but a declared formula gives it. */
  | { kind: 'computed'; computed: ComputedFigure }
  /** Several cells that the question names one by one. */
  | { kind: 'list'; figures: Figure[] }
  /** Of several parts that the question names one by one, those that are held. */
  | { kind: 'some'; figures: Figure[]; missing: Part[] }
  /** No cell fits exactly; these overlap the period asked for. */
  | { kind: 'nearest'; figures: Figure[] }
  | { kind: 'clarify'; missing: 'period' | 'stage' | 'which'; figures: Figure[] }
  | { kind: 'change'; before: Figure; after: Figure; change: Change; premise?: FalsePremise }
  /** Figures that may stand side by side and not be set against each other. */
  | { kind: 'beside'; figures: Figure[]; differ: Difference }
  | { kind: 'share'; part: Figure; whole: Figure; share: Amount }
  /** Two counts that may not be divided. */
  | { kind: 'share-refused'; figures: Figure[] }
  | { kind: 'total'; figures: Figure[]; total: Amount }
  | { kind: 'total-refused'; figures: Figure[]; because: 'overlap' | 'different' | 'gap' }
  /** Best first; `apart`: counted otherwise, so without a place in the order. */
  | { kind: 'rank'; figures: Figure[]; apart: Figure[]; extreme: 'highest' | 'lowest'; over: 'years' | 'offences' }
  | { kind: 'series'; runs: Run[] }
  | { kind: 'not-published'; nearest: Figure[] }

/** What tells one part of a question from the others: an offence, a stage, a place by its id, or a period. */
export type Part = { concepts: string[]; period: Period | undefined }

/** What keeps figures from being compared: their rule of counting, or an axis. */
export type Difference = 'rule' | 'stage' | 'measure' | 'offence' | 'place' | 'length'

export type Change = {
  /** `close`: the difference is smaller than the rounding of the two numbers. */
  direction: Direction | 'same' | 'close'
  /** After less before. */
  difference: Amount
  percent: Amount
  /** Whether the source itself states the percentage. */
  published: boolean
  /** After as a multiple of before, where that was asked for. */
  times?: Amount
}

export type RankedAnswer = {
  answer: FigureAnswer
  probability: number
  /** Words of the question that neither the vocabulary nor the figures' own texts account for: the answer leaves them out. */
  unread: readonly string[]
}

/** How sure an answer from the table can be, by how it was reached. */
export const SURENESS: Record<FigureAnswer['kind'], number> = {
  cell: 0.96,
  computed: 0.85,
  list: 0.9,
  some: 0.85,
  change: 0.93,
  beside: 0.9,
  share: 0.93,
  'share-refused': 0.85,
  total: 0.9,
  'total-refused': 0.85,
  rank: 0.88,
  series: 0.85,
  clarify: 0.6,
  nearest: 0.7,
  'not-published': 0.6,
}

/** A value in the question may be its subject ("what is 282,000?") or its occasion ("why is 719,000 less than …"). */
export const SURENESS_OF_NUMBER = 0.6

/** From here on a figure that was read word for word wins over any wording. */
const DECISIVE_FROM = 0.8

/** Whether an answer says something; the others ask back, offer the nearest, or say that nothing was published. */
export const states = (answer: FigureAnswer): boolean =>
  !['some', 'clarify', 'nearest', 'not-published', 'computed'].includes(answer.kind) ||
  (answer.kind === 'clarify' && answer.missing === 'which')

/** A cell whose every part was named is what was asked for, however well some wording fits. */
export const isDecisive = ({ answer, probability, unread }: RankedAnswer): boolean =>
  states(answer) && unread.length === 0 && probability >= DECISIVE_FROM && answer.kind !== 'share-refused'

/** Each word that was not understood takes this factor off. */
export const UNREAD_FACTOR = 0.55

export const MOST_CHOICES = 6

/** Every figure that an answer states or offers. */
export function figuresOf(answer: FigureAnswer): Figure[] {
  switch (answer.kind) {
    case 'cell':
      return answer.owner ? [answer.figure, answer.owner] : [answer.figure]
    case 'computed':
      return []
    case 'change':
      return [answer.before, answer.after]
    case 'share':
      return [answer.part, answer.whole]
    case 'not-published':
      return answer.nearest
    case 'rank':
      return [...answer.figures, ...answer.apart]
    case 'series':
      return answer.runs.flatMap((run) => [...run.figures])
    default:
      return answer.figures
  }
}
