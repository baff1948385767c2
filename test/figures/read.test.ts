/** Questions read into figure queries, over the shipped vocabulary. */
import { describe, expect, test } from 'vitest'
import type { FigureQuery } from '../../src/figures/query.ts'
import { writePeriod } from '../../src/language/period.ts'
import { answerer, TODAY } from '../shipped.ts'

const read = (text: string): FigureQuery => answerer.understand(text, TODAY).query
const periods = (text: string): string[] => read(text).periods.map(({ period }) => writePeriod(period))

describe('concepts', () => {
  test.each<[question: string, parts: Partial<FigureQuery>]>([
    [
      'How many people were charged with online crimes in 2018 and 2019?',
      { offences: ['online-crime'], stages: ['prosecuted'], measures: ['people'] },
    ],
    ['2018年和2019年有多少人因网络犯罪被起诉', { offences: ['online-crime'], stages: ['prosecuted'] }],
    ['2018年和2019年有多少人因網絡犯罪被起訴', { offences: ['online-crime'], stages: ['prosecuted'] }],
    ['cybercrime arrests approved 2018-2019', { offences: ['online-crime'], stages: ['arrest-approved'] }],
    ['2018-2019网络犯罪批捕了多少人', { offences: ['online-crime'], stages: ['arrest-approved'] }],
    ['2020年帮信罪起诉人数', { offences: ['helping-crime'], stages: ['prosecuted'] }],
    ['bangxin prosecutions 2020', { offences: ['helping-crime'], stages: ['prosecuted'] }],
  ])('%s', (question, parts) => {
    expect(read(question)).toMatchObject(parts)
  })

  test.each([
    ['how many people were prosecuted for online crime', 'value'],
    ['online crime compared with 2020', 'compare'],
    ['网络犯罪起诉多少人', 'value'],
    ['what is online crime', 'definition'],
  ] as const)('%s asks for the %s', (question, operation) => {
    expect(read(question).operations).toContain(operation)
  })

  test('the whole of the country is no place, for every figure without one is of the whole country', () => {
    expect(read('online crime prosecuted in China in 2020').places).toEqual([])
  })
})

describe('the longest sense wins', () => {
  test.each([
    ['telecom fraud prosecuted 2020', ['telecom-fraud']],
    ['电信网络诈骗2020年起诉多少人', ['telecom-fraud']],
    ['helping cybercrime prosecuted 2020', ['helping-crime']],
    ['帮助信息网络犯罪活动罪2020年起诉多少人', ['helping-crime']],
  ])('in "%s"', (question, offences) => {
    expect(read(question).offences).toEqual(offences)
  })

  test('and a part named beside its whole leaves the whole out', () => {
    expect(read('telecom fraud in the online crime statistics, prosecuted 2020').offences).toEqual(['telecom-fraud'])
  })
})

describe('words that mean a part only beside its whole', () => {
  test.each([
    ['only the online ones, personal information prosecutions jan-nov 2025', ['online-personal-information']],
    ['2025年1到11月侵犯公民个人信息起诉多少人，只算网上的', ['online-personal-information']],
    ['personal information prosecutions jan-nov 2025', ['personal-information']],
    ['people prosecuted online in 2020', []],
  ])('in "%s"', (question, offences) => {
    expect(read(question).offences).toEqual(offences)
  })
})

describe('periods and numbers', () => {
  test.each([
    ['online crime 2018 and 2019', ['2018/2019']],
    ['2018到2022五年总共起诉网络犯罪多少人', ['2018/2022']],
    ['first half of 2024 online crime', ['2024-H1']],
    ['2024年1到11月起诉网络犯罪人数', ['2024-01/2024-11']],
    ['online crime prosecuted last year', ['2025']],
    ['去年起诉网络犯罪多少人', ['2025']],
  ])('"%s"', (question, expected) => {
    expect(periods(question)).toEqual(expected)
  })

  test('a year is no number', () => {
    expect(read('online crime prosecuted in 2020').numbers).toEqual([])
  })

  test('a value somebody has read is', () => {
    expect(read('where does 105,658 come from').numbers.map(({ value }) => value)).toEqual([105658])
    expect(read('28.2万人是哪一年').numbers.map(({ value }) => value)).toEqual([282000])
  })

  test('the characters of a period are read as nothing else', () => {
    expect(read('2020年').unread).toEqual([])
  })
})

describe('words that nothing accounts for', () => {
  test.each([
    ['how many left-handed people were prosecuted for online crime in 2020', ['left', 'handed']],
    ['online crime prosecuted in 2020 by province', ['province']],
    ['2020年起诉网络犯罪的女性有多少人', ['女性']],
  ])('"%s"', (question, unread) => {
    expect(read(question).unread).toEqual(expect.arrayContaining(unread))
  })

  test.each([
    'How many people were charged with online crimes in 2018 and 2019?',
    'what is the number of people prosecuted for telecom fraud in 2023',
    '2021年全国检察机关一共起诉了多少网络犯罪的人',
    '2021年網絡犯罪起訴人數是多少',
  ])('there are none in "%s"', (question) => {
    expect(read(question).unread).toEqual([])
  })
})

test('the same question is read the same each time', () => {
  const question = 'how many ppl were prosecuted for online crime 2020'
  expect(read(question)).toEqual(read(question))
})

test('"helping" beside a crime is not passed over: it makes another crime of it', () => {
  expect(read('people prosecuted for helping cyber crime in 2021').offences).toEqual(['helping-crime'])
  expect(read('people prosecuted for helping gambling in 2021').unread).toContain('helping')
  expect(read('help, how many were prosecuted for gambling in 2021').unread).toEqual([])
})
