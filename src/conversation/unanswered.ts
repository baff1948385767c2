/** Questions that found no answer, for those who write answers: kept only where an operator wants it, without anything personal. */
import { cut } from '../bounds/cut.ts'
import { redact } from '../language/redact.ts'
import { segment } from '../language/segment.ts'
import { isStopWord } from '../language/stop-words.ts'
import type { Language } from '../message.ts'
import type { AbstainReason, Reply } from '../reply.ts'

export type Unanswered = {
  note(question: UnansweredQuestion): Promise<void>
}

export type UnansweredQuestion = {
  /** The same for questions in the same words, in any order. */
  group: string
  /** Redacted. */
  text: string
  language: Language
  reason: AbstainReason
}

/** Nobody wants to know. */
export const NO_NOTES: Unanswered = { note: async () => {} }

/** What better knowledge could have answered; of everything else the knowledge says what it has to say. */
const GAPS: ReadonlySet<AbstainReason | null> = new Set(['not-known', 'not-published', 'not-understood'])
/** `/ask` and the like, behind which the question stands. */
const COMMAND = /^\s*\/\w+\s*/
const LONGEST = 200
const MOST_WORDS = 12

/** Undefined: it was answered, or nothing is missing. */
export function unansweredBy({ reason, language }: Reply, text: string): UnansweredQuestion | undefined {
  if (reason === null || !GAPS.has(reason)) return undefined
  const redacted = redact(text.replace(COMMAND, ''))
  const words = segment(redacted)
    .map(({ key }) => key)
    .filter((key) => !isStopWord(key))
  if (words.length === 0) return undefined
  const group = [...new Set(words)].sort().slice(0, MOST_WORDS).join(' ')
  return { group: `${language} ${group}`, text: cut(redacted, LONGEST), language, reason }
}
