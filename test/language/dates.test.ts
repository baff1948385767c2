import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PeriodMention, readPeriods } from '../../src/language/dates.ts'
import { parsePeriod, writePeriod } from '../../src/language/period.ts'

const TODAY = '2026-11-24'
const show = ({ kind, period }: Pick<PeriodMention, 'kind' | 'period'>): string => `${kind} ${writePeriod(period)}`
const read = (text: string): string[] =>
  readPeriods(text, TODAY)
    .filter(({ kind }) => kind !== 'part')
    .map(show)

describe('years of two digits', () => {
  it.each(['判了12年', '12年有期徒刑', '10年前', '15年以上', '第12年', '3.12年'])('%s names none', (text) => {
    expect(read(text).filter((mention) => mention.includes('20'))).toEqual([])
  })

  it('stand where they were written', () => {
    const text = '请问24年1到11月起诉多少人'
    expect(readPeriods(text, TODAY).map(({ start, end }) => text.slice(start, end))).toContain('24年1到11月')
  })
})

describe('readPeriods', () => {
  it.each([
    // Years.
    ['2020', 'span 2020'],
    ['in 2020', 'span 2020'],
    ['2020年', 'span 2020'],
    ['2020年度', 'span 2020'],
    ['2020年全年', 'span 2020'],
    ['二〇二〇年', 'span 2020'],
    ['二零一九年', 'span 2019'],
    // Years of two digits.
    ['24年起诉多少人', 'span 2024'],
    ["what about '21", 'span 2021'],
    ['18和19两年', 'both 2018/2019'],
    ['18到22这五年', 'range 2018/2022'],
    // Ranges and pairs of years.
    ['2018-19', 'range 2018/2019'],
    ['2018-2019', 'range 2018/2019'],
    ['2018 to 2019', 'range 2018/2019'],
    ['from 2018 to 2020', 'range 2018/2020'],
    ['between 2018 and 2019', 'range 2018/2019'],
    ['2018年至2019年', 'range 2018/2019'],
    ['2018到2020年', 'range 2018/2020'],
    ['2018年-2019年', 'range 2018/2019'],
    ['2018 and 2019', 'both 2018/2019'],
    ['2019 and 2018', 'both 2018/2019'],
    ['2018 & 2019', 'both 2018/2019'],
    ['2018年和2019年', 'both 2018/2019'],
    ['2018、2019两年', 'both 2018/2019'],
    // Parts of a year.
    ['the first half of 2020', 'span 2020-H1'],
    ['second half of 2021', 'span 2021-H2'],
    ['H1 2020', 'span 2020-H1'],
    ['2020H2', 'span 2020-H2'],
    ['2020年上半年', 'span 2020-H1'],
    ['2020下半年', 'span 2020-H2'],
    ['q3 2020', 'span 2020-Q3'],
    ['2020-Q4', 'span 2020-Q4'],
    ['second quarter of 2021', 'span 2021-Q2'],
    ['third quarter of 2021', 'span 2021-Q3'],
    ['fourth quarter of 2021', 'span 2021-Q4'],
    ['last quarter of 2022', 'span 2022-Q4'],
    ['2021年第一季度', 'span 2021-Q1'],
    ['2021年三季度', 'span 2021-Q3'],
    ['first three months of 2020', 'range 2020-Q1'],
    ['first 11 months of 2023', 'range 2023-01/2023-11'],
    ['2020年前三个月', 'range 2020-Q1'],
    ['2022年前11个月', 'range 2022-01/2022-11'],
    ['2023年1-11月', 'range 2023-01/2023-11'],
    ['2023年1至11月', 'range 2023-01/2023-11'],
    ['January to November 2023', 'range 2023-01/2023-11'],
    ['jan-nov 2023', 'range 2023-01/2023-11'],
    ['2023 january to november', 'range 2023-01/2023-11'],
    ['from January 2020 to March 2021', 'range 2020-01/2021-03'],
    ['2019年12月至2020年3月', 'range 2019-12/2020-03'],
    ['十四五期间', 'range 2021/2025'],
    ['five years to 2022', 'range 2018/2022'],
    ['by 2020', 'as-of ../2020-12-31'],
    ['up to 2020', 'as-of ../2020-12-31'],
    ['到2021年为止', 'as-of ../2021-12-31'],
    ['from 2023', 'since 2023-01-01/2026-11-24'],
    ['从2023年起', 'since 2023-01-01/2026-11-24'],
    ['2019/20', 'range 2019/2020'],
    ['2021年前三季度', 'range 2021-01/2021-09'],
    ['first three quarters of 2021', 'range 2021-01/2021-09'],
    ['2019+2018', 'both 2018/2019'],
    ['2023-06 to 2024-06', 'range 2023-06/2024-06'],
    ['十四五以来', 'since 2021-01-01/2026-11-24'],
    // Months and days.
    ['2020/4/7', 'span 2020-04-07'],
    ['2020.4.7', 'span 2020-04-07'],
    ['as of 2020/04/07', 'as-of ../2020-04-07'],
    ['2024/3', 'span 2024-03'],
    ['in Myanmar in 2023', 'span 2023'],
    ['2024年截至11月', 'range 2024-01/2024-11'],
    ['between 7 April and 16 April 2020', 'range 2020-04-07/2020-04-16'],
    ['10 October 2020 to 10 October 2021', 'range 2020-10-10/2021-10-10'],
    ['2020年3月26日到4月7日', 'range 2020-03-26/2020-04-07'],
    ['April 2020', 'span 2020-04'],
    ['in may 2020', 'span 2020-05'],
    ['Sept 2020', 'span 2020-09'],
    ['2020年4月', 'span 2020-04'],
    ['2020-04', 'span 2020-04'],
    ['7 April 2020', 'span 2020-04-07'],
    ['the 7th of April 2020', 'span 2020-04-07'],
    ['April 7, 2020', 'span 2020-04-07'],
    ['2020-04-07', 'span 2020-04-07'],
    ['2020年4月7日', 'span 2020-04-07'],
    ['2020年4月7号', 'span 2020-04-07'],
    // Running totals.
    ['截至2020年4月7日', 'as-of ../2020-04-07'],
    ['截止2020年4月7日', 'as-of ../2020-04-07'],
    ['as of 7 April 2020', 'as-of ../2020-04-07'],
    ['as of 2020-04-07', 'as-of ../2020-04-07'],
    ['by April 7, 2020', 'as-of ../2020-04-07'],
    ['截至2020年4月底', 'as-of ../2020-04-30'],
    ['to the end of April 2020', 'as-of ../2020-04-30'],
    ['until november 2023', 'as-of ../2023-11-30'],
    // Since then, and told from today.
    ['since 2018', 'since 2018-01-01/2026-11-24'],
    ['2018年以来', 'since 2018-01-01/2026-11-24'],
    ['自2018年', 'since 2018-01-01/2026-11-24'],
    ['last year', 'relative 2025'],
    ['previous year', 'relative 2025'],
    ['the year before last', 'relative 2024'],
    ['this year', 'relative 2026'],
    ['the last three years', 'relative 2023/2025'],
    ['past 5 years', 'relative 2021/2025'],
    ['去年', 'relative 2025'],
    ['前年', 'relative 2024'],
    ['今年', 'relative 2026'],
    ['前两年', 'relative 2024/2025'],
    ['近三年', 'relative 2023/2025'],
    ['过去五年', 'relative 2021/2025'],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toEqual([expected])
  })

  it.each([
    '',
    'how many people',
    '105,658',
    '12020',
    '1979',
    '2020 people',
    '2020人',
    '2020.5',
    'half a year',
    '10 years',
    '一年',
  ])('finds no period in "%s"', (text) => {
    expect(read(text)).toEqual([])
  })

  it.each([
    '2020-02-30',
    '30 February 2020',
    'February 30, 2020',
    '2020年2月30日',
    '2020-04-31',
    '2021-02-29',
    '2020年13月',
    '2020-13',
    'since 2030',
  ])('makes no day or month out of the impossible %s', (text) => {
    for (const { period } of readPeriods(text, TODAY)) {
      expect(parsePeriod(writePeriod(period))).toEqual(period)
      expect(period.from).not.toBe(period.to)
    }
  })

  it('knows the leap day', () => {
    expect(read('29 February 2020')).toEqual(['span 2020-02-29'])
    expect(read('February 2020')).toEqual(['span 2020-02'])
  })

  it('reads several periods of one sentence in order', () => {
    expect(read('compare 2022 with the first half of 2020')).toEqual(['span 2022', 'span 2020-H1'])
    expect(read('2020年比2019年多多少')).toEqual(['span 2020', 'span 2019'])
  })

  it('says where the words stand', () => {
    expect(readPeriods('起诉 2018年至2019年 的人', TODAY)).toEqual([
      { period: { from: '2018-01-01', to: '2019-12-31' }, kind: 'range', text: '2018年至2019年', start: 3, end: 14 },
    ])
  })

  it('moves with today', () => {
    expect(readPeriods('last year', '2021-01-01').map(show)).toEqual(['relative 2020'])
  })

  it('gives only periods of the calendar, in order and without overlap, whatever it reads', () => {
    const piece = fc.constantFrom(
      '2018',
      '2020',
      '-',
      '年',
      '月',
      '日',
      '02',
      '30',
      '13',
      ' ',
      'to',
      'and',
      '至',
      'april',
      '上半年',
      'q3',
      'since ',
      '截至',
      '前',
      '两',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join('')
        let last = 0
        for (const mention of readPeriods(text, TODAY)) {
          expect(parsePeriod(writePeriod(mention.period))).toEqual(mention.period)
          expect(text.slice(mention.start, mention.end)).toBe(mention.text)
          expect(mention.start).toBeGreaterThanOrEqual(last)
          last = mention.end
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('a period told by the years beside it', () => {
  it.each<[string, string[]]>([
    ['2021 vs the year before', ['span 2021', 'span 2020']],
    ['2023年比上一年', ['span 2023', 'span 2022']],
    ['first 11 months, 2024 vs 2025', ['span 2024-01/2024-11', 'span 2025-01/2025-11']],
    ['2024年1至11月与2023年同期', ['range 2024-01/2024-11', 'span 2023-01/2023-11']],
    ['the first half of 2024 against the same period of 2023', ['span 2024-H1', 'span 2023-H1']],
    ['2020 and 2022', ['span 2020', 'span 2022']],
    ['2018-2019年比前两年', ['range 2018/2019', 'relative 2016/2017']],
    ['2020 against the previous two years', ['span 2020', 'relative 2018/2019']],
    ['2023、2024、2025', ['span 2023', 'span 2024', 'span 2025']],
    ['2024, not 1 to 11', ['span 2024']],
  ])('in "%s"', (text, expected) => {
    expect(read(text)).toEqual(expected)
  })

  it('without such a year is told from today, and says so', () => {
    expect(readPeriods('the year before', TODAY)).toMatchObject([{ yearsBefore: 1 }])
  })
})
