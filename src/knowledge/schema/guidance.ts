/** `guidance/*.yaml`: what the bot explains in words. */
import { z } from 'zod'
import { bilingual, bilingualList, confidence, day, id, lawArticle, numbers } from './common.ts'

export const guidance = z.strictObject({
  id,
  title: bilingual,
  /** How people ask for it; matched against their words. */
  questions: bilingualList,
  /** One sentence that answers by itself. */
  short: bilingual,
  more: bilingual.optional(),
  steps: bilingualList.optional(),
  caution: bilingual.optional(),
  law: z.array(lawArticle).optional(),
  numbers: numbers.optional(),
  sources: z.array(id).min(1, 'names no source'),
  in_force: z.strictObject({ from: day.optional(), to: day.optional() }).optional(),
  confidence,
  /** True where the entry explains that something was never published: such a reply is an abstention, with its explanation. */
  absent: z.boolean().optional(),
  urgency: z.enum(['normal', 'emergency']).default('normal'),
  related: z.array(id).optional(),
  reviewed: day,
  /** True while the entry waits to be written. */
  stub: z.literal(false).optional(),
})
export type Guidance = z.infer<typeof guidance>

/** A gap that somebody is to fill: anything else may be missing yet, and nobody is answered with it. */
export const stub = z.looseObject({ id, stub: z.literal(true) })
export type Stub = z.infer<typeof stub>
export const isStub = (record: object): record is Stub => 'stub' in record && record.stub === true

export const guidanceFile = z.array(z.discriminatedUnion('stub', [guidance, stub]))
