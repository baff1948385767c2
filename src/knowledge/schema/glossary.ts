/** `glossary.yaml`: the terms of the field. */
import { z } from 'zod'
import { bilingual, bilingualList, day, id, lawArticle, numbers } from './common.ts'

export const term = z.strictObject({
  id,
  term: bilingual,
  /** Other names people use for it. */
  words: bilingualList,
  definition: bilingual,
  law: z.array(lawArticle).optional(),
  numbers: numbers.optional(),
  sources: z.array(id).min(1, 'names no source'),
  related: z.array(id).optional(),
  reviewed: day,
})
export type Term = z.infer<typeof term>
export const glossaryFile = z.array(term)
