/** Figure queries answered over the shipped table: what is true, what is near, and what must be refused. */
import { describe, expect, test } from 'vitest'
import { answerFigures } from '../../src/figures/answer.ts'
import { type FigureAnswer, figuresOf } from '../../src/figures/figure-answer.ts'
import type { FigureQuery } from '../../src/figures/query.ts'
import { buildTable, periodOf } from '../../src/figures/table.ts'
import { parsePeriod } from '../../src/language/period.ts'
import { answered, answerer, figure, knowledge, TODAY } from '../shipped.ts'

const table = buildTable(knowledge)
const read = (text: string): FigureQuery => answerer.understand(text, TODAY).query
const answer = (text: string): FigureAnswer | undefined => answerFigures(read(text), table)?.answer
const probability = (text: string): number => answerFigures(read(text), table)?.probability ?? 0

/** Ids of the figures of an answer, whatever its kind. */
const idsOf = (given: FigureAnswer | undefined): string[] => (given ? figuresOf(given).map(({ id }) => id) : [])

describe('a cell that is named in full', () => {
  test.each([
    ['people prosecuted for online crime in 2018 and 2019', 'online-crime-prosecuted-2018-2019'],
    ['online crime arrests approved in 2018 and 2019', 'online-crime-arrests-2018-2019'],
    ['2021年网络犯罪起诉人数', 'online-crime-2021'],
    ['how many people were prosecuted for the helping crime in 2020', 'helping-cybercrime-2020'],
    ['2023年电信网络诈骗起诉了多少人', 'telecom-fraud-2023'],
    ['online crime prosecuted in the first half of 2024', 'online-crime-2024-h1'],
    ['online crime prosecuted last year', 'online-crime-2025'],
  ])('%s', (question, id) => {
    const given = answer(question)
    expect(given?.kind).toBe('cell')
    expect(idsOf(given)).toEqual([id])
    expect(probability(question)).toBeGreaterThan(0.9)
  })

  test('is not the one of another year', () => {
    expect(idsOf(answer('people prosecuted for online crime in 2020'))).toEqual(['online-crime-2020'])
    expect(idsOf(answer('people prosecuted for online crime in 2021'))).toEqual(['online-crime-2021'])
  })

  test('is not the one of another stage', () => {
    const prosecuted = idsOf(answer('online crime prosecuted 2018 and 2019'))
    expect(idsOf(answer('online crime arrests approved 2018 and 2019'))).not.toEqual(prosecuted)
  })

  test('is surer without words that nothing accounts for', () => {
    expect(probability('left-handed people prosecuted for online crime in 2020')).toBeLessThan(
      probability('people prosecuted for online crime in 2020') / 2,
    )
  })
})

describe('a value that somebody has read', () => {
  test('that one figure has names that figure', () => {
    expect(idsOf(answer('what is 105,658'))).toEqual(['online-crime-prosecuted-2018-2019'])
  })
  test('that several have asks which one', () => {
    const given = answer('282,000')
    expect(given).toMatchObject({ kind: 'clarify', missing: 'which' })
    expect(idsOf(given)).toEqual(expect.arrayContaining(['online-crime-2021', 'courts-online-crime-2017-2021']))
  })
  test('that none has is no answer', () => {
    expect(answer('what is 987,654,321')).toBeUndefined()
  })
})

describe('a period that was not published', () => {
  test('but lies within one that was gives that one, as the nearest', () => {
    const given = answer('people prosecuted for online crime in 2018')
    expect(given?.kind).toBe('nearest')
    expect(idsOf(given)).toContain('online-crime-prosecuted-2018-2019')
  })

  test.each([
    'people prosecuted for online crime in 2015',
    '2010年网络犯罪起诉人数',
    'online crime prosecuted in 2026',
  ])('nor any near it is said to be not published: %s', (question) => {
    expect(answer(question)?.kind).toBe('not-published')
    expect(idsOf(answer(question)).length).toBeGreaterThan(0)
  })

  test('offers nothing of another offence', () => {
    for (const id of idsOf(answer('people prosecuted for telecom fraud in 2015')))
      expect(figure(id).offence).toBe('telecom-fraud')
  })
})

describe('a question with a part missing', () => {
  test('asks for the period, and offers only what fits', () => {
    const given = answer('how many people were prosecuted for telecom fraud')
    expect(given).toMatchObject({ kind: 'clarify', missing: 'period' })
    for (const id of idsOf(given)) expect(figure(id)).toMatchObject({ offence: 'telecom-fraud', stage: 'prosecuted' })
  })

  test('offers each figure once, and no more than six', () => {
    const ids = idsOf(answer('how many people were prosecuted for telecom fraud'))
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBeGreaterThan(1)
    expect(ids.length).toBeLessThanOrEqual(6)
  })
})

describe('two years set against each other', () => {
  test('inside a run give the change', () => {
    const given = answer('online crime prosecuted 2020 compared with 2021')
    expect(given).toMatchObject({ kind: 'change', change: { direction: 'rose' } })
    expect(idsOf(given)).toEqual(['online-crime-2020', 'online-crime-2021'])
    // 282,000 on 142,000 is 98.6 %; the source prints 98.5 %, and that is what counts.
    expect(given).toMatchObject({ change: { published: true, percent: { value: 98.5 } } })
  })

  test('stand in order of time, whichever is named first', () => {
    expect(idsOf(answer('telecom fraud prosecuted 2024 compared with 2023'))).toEqual([
      'telecom-fraud-2023',
      'telecom-fraud-2024',
    ])
  })

  test('that fell are said to have fallen', () => {
    expect(answer('telecom fraud prosecuted 2024 vs 2025')).toMatchObject({ change: { direction: 'fell' } })
  })

  test.each([
    'online crime prosecuted 2018-2019 vs 2020',
    'online crime prosecuted 2021 compared with 2023',
    '网络犯罪起诉人数2021年与2023年相比',
  ])('across a break give none: %s', (question) => {
    expect(answer(question)).toMatchObject({ kind: 'beside' })
  })

  test.each([
    'online crime prosecuted 2018-2019 vs 2020',
    'online crime prosecuted 2021 compared with 2023',
    '网络犯罪起诉人数2021年与2023年相比',
  ])('across a break are shown side by side without a computed rate: %s', (question) => {
    const { reply } = answered(question)
    expect(reply.figures).toHaveLength(2)
    expect(reply.text).not.toMatch(/[÷%]/)
  })
})

describe('a share', () => {
  test('of two counts of which neither is a part of the other is refused', () => {
    const given = answer('share of people prosecuted among arrests approved for online crime in 2018 and 2019')
    expect(given?.kind).toBe('share-refused')
    expect(idsOf(given).sort()).toEqual(['online-crime-arrests-2018-2019', 'online-crime-prosecuted-2018-2019'])
  })

  test('of two values that somebody has read is refused as well', () => {
    expect(answer('105,658 of 89,167')).toMatchObject({ kind: 'share-refused' })
  })

  test('is never above one hundred, nor of anything but a declared part', () => {
    const parts = [...knowledge.figures.values()].filter(({ part_of }) => part_of)
    for (const part of parts) {
      for (const whole of part.part_of ?? []) {
        const given = answer(`${part.value} of ${figure(whole).value}`)
        if (given?.kind !== 'share') continue
        expect(given.share.value).toBeLessThanOrEqual(100)
        expect(given.part.part_of).toContain(given.whole.id)
      }
    }
  })
})

describe('a trend', () => {
  test('is a series, run by run, each in order of time', () => {
    const given = answer('trend of people prosecuted for telecom fraud')
    if (given?.kind !== 'series') throw new Error(`not a series: ${given?.kind}`)
    expect(given.runs.length).toBeGreaterThan(1)
    for (const run of given.runs) {
      const ends = run.figures.map((one) => periodOf(one).to)
      expect(ends).toEqual([...ends].sort())
    }
  })
})

test('a question that names no part of the table gets no answer from it', () => {
  for (const text of ['what is the weather', '你好', '', 'how do I report a scam']) expect(answer(text)).toBeUndefined()
})

test('periodOf reads running totals and periods alike', () => {
  expect(periodOf(figure('online-crime-prosecuted-2018-2019'))).toEqual(parsePeriod('2018/2019'))
  expect(periodOf(figure('covid-arrests-2020-04-07-people'))).toEqual({ from: null, to: '2020-04-07' })
})
