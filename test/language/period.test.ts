import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isDay,
  monthsLong,
  monthsOf,
  overlaps,
  type Period,
  parsePeriod,
  samePeriod,
  writePeriod,
} from '../../src/language/period.ts'

const period = (text: string): Period => {
  const read = parsePeriod(text)
  if (!read) throw new Error(`${text} is no period`)
  return read
}

describe('parsePeriod', () => {
  it.each([
    ['2020', '2020-01-01', '2020-12-31'],
    ['2020-H1', '2020-01-01', '2020-06-30'],
    ['2020-H2', '2020-07-01', '2020-12-31'],
    ['2020-Q3', '2020-07-01', '2020-09-30'],
    ['2020-02', '2020-02-01', '2020-02-29'],
    ['2021-02', '2021-02-01', '2021-02-28'],
    ['2020-04-07', '2020-04-07', '2020-04-07'],
    ['2018/2019', '2018-01-01', '2019-12-31'],
    ['2023-01/2023-11', '2023-01-01', '2023-11-30'],
    ['2020-01-23/2020-04-07', '2020-01-23', '2020-04-07'],
    ['../2020-04-07', null, '2020-04-07'],
  ])('reads %s', (text, from, to) => {
    expect(parsePeriod(text)).toEqual({ from, to })
  })

  it.each([
    '',
    '20',
    '2020-H3',
    '2020-Q5',
    '2020-00',
    '2020-13',
    '2020-02-30',
    '2021-02-29',
    '2019/2018',
    '2018/',
    '/2018',
    '../',
    '2018/2019/2020',
    '2018/..',
    ' 2020',
    '2020-4',
    'last year',
  ])('refuses "%s"', (text) => {
    expect(parsePeriod(text)).toBeUndefined()
  })
})

describe('writePeriod', () => {
  it.each([
    '2020',
    '2018/2019',
    '2020-H1',
    '2020-Q3',
    '2020-04',
    '2020-04-07',
    '2023-01/2023-11',
    '2019-12/2020-03',
    '../2020-04-07',
    '2020-01-23/2020-04-07',
  ])('writes %s as staff do', (text) => {
    expect(writePeriod(period(text))).toBe(text)
  })

  const day = fc
    .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2049-12-31T00:00:00Z'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  const month = fc.tuple(fc.integer({ min: 1990, max: 2049 }), fc.integer({ min: 1, max: 12 }))
  const stretch = fc.tuple(day, day).map(([a, b]): Period => (a < b ? { from: a, to: b } : { from: b, to: a }))
  const wholeMonths = fc.tuple(month, month).map(([a, b]): Period => {
    const [first, last] = [monthsOf(a[0], a[1], a[1]), monthsOf(b[0], b[1], b[1])].sort((x, y) =>
      x.to < y.to ? -1 : 1,
    )
    return { from: first?.from ?? '', to: last?.to ?? '' }
  })
  const total = day.map((to): Period => ({ from: null, to }))

  it('writes what parsePeriod reads back', () => {
    fc.assert(
      fc.property(fc.oneof(stretch, wholeMonths, total), (one) => {
        expect(parsePeriod(writePeriod(one))).toEqual(one)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('parsePeriod on anything', () => {
  it('gives days of the calendar in order, or nothing', () => {
    const piece = fc.constantFrom('2020', '2019', '-', '/', '..', '02', '30', '12', 'H1', 'Q4', '9')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
        const read = parsePeriod(pieces.join(''))
        if (!read) return
        expect(isDay(read.to)).toBe(true)
        expect(read.from === null || (isDay(read.from) && read.from <= read.to)).toBe(true)
      }),
    )
  })
})

it.each([
  ['2020-02-29', true],
  ['2021-02-29', false],
  ['2020-02-30', false],
  ['2020-2-3', false],
  ['2020-04', false],
  ['2020-04-07T00:00', false],
])('isDay says whether the calendar has %s', (text, expected) => {
  expect(isDay(text)).toBe(expected)
})

it.each([
  ['2020', 12],
  ['2018/2019', 24],
  ['2020-H1', 6],
  ['2020-Q1', 3],
  ['2020-02', 1],
  ['2023-01/2023-11', 11],
  ['../2020-04-07', 0],
])('%s is %i months long', (text, months) => {
  expect(monthsLong(period(text))).toBe(months)
})

it.each([
  ['2018/2019', '2019', true],
  ['2018', '2019', false],
  ['2020-H1', '2020-06-30', true],
  ['../2020-04-07', '2019', true],
  ['../2020-04-07', '2021', false],
])('tells whether %s and %s overlap', (a, b, expected) => {
  expect(overlaps(period(a), period(b))).toBe(expected)
  expect(overlaps(period(b), period(a))).toBe(expected)
})

it('a half year and its six months are the same period', () => {
  expect(samePeriod(period('2020-H1'), period('2020-01/2020-06'))).toBe(true)
  expect(samePeriod(period('2020'), period('../2020-12-31'))).toBe(false)
})
