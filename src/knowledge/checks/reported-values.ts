/** A figure's value stands in what its sources report: else a digit slipped. */
import { readNumbers } from '../../language/numerals.ts'
import type { Check, Located } from '../draft.ts'
import type { Problem } from '../problem.ts'
import type { Figure } from '../schema/figures.ts'

export const checkReportedValues: Check = (draft) => draft.figures.flatMap(judge)

function judge(record: Located<Figure>): Problem[] {
  const { value, reports } = record.value
  const reported = reports.flatMap(({ put }) => (typeof put === 'string' ? [put] : [put.en, put.zh]).flatMap(numbersIn))
  if (reported.length === 0 || reported.some((number) => Math.abs(number) === Math.abs(value))) return []
  const swapped = reported.find((number) => areSwapped(value, number))
  if (swapped !== undefined) {
    return [
      record.problemAt(
        ['value'],
        'transposed-digits',
        `is ${value}, but a report says ${swapped}: two digits changed places`,
      ),
    ]
  }
  const scaled = reported.find((number) => isPowerOfTen(value / number))
  if (scaled !== undefined) {
    const factor = value > scaled ? `${value / scaled} times` : `a ${scaled / value}th of`
    return [record.problemAt(['value'], 'wrong-magnitude', `is ${value}, ${factor} the ${scaled} that a report says`)]
  }
  const nearest = reported.reduce((best, one) => (Math.abs(one - value) < Math.abs(best - value) ? one : best))
  return [
    record.problemAt(
      ['value'],
      'unreported-value',
      `is ${value}, which no report says; the nearest there is ${nearest}`,
    ),
  ]
}

/** "One third" and 三分之一 report 33 percent. */
const FRACTIONS: [RegExp, number][] = [
  [/\bhalf\b|一半|半数|二分之一/, 50],
  [/\bone[- ]third\b|\ba third\b|三分之一/, 33],
  [/\btwo[- ]thirds\b|三分之二/, 67],
  [/\b(?:one|a)[- ]quarter\b|四分之一/, 25],
  [/\bthree[- ]quarters\b|四分之三/, 75],
  [/\b(?:one|a)[- ]fifth\b|五分之一/, 20],
]

const numbersIn = (text: string): number[] => [
  ...readNumbers(text).map((number) => number.value),
  ...FRACTIONS.flatMap(([pattern, percent]) => (pattern.test(text.toLowerCase()) ? [percent] : [])),
]

/** The same digits, two neighbours of which changed places. */
function areSwapped(one: number, other: number): boolean {
  const [a, b] = [String(Math.abs(one)), String(Math.abs(other))]
  if (a.length !== b.length) return false
  const at = [...a].findIndex((digit, index) => digit !== b[index])
  return at >= 0 && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
}

const isPowerOfTen = (ratio: number): boolean => {
  const power = Math.log10(Math.abs(ratio))
  return Math.abs(power) > 0.5 && Math.abs(power - Math.round(power)) < 1e-9
}
