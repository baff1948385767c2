import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stem, toUnits } from '../../src/language/units.ts'

const keys = (text: string): string[] => toUnits(text).map((unit) => unit.key)

describe('toUnits', () => {
  it.each<[string, string[]]>([
    ['', []],
    ['?!…', []],
    ['起訴人数', ['起', '诉', '人', '数']],
    ['Prosecuted people', ['prosecut', 'peopl']],
    ['105,658 people', ['105658', 'peopl']],
    ['10.5万', ['10.5', '万']],
    ['1,23', ['1,23']],
    ['2020年', ['2020', '年']],
    ["the bank's card", ['the', 'bank', 'card']],
    ["don't", ['dont']],
    ['QQ群', ['qq', '群']],
  ])('cuts %s', (text, expected) => {
    expect(keys(text)).toEqual(expected)
  })

  it('says what each piece is and where it stands', () => {
    expect(toUnits('Fraud 2020 骗')).toEqual([
      { key: 'fraud', text: 'fraud', kind: 'word', start: 0, end: 5 },
      { key: '2020', text: '2020', kind: 'number', start: 6, end: 10 },
      { key: '骗', text: '骗', kind: 'han', start: 11, end: 12 },
    ])
  })

  it('never throws, and its pieces are in order and inside the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        let last = 0
        for (const unit of toUnits(text)) {
          expect(unit.start).toBeGreaterThanOrEqual(last)
          expect(unit.end).toBeGreaterThan(unit.start)
          last = unit.end
        }
        expect(last).toBeLessThanOrEqual(text.length)
      }),
    )
  })
})

it.each([
  ['prosecutions', 'prosecuted'],
  ['scams', 'scam'],
  ["victim's", 'victims'],
])('%s and %s share a stem', (one, other) => {
  expect(stem(one)).toBe(stem(other))
})
