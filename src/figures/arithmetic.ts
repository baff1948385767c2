/**
 * Arithmetic over published numbers that keeps what they say about themselves: "about" and "more than" survive it,
 * and a result claims no more digits than the numbers that it rests on.
 */
import type { Qualifier } from '../knowledge/schema/figures.ts'

export type Amount = { value: number; qualifier: Qualifier }

/** A percentage over exact numbers is worth this many decimals. */
const DECIMALS = 1

/** How far the true number may lie from the printed one: half the step it was rounded to, or all of it where it was cut ("more than"). */
function slack({ value, qualifier }: Amount): number {
  if (qualifier === 'exact' || value === 0) return 0
  return qualifier === 'about' ? stepOf(value) / 2 : stepOf(value)
}

/** Whether two numbers differ by less than their rounding, so that neither can be called the greater, nor they the same. */
export const isTooClose = (one: Amount, other: Amount): boolean => {
  const rounding = slack(one) + slack(other)
  return rounding > 0 && Math.abs(one.value - other.value) <= rounding
}

/** 39,000 was rounded to thousands. A lone leading digit is taken for two: 50,000 stands beside 39,000 in the same release. */
function stepOf(value: number): number {
  const digits = Math.abs(value).toExponential().split('e')
  const significant = Math.max(2, (digits[0] ?? '').replace('.', '').length)
  return 10 ** (Number(digits[1]) - significant + 1)
}

/** Rounded to the decimal place that the uncertainty leaves certain, or nearly so. */
function roundedTo(value: number, uncertainty: number): number {
  const step =
    uncertainty === 0 ? 10 ** -DECIMALS : Math.max(10 ** -DECIMALS, 10 ** Math.floor(Math.log10(2 * uncertainty)))
  return clean(Math.round(value / step) * step)
}

/** Binary fractions leave tails (0.30000000000000004). */
const clean = (value: number): number => Number(value.toPrecision(12))

const ratioQualifier = (...amounts: Amount[]): Qualifier =>
  amounts.every(({ qualifier }) => qualifier === 'exact') ? 'exact' : 'about'

/** Qualifiers that keep their direction when amounts are added: more than + exactly is still more than. */
function sumQualifier(amounts: readonly Amount[]): Qualifier {
  const inexact = new Set(amounts.map(({ qualifier }) => qualifier).filter((qualifier) => qualifier !== 'exact'))
  if (inexact.size === 0) return 'exact'
  const [only] = inexact
  return inexact.size === 1 && only ? only : 'about'
}

const coarsest = (amounts: readonly Amount[]): number =>
  Math.max(...amounts.map((amount) => (amount.qualifier === 'exact' ? 0 : stepOf(amount.value))))

function roundedLike(value: number, amounts: readonly Amount[]): number {
  const step = coarsest(amounts)
  return clean(step > 0 ? Math.round(value / step) * step : value)
}

export const sumOf = (amounts: readonly Amount[]): Amount => ({
  value: roundedLike(
    amounts.reduce((sum, { value }) => sum + value, 0),
    amounts,
  ),
  qualifier: sumQualifier(amounts),
})

/** After less before. */
export const differenceOf = (before: Amount, after: Amount): Amount => ({
  value: roundedLike(after.value - before.value, [before, after]),
  qualifier: ratioQualifier(before, after),
})

/** The change from before to after, in percent of before. */
export function percentChangeOf(before: Amount, after: Amount): Amount {
  const ratio = after.value / before.value
  return {
    value: roundedTo((ratio - 1) * 100, 100 * ratio * relativeSlack(before, after)),
    qualifier: ratioQualifier(before, after),
  }
}

/** After as a multiple of before: a level ("9.5 times as many"), which is one more than the growth in times. */
export function multipleOf(before: Amount, after: Amount): Amount {
  const ratio = after.value / before.value
  return {
    value: roundedTo(ratio, ratio * relativeSlack(before, after)),
    qualifier: ratioQualifier(before, after),
  }
}

/** What the part makes up of the whole, in percent. */
export function shareOf(part: Amount, whole: Amount): Amount {
  const ratio = part.value / whole.value
  return {
    value: roundedTo(ratio * 100, 100 * ratio * relativeSlack(part, whole)),
    qualifier: ratioQualifier(part, whole),
  }
}

/** To first order the relative errors of a quotient add up. */
const relativeSlack = (...amounts: Amount[]): number =>
  amounts.reduce((sum, amount) => sum + (amount.value === 0 ? 0 : slack(amount) / Math.abs(amount.value)), 0)
