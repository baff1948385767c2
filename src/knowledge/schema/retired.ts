/** `retired.yaml`: ids that are no more, and what took their place: old buttons and links lead there. */
import { z } from 'zod'
import { day, id } from './common.ts'

export const retired = z.strictObject({
  /** Of a guidance entry, a term or a figure; never used again. */
  id,
  /** What answers in its place; may have been retired itself since. */
  successor: id,
  retired: day,
})
export type Retired = z.infer<typeof retired>
export const retiredFile = z.array(retired)
