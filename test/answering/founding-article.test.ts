/** The article that the project began with (China Daily, 9 April 2020): its numbers, what it got wrong, and what became of its promises. */
import { describe, expect, test } from 'vitest'
import { ask } from '../shipped.ts'

describe('how many people were prosecuted for online crime in 2018 and 2019', () => {
  const questions: [
    language: string,
    question: string,
    value: string,
    together: RegExp,
    base: RegExp,
    article: RegExp,
  ][] = [
    [
      'en',
      'How many people were charged with online crimes in 2018 and 2019?',
      '105,658 people',
      /2018 and 2019 together/,
      /95\.1% on 2016 and 2017/,
      /China Daily .*"more than 105,000".*"year-on-year"/,
    ],
    [
      'zh-Hans',
      '2018年和2019年有多少人因网络犯罪被起诉？',
      '105658人',
      /2018年和2019年两年合计/,
      /2016年和2017年.*95\.1%/,
      /《中国日报》.*超过105000人.*同比/,
    ],
    [
      'zh-Hant',
      '2018年和2019年有多少人因網絡犯罪被起訴？',
      '105658人',
      /2018年和2019年兩年合計/,
      /2016年和2017年.*95\.1%/,
      /《中國日報》.*超過105000人.*同比/,
    ],
  ]
  describe.each(questions)('asked in %s', (language, question, value, together, base, article) => {
    const reply = ask(question)
    const [lead] = reply.blocks

    test('is answered in that language', () => {
      expect(reply).toMatchObject({ outcome: 'answer', language, reason: null })
    })
    test('gives the exact number of people, and that it is of two years together, first', () => {
      expect(lead).toMatchObject({ kind: 'lead', text: expect.stringContaining(value) })
      expect(lead).toMatchObject({ text: expect.stringMatching(together) })
    })
    test('says that they were prosecuted', () => {
      expect(lead).toMatchObject({ text: expect.stringMatching(/prosecuted|起诉|起訴/) })
      expect(reply.figures).toEqual([
        {
          id: 'online-crime-prosecuted-2018-2019',
          value: 105658,
          unit: 'people',
          qualifier: 'exact',
          stage: 'prosecuted',
          period: '2018/2019',
          formula: null,
        },
      ])
    })
    test('gives the rise and what it is measured against', () => {
      expect(reply.text).toMatch(base)
    })
    test('says how China Daily put it', () => {
      expect(reply.text).toMatch(article)
    })
    test('names the article as a source, with its date', () => {
      expect(reply.sources.map(({ id, published }) => [id, published])).toContainEqual([
        'cd-govt-20200409',
        '2020-04-09',
      ])
      expect(reply.text).toMatch(language === 'en' ? /9 April 2020/ : /2020年4月9日/)
    })
  })

  test.each([
    ['en', 'zh-Hans'],
    ['zh-Hans', 'en'],
  ] as const)('asked in %s and answered in %s when that is wanted', (asked, wanted) => {
    const question = questions.find(([language]) => language === asked)?.[1] ?? ''
    expect(ask(question, wanted)).toMatchObject({
      language: wanted,
      entries: ['online-crime-prosecuted-2018-2019'],
    })
  })
})

describe('a claim of the article that does not hold', () => {
  test.each([
    '2,281 of 3,275, 70 % went to court?',
    'So 2,281 of the 3,275 people detained were prosecuted?',
    '3275人里有2281人被起诉，也就是70%上了法庭？',
    '3,275人中2,281人，七成上了法庭？',
    '3275人裡有2281人被起訴，就是七成嗎？',
  ])('%s is corrected, not confirmed', (question) => {
    const reply = ask(question)
    expect(reply.outcome).toBe('answer')
    expect(reply.entries).toContain('claim-2281')
    expect(reply.blocks[0]).toMatchObject({ text: expect.stringMatching(/^(No,|不是)/) })
    expect(reply.blocks[0]).toMatchObject({ text: expect.stringMatching(/separate counts|独立统计|獨立統計/) })
    expect(reply.text).not.toMatch(/70 ?%|69\.\d ?%|七成/)
  })

  test.each([
    'China Daily says more than 105,000 people were charged, up 95 percent year-on-year. Is that right?',
    '中国日报说起诉了超过105000人，同比上升95%，对吗？',
  ])('%s is put right', (question) => {
    const reply = ask(question)
    expect(reply.outcome).toBe('answer')
    expect(reply.text).toMatch(/105,?658/)
    expect(reply.text).toMatch(/95\.1/)
    expect(reply.text).toMatch(/not "year-on-year"|“同比”并不准确/)
  })

  test.each([
    'Is it true that epidemic arrests were five times those of SARS?',
    '涉疫情犯罪批捕是非典时期的五倍吗？',
    '涉疫情犯罪批捕是非典時期的五倍嗎？',
  ])('%s tells the multiple of people from that of cases', (question) => {
    const reply = ask(question)
    expect(reply).toMatchObject({ outcome: 'answer', entries: ['claim-five-times'] })
    expect(reply.text).toMatch(/5 times|5倍/)
    expect(reply.text).toMatch(/8 times|8倍/)
  })
})

describe('what was promised', () => {
  test.each([
    "what did the Supreme People's Procuratorate promise to do about online crime in April 2020",
    '最高检在2020年4月的发布会上承诺了什么',
  ])('%s', (question) => {
    const reply = ask(question)
    expect(reply.outcome).toBe('answer')
    expect(['seed-overview', 'seed-priorities', 'promises-kept-summary']).toContain(reply.entries[0])
    expect(reply.sources.length).toBeGreaterThan(0)
  })

  test.each(['Were the guidelines updated as promised?', '办案指引后来更新了吗？'])(
    '%s is answered with what was published in January 2021',
    (question) => {
      const reply = ask(question)
      expect(reply).toMatchObject({ outcome: 'answer', entries: ['seed-guideline-promise'] })
      expect(reply.blocks[0]).toMatchObject({ text: expect.stringMatching(/January 2021|2021年1月/) })
    },
  )
})
