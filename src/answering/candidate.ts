/** A possible answer, before anything is decided. */
import type { RankedAnswer } from '../figures/figure-answer.ts'
import type { Explanation } from '../matching/index.ts'

export type Candidate =
  | { kind: 'entry'; id: string; probability: number; why: Explanation | undefined }
  | ({ kind: 'figures' } & RankedAnswer)
