import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readHanNumeral, readNumbers } from '../../src/language/numerals.ts'

const values = (text: string): (number | string)[] =>
  readNumbers(text).map(({ value, unit }) => (unit === 'percent' ? `${value}%` : value))

describe('readNumbers', () => {
  it.each<[string, (number | string)[]]>([
    ['105,000', [105_000]],
    ['105658', [105_658]],
    ['105k', [105_000]],
    ['5 K', [5000]],
    ['1.2 million', [1_200_000]],
    ['3m', [3_000_000]],
    ['20.5 billion yuan', [20_500_000_000]],
    ['64,000 people in 2,018 cases', [64_000, 2018]],
    ['two million', [2_000_000]],
    ['three hundred and five', [305]],
    ['fifty-three', [53]],
    ['one hundred thousand', [100_000]],
    ['95%', ['95%']],
    ['95.1 percent', ['95.1%']],
    ['95 per cent', ['95%']],
    ['3 percentage points', ['3%']],
    ['3个百分点', ['3%']],
    ['10.5万', [105_000]],
    ['105万人', [1_050_000]],
    ['1.1亿元', [110_000_000]],
    ['5千', [5000]],
    ['2百万', [2_000_000]],
    ['3千万', [30_000_000]],
    ['十万五千', [105_000]],
    ['五十万一般判几年', [500_000]],
    ['十一起案件一共多少', [11]],
    ['十五亿', [1_500_000_000]],
    ['百分之九十五', ['95%']],
    ['百分之五点二', ['5.2%']],
    ['十点五万', [105_000]],
    ['一亿两千万', [120_000_000]],
    ['二〇二一', [2021]],
    ['十', [10]],
  ])('reads %s', (text, expected) => {
    expect(values(text)).toEqual(expected)
  })

  // Han characters count as letters: digits right behind them were once skipped, and 105,658 became 658.
  it.each([
    ['起诉105658人', 105_658],
    ['起诉105,658人吗', 105_658],
    ['约10.5万人', 105_000],
    ['多达3亿', 300_000_000],
  ])('reads the number in %s', (text, expected) => {
    expect(values(text)).toEqual([expected])
  })

  it.each(['', 'v2', 'covid19', '第一', '两年', '一个', '五六百', '千万别信', 'a phone', '万'])(
    'finds no number in "%s"',
    (text) => {
      expect(values(text)).toEqual([])
    },
  )

  it('says where each number stands', () => {
    expect(readNumbers('起诉105,658人，上升95%')).toEqual([
      { value: 105_658, unit: null, text: '105,658', start: 2, end: 9 },
      { value: 95, unit: 'percent', text: '95%', start: 13, end: 16 },
    ])
  })

  it('reads back any count written with thousands separators', () => {
    fc.assert(
      fc.property(fc.nat(2_000_000_000), (count) => {
        expect(values(`prosecuted ${count.toLocaleString('en')} people`)).toEqual([count])
      }),
    )
  })

  it('never throws, and its mentions are in order, without overlap and true to the text', () => {
    const piece = fc.constantFrom(
      '1',
      '0',
      ',',
      '.',
      '%',
      ' ',
      '万',
      '亿',
      '十',
      '百分之',
      '点',
      '零',
      '五',
      'million',
      'k',
      'two',
      '-',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('')
        let last = 0
        for (const mention of readNumbers(text)) {
          expect(mention.start).toBeGreaterThanOrEqual(last)
          expect(text.slice(mention.start, mention.end)).toBe(mention.text)
          expect(mention.value).not.toBeNaN()
          last = mention.end
        }
      }),
    )
  })
})

describe('readHanNumeral', () => {
  it.each([
    ['一百零五', 105],
    ['一百五', 150],
    ['三千五', 3500],
    ['十万五', 105_000],
    ['一千零五十', 1050],
    ['一万零五', 10_005],
    ['两万', 20_000],
    ['一万亿', 1_000_000_000_000],
    ['二〇一八', 2018],
    ['二零一九', 2019],
    ['三点一四', 3.14],
    ['五六', 56],
    ['五六百', undefined],
    ['万', undefined],
  ])('reads %s', (text, expected) => {
    expect(readHanNumeral(text)).toBe(expected)
  })
})
