/** What is published stays as sure as it was, through every operation. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Amount, differenceOf, isTooClose, percentChangeOf, shareOf, sumOf } from '../../src/figures/arithmetic.ts'

const exact = (value: number): Amount => ({ value, qualifier: 'exact' })
const about = (value: number): Amount => ({ value, qualifier: 'about' })
const moreThan = (value: number): Amount => ({ value, qualifier: 'more-than' })
const nearly = (value: number): Amount => ({ value, qualifier: 'nearly' })

describe('a sum', () => {
  test.each<[Amount[], Amount]>([
    [[exact(13673), exact(129297)], exact(142970)],
    [[about(39000), about(50000)], about(89000)],
    [[moreThan(9800), moreThan(9300)], moreThan(19100)],
    [[moreThan(9800), exact(6033)], moreThan(15800)],
    [[nearly(40000), nearly(60000)], nearly(100000)],
    [[moreThan(9800), nearly(40000)], about(50000)],
    // 13,673 known to the last one is lost in 129,000 known to the thousand.
    [[exact(13673), about(129000)], about(143000)],
  ])('%j is %j', (amounts, sum) => {
    expect(sumOf(amounts)).toEqual(sum)
  })
})

describe('a change', () => {
  test.each<[Amount, Amount, Amount]>([
    [exact(137), exact(499), { value: 264.2, qualifier: 'exact' }],
    [about(39000), about(50000), { value: 28, qualifier: 'about' }],
    [about(78000), about(69000), { value: -12, qualifier: 'about' }],
    [exact(13673), exact(129297), { value: 845.6, qualifier: 'exact' }],
  ])('from %j to %j is %j percent', (before, after, percent) => {
    expect(percentChangeOf(before, after)).toEqual(percent)
  })

  test('is known no better than the coarser of the two numbers', () => {
    expect(differenceOf(exact(105658), about(282000))).toEqual(about(176000))
  })

  test.each<[Amount, Amount, boolean]>([
    [exact(129297), about(130000), true],
    [moreThan(9800), moreThan(9300), false],
    [exact(353), exact(354), false],
    [about(40000), about(40000), false],
  ])('from %j to %j is too close to call: %s', (before, after, close) => {
    expect(isTooClose(before, after)).toBe(close)
  })
})

test.each<[Amount, Amount, Amount]>([
  [exact(1675), exact(3275), { value: 51.1, qualifier: 'exact' }],
  [exact(32463), exact(52473), { value: 61.9, qualifier: 'exact' }],
  [exact(1685), moreThan(5400), { value: 31, qualifier: 'about' }],
])('%j of %j is %j percent', (part, whole, share) => {
  expect(shareOf(part, whole)).toEqual(share)
})

const amount = fc.record({
  value: fc.integer({ min: 1, max: 10_000_000 }),
  qualifier: fc.constantFrom('exact' as const, 'more-than' as const, 'about' as const, 'nearly' as const),
})

describe('whatever the numbers', () => {
  test('nothing inexact becomes exact', () => {
    fc.assert(
      fc.property(fc.array(amount, { minLength: 2, maxLength: 5 }), (amounts) => {
        const inexact = amounts.some(({ qualifier }) => qualifier !== 'exact')
        expect(sumOf(amounts).qualifier !== 'exact').toBe(inexact)
      }),
    )
  })

  test('a rounded result lies near the unrounded one', () => {
    fc.assert(
      fc.property(amount, amount, (before, after) => {
        const { value } = percentChangeOf(before, after)
        const unrounded = (after.value / before.value - 1) * 100
        expect(Math.abs(value - unrounded)).toBeLessThanOrEqual(0.06 + 0.15 * (Math.abs(unrounded) + 100))
      }),
    )
  })
})
