/** `translations.yaml`: which English and Chinese texts were last seen to say the same. Written by `npm run edited`, not by hand. */
import { z } from 'zod'
import { day, id } from './common.ts'

const hash = z.string().regex(/^[0-9a-f]{8}$/, 'is written by npm run edited, not by hand')

export const translation = z.strictObject({
  /** Of a guidance entry, a term or a figure. */
  id,
  /** Of its texts in this language, as they were then. */
  en: hash,
  zh: hash,
  /** The language whose text does not follow the other one yet. */
  behind: z
    .strictObject({
      language: z.enum(['en', 'zh']),
      /** `content`: it says less. `meaning`: it says something that does not hold any more, and readers are told. */
      as: z.enum(['content', 'meaning']),
      since: day,
    })
    .optional(),
})
export type Translation = z.infer<typeof translation>
export const translationsFile = z.array(translation)
