/** Numbers, dates and periods in words, and a reply as plain text. */
import { describe, expect, test } from 'vitest'
import { plainText } from '../../src/answering/plain-text.ts'
import { wordsIn } from '../../src/answering/wording.ts'
import type { Qualifier } from '../../src/knowledge/schema/figures.ts'
import type { Language } from '../../src/message.ts'
import type { Reply } from '../../src/reply.ts'
import { figure, knowledge } from '../shipped.ts'

const words = { en: wordsIn('en', knowledge), zh: wordsIn('zh-Hans', knowledge), hant: wordsIn('zh-Hant', knowledge) }

describe('a value', () => {
  test.each<[amount: number, qualifier: Qualifier, unit: string, en: string, zh: string, hant: string]>([
    [105658, 'exact', 'people', '105,658', '105658', '105658'],
    [282000, 'about', 'people', 'about 282,000', '约28.2万', '約28.2萬'],
    [29000, 'more-than', 'people', 'more than 29,000', '超过2.9万', '超過2.9萬'],
    [40000, 'nearly', 'people', 'nearly 40,000', '近4万', '近4萬'],
    [500, 'up-to', 'people', 'up to 500', '最多500', '最多500'],
    [137, 'exact', 'people', '137', '137', '137'],
    [0, 'exact', 'people', '0', '0', '0'],
    [95.1, 'exact', 'percent', '95.1%', '95.1%', '95.1%'],
    [5, 'about', 'times', 'about 5 times', '约5倍', '約5倍'],
    [2750000000, 'exact', 'yuan', '2.75 billion yuan', '27.5亿元', '27.5億元'],
    [272000000000, 'more-than', 'yuan', 'more than 272 billion yuan', '超过2720亿元', '超過2720億元'],
    [3000, 'exact', 'yuan', '3,000 yuan', '3000元', '3000元'],
    [6410000, 'exact', 'calls', '6,410,000', '641万', '641萬'],
    [-18, 'exact', 'percent', '−18%', '−18%', '−18%'],
  ])('%d %s %s', (amount, qualifier, unit, en, zh, hant) => {
    expect(words.en.value(amount, qualifier, unit)).toBe(en)
    expect(words.zh.value(amount, qualifier, unit)).toBe(zh)
    expect(words.hant.value(amount, qualifier, unit)).toBe(hant)
  })

  test('loses nothing of an exact number in either language', () => {
    const back = (text: string): number => {
      const [, digits = '', scale = ''] = /([\d.,]+)\s*(万|亿|billion|million)?/.exec(text) ?? []
      return Number(digits.replaceAll(',', '')) * ({ 万: 1e4, 亿: 1e8, billion: 1e9, million: 1e6 }[scale] ?? 1)
    }
    for (const { id, value, measure } of knowledge.figures.values()) {
      const unit = knowledge.concepts.measures.find((one) => one.id === measure)?.unit ?? ''
      for (const one of [words.en, words.zh])
        expect(
          back(one.value(value, 'exact', unit)) / Math.abs(value),
          `${id}: ${one.value(value, 'exact', unit)}`,
        ).toBeCloseTo(1, 10)
    }
  })
})

describe('a date', () => {
  test.each([
    ['2020-04-09', '9 April 2020', '2020年4月9日'],
    ['2020-04', 'April 2020', '2020年4月'],
    ['2020', '2020', '2020年'],
    ['2021-12-31', '31 December 2021', '2021年12月31日'],
  ])('%s', (iso, en, zh) => {
    expect(words.en.date(iso)).toBe(en)
    expect(words.zh.date(iso)).toBe(zh)
    expect(words.hant.date(iso)).toBe(zh)
  })
})

describe('a period', () => {
  test.each([
    ['2020', '2020', '2020年'],
    ['2018/2019', '2018 and 2019 together', '2018年和2019年合计'],
    ['2018/2022', '2018 to 2022', '2018年至2022年'],
    ['2020-H1', 'first half of 2020', '2020年上半年'],
    ['2020-H2', 'second half of 2020', '2020年下半年'],
    ['2020-04', 'April 2020', '2020年4月'],
    ['2023-01/2023-11', 'January to November 2023', '2023年1月至11月'],
    ['../2020-04-07', 'up to 7 April 2020', '截至2020年4月7日'],
    ['2020-02-01/2020-04-15', '1 February to 15 April 2020', '2020年2月1日至4月15日'],
  ])('%s', (text, en, zh) => {
    expect(words.en.period(text)).toBe(en)
    expect(words.zh.period(text)).toBe(zh)
  })

  test('in traditional characters', () => {
    expect(words.hant.period('2018/2019')).toBe('2018年和2019年合計')
  })

  test('of every figure has words in each language', () => {
    for (const { id, period, as_of } of knowledge.figures.values()) {
      for (const one of Object.values(words)) expect(one.period(period ?? `../${as_of}`), id).toMatch(/\d{4}/)
    }
  })
})

describe('a text of the knowledge base', () => {
  test('has its figures filled in with their qualifier', () => {
    const text = { en: 'In 2021, {online-crime-2021} people.', zh: '2021年{online-crime-2021}人。' }
    expect(figure('online-crime-2021')).toMatchObject({ value: 282000, qualifier: 'about' })
    expect(words.en.text(text)).toBe('In 2021, about 282,000 people.')
    expect(words.zh.text(text)).toBe('2021年约28.2万人。')
    expect(words.hant.text(text)).toBe('2021年約28.2萬人。')
  })

  test('leaves no blank open anywhere in what ships', () => {
    for (const { id, short, more, steps, caution } of knowledge.guidance.values()) {
      const texts = [
        short,
        more,
        caution,
        ...(steps?.en ?? []).map((en, index) => ({ en, zh: steps?.zh[index] ?? '' })),
      ]
      for (const text of texts) {
        if (!text) continue
        for (const one of Object.values(words)) expect(one.text(text), id).not.toMatch(/[{}]|undefined|NaN/)
      }
    }
  })
})

describe('plain text', () => {
  const reply: Omit<Reply, 'text'> = {
    language: 'en',
    outcome: 'answer',
    reason: null,
    confidence: 1,
    entries: [],
    figures: [],
    blocks: [
      { kind: 'lead', text: 'Call 110 at once.' },
      { kind: 'paragraph', text: 'Every minute counts.' },
      { kind: 'steps', items: ['Stop paying.', 'Call the bank.'] },
      { kind: 'list', title: 'Keep', items: ['receipts', 'chats'] },
      { kind: 'list', items: ['numbers'] },
      { kind: 'note', label: 'Note', text: 'Keep everything.' },
    ],
    sources: [
      {
        id: 'a',
        title: 'Report',
        described: false,
        publisher: 'Xinhua',
        published: '2020-04-09',
        url: 'https://a.example/1',
      },
      { id: 'b', title: 'Leaflet', described: false, publisher: 'Police', published: null, url: null },
      { id: 'c', title: 'Advice on cards', described: true, publisher: 'Police', published: null, url: null },
    ],
    choices: [
      { label: 'First', ask: 'first?' },
      { label: 'Second', ask: 'second?' },
    ],
  }
  const shown = (language: Language): string => plainText({ ...reply, language }, wordsIn(language, knowledge))

  test('is every block in turn, an empty line between them', () => {
    expect(shown('en').split('\n\n').slice(0, 6)).toEqual([
      'Call 110 at once.',
      'Every minute counts.',
      '1. Stop paying.\n2. Call the bank.',
      'Keep:\n• receipts\n• chats',
      '• numbers',
      'Note: Keep everything.',
    ])
  })

  test('numbers its sources, with date and address where there are any', () => {
    expect(shown('en')).toContain(
      'Sources:\n[1] Xinhua, "Report", 9 April 2020\n    https://a.example/1\n[2] Police, "Leaflet", undated',
    )
    expect(shown('zh-Hans')).toMatch(/来源：\n\[1\] Xinhua，.Report.，2020年4月9日\n {4}https:\/\/a\.example\/1\n/)
    expect(shown('zh-Hans')).toMatch(/\n\[2\] Police，.Leaflet.，无日期/)
    expect(shown('zh-Hant')).toMatch(/來源：\n\[1\] Xinhua，.Report./)
  })

  test('quotes the title of a page, and not what a page is said to be about', () => {
    expect(shown('en')).toContain('[3] Police, Advice on cards, undated')
    expect(shown('zh-Hans')).toContain('[3] Police，Advice on cards，无日期')
  })

  test('numbers its choices, last of all', () => {
    expect(shown('en')).toMatch(/\n\n.+\n1\) First\n2\) Second$/)
  })

  test('has no sources and choices where there are none', () => {
    expect(plainText({ ...reply, sources: [], choices: [] }, words.en)).not.toMatch(/Sources|1\)/)
  })
})
