/** Shapes that several knowledge files share. */
import { z } from 'zod'
import { isDay, parsePeriod } from '../../language/period.ts'

export const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is lower-case letters, digits and single hyphens')

const sentence = z.string().trim().min(1, 'is empty')

/** The same text in both languages. Traditional Chinese is made from the simplified text. */
export const bilingual = z.strictObject({ en: sentence, zh: sentence })
export type Bilingual = z.infer<typeof bilingual>

export const bilingualList = z.strictObject({ en: z.array(sentence), zh: z.array(sentence) })

/** YAML reads `2020` as a number; staff may write it bare. */
const written = z.union([z.string(), z.number()]).transform(String)

export const day = written.refine(isDay, 'is not a day of the calendar; write it as 2020-04-09')

/** A year, a month or a day, for sources that do not tell more. */
export const looseDate = written.refine(
  (text) => /^\d{4}(-\d{2}){0,2}$/.test(text) && parsePeriod(text) !== undefined,
  'is not a date; write 2020-04-09, 2020-04 or 2020',
)

export const period = written.refine(
  (text) => parsePeriod(text) !== undefined,
  'is not a period; write 2020, 2020-H1, 2020-Q3, 2020-04, 2018/2019 or 2023-01/2023-11',
)

/**
 * What binds the digits of a text: nothing in an answer may hold a number that its entry does not declare.
 * Law articles are declared under `law`, statistics are written as `{figure-id}`.
 */
export const numbers = z.strictObject({
  dates: z.array(written).optional(),
  amounts: z.array(written).optional(),
  hotlines: z.array(written).optional(),
})

/** "criminal-law 266": the id of a law, a space, the article. */
export const lawArticle = z
  .string()
  .regex(/^[a-z0-9-]+ \d+(-\d+)*$/, 'write the id of the law, a space and the article: "criminal-law 266"')

export const confidence = z.enum(['high', 'medium', 'low'])
