/** A possible answer, before anything is decided. */
import type { RankedAnswer } from '../figures/figure-answer.ts'
import type { Explanation } from '../matching/index.ts'

export type EntryCandidate = { kind: 'entry'; id: string; probability: number; why: Explanation | undefined }

export type Candidate = EntryCandidate | ({ kind: 'figures' } & RankedAnswer)

/** Whether the question is the name of an entry as it stands, as a picked choice is. */
export const isAskedByName = ([first, ...others]: readonly Candidate[]): boolean =>
  first?.kind === 'entry' && first.why === undefined && others.length === 0
