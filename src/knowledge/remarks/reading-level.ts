/**
 * How hard the English of an answer is to read, as a US school grade by the Coleman–Liau index (M. Coleman and T. L. Liau, "A computer readability
 * formula designed for machine scoring", Journal of Applied Psychology 60(2), 1975, 283–284). It counts letters and sentences, so that it needs no
 * guess at syllables.
 */
import type { Located } from '../draft.ts'
import type { Problem } from '../problem.ts'
import type { Guidance } from '../schema/guidance.ts'

/** School ends with grade 12. Nineteen in twenty of the entries that ship stay a grade below the first limit, and all for emergencies below the second. */
const HIGHEST_GRADE = { normal: 14, emergency: 9 }
/** A shorter text says little about its reading level. */
const FEWEST_WORDS = 40

export const remarkOnReadingLevel = (guidance: readonly Located<Guidance>[]): Problem[] =>
  guidance.flatMap((record) => {
    const { short, more, steps, caution, urgency } = record.value
    const text = [short.en, more?.en ?? '', ...(steps?.en ?? []), caution?.en ?? ''].join('\n')
    const grade = readingGrade(text)
    const limit = HIGHEST_GRADE[urgency]
    return grade === undefined || grade <= limit
      ? []
      : [
          record.problemAt(
            [],
            'hard-to-read',
            `its English reads like school grade ${grade.toFixed(0)}, above ${limit}; shorter words and sentences help`,
          ),
        ]
  })

/** Undefined for a text too short to tell. */
export function readingGrade(text: string): number | undefined {
  const plain = text.replace(/\{[a-z0-9-]+\}/g, '1000')
  const words = plain.match(/[A-Za-z]+(?:['’-][A-Za-z]+)*/g) ?? []
  if (words.length < FEWEST_WORDS) return undefined
  const letters = words.reduce((sum, word) => sum + word.replace(/[^A-Za-z]/g, '').length, 0)
  const sentences = plain.split(/(?<=[.!?:;])\s+|\n/).filter((sentence) => /[A-Za-z]/.test(sentence)).length
  return 0.0588 * ((letters / words.length) * 100) - 0.296 * ((sentences / words.length) * 100) - 15.8
}
