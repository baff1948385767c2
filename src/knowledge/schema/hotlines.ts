/** `hotlines.yaml`: numbers to call. */
import { z } from 'zod'
import { bilingual, day, id } from './common.ts'

export const hotline = z.strictObject({
  id,
  /** Quoted, since YAML drops leading zeros. */
  number: z.string().regex(/^\d{3,}$/, 'is a number in quotes: "110"'),
  name: bilingual,
  use: bilingual,
  sources: z.array(id).min(1, 'names no source'),
  reviewed: day,
})
export type Hotline = z.infer<typeof hotline>
export const hotlinesFile = z.array(hotline)
