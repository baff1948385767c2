/** `signals.yaml`: what a message is doing (asking for rescue, for a crime, for a lawyer), told by the words that occur in it. */
import { z } from 'zod'
import { bilingualList, id } from './common.ts'

const group = z.strictObject({ id, words: bilingualList })

const signal = z.strictObject({
  id,
  outcome: z.enum(['urgent', 'abstain', 'help']),
  /** With `abstain`. */
  reason: z.enum(['harmful', 'personal-case', 'legal-advice', 'off-topic']).optional(),
  /** The guidance shown (urgent) or offered beside the refusal (abstain). */
  entry: id.optional(),
  /** Every one of these groups must occur … */
  all: z.array(id).min(1),
  /** … and none of these may. */
  none: z.array(id).optional(),
})
export type Signal = z.infer<typeof signal>

/** Signals are tried in the order of the file; the first that fits decides. */
export const signalsFile = z.strictObject({ groups: z.array(group), signals: z.array(signal) })
export type SignalsFile = z.infer<typeof signalsFile>
