/** What an answer from the table of figures can be, and how sure each way to it is. */
import type { Figure, Series } from '../knowledge/schema/figures.ts'

export type FigureAnswer =
  | { kind: 'cell'; figure: Figure }
  /** No cell fits exactly; this one overlaps the period asked for. */
  | { kind: 'nearest'; figures: Figure[] }
  | { kind: 'clarify'; missing: 'period' | 'stage' | 'which'; figures: Figure[] }
  | { kind: 'compare'; before: Figure; after: Figure; change: Change | null }
  | { kind: 'share'; part: Figure; whole: Figure; share: number }
  /** Two counts that may not be divided. */
  | { kind: 'share-refused'; figures: [Figure, Figure] }
  | { kind: 'series'; series: Series; figures: Figure[] }
  | { kind: 'not-published'; nearest: Figure[] }

/** In percent of `before`; only between figures of one run. */
export type Change = { percent: number; direction: 'rose' | 'fell' | 'same' }

export type RankedAnswer = { answer: FigureAnswer; probability: number }

/** How sure an answer from the table can be, by how it was reached. */
export const SURENESS = {
  number: 0.6,
  cell: 0.96,
  compare: 0.93,
  share: 0.93,
  series: 0.8,
  clarify: 0.6,
  nearest: 0.7,
  'share-refused': 0.85,
  'not-published': 0.6,
}

/** Each word that was not understood takes this factor off. */
export const UNREAD_FACTOR = 0.55

export const MOST_CHOICES = 6
