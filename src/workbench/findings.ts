/** What a check has found. */
import type { Problem } from '../knowledge/problem.ts'

/** A problem with all that a person needs to mend it. */
export type Finding = Problem & {
  level: 'problem' | 'remark'
  mend: string
  /** `check --fix` puts it right, unless it would have to guess. */
  fixable: boolean
  /** The line with a pointer under the place; null where there is none to show. */
  frame: string | null
}

export type Checked = {
  problems: Finding[]
  remarks: Finding[]
  /** What there is, for the last line. */
  counts: { figures: number; guidance: number; terms: number; sources: number }
}
