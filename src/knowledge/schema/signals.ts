/** `signals.yaml`: what a message is doing (asking for rescue, for a crime, for a lawyer; only greeting), told by the words that occur in it. */
import { z } from 'zod'
import { bilingualList, id } from './common.ts'
import type { VoiceKey } from './voice.ts'

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

const COURTESIES = [
  'help',
  'who-i-am',
  'not-helped',
  'good-bye',
  'thanks',
  'no-harm',
  'greeting',
  'all-right',
] as const satisfies VoiceKey[]
/** What of voice.yaml answers a message that asks nothing about the subject. */
export type CourtesyKey = (typeof COURTESIES)[number]

const courtesy = z.strictObject({
  id,
  /** Absent: words that may stand beside those of other courtesies. */
  says: z.enum(COURTESIES).optional(),
  /** The words ask something themselves, so a question mark may follow. */
  asks: z.boolean().optional(),
  words: bilingualList,
})
export type CourtesyWords = z.infer<typeof courtesy>

/** Signals and courtesies are tried in the order of the file; the first that fits decides. */
export const signalsFile = z.strictObject({
  groups: z.array(group),
  signals: z.array(signal),
  courtesies: z.array(courtesy),
})
export type SignalsFile = z.infer<typeof signalsFile>
