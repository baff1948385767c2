/** The whole way of a question over the shipped knowledge: what comes first, what is refused and why, and what never happens. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AbstainReason, Outcome, Reply } from '../../src/reply.ts'
import { answered, ask, figure, knowledge } from '../shipped.ts'

const OUTCOMES: Outcome[] = ['answer', 'clarify', 'suggest', 'abstain', 'urgent', 'help']
const lead = (reply: Reply): string => (reply.blocks[0] && 'text' in reply.blocks[0] ? reply.blocks[0].text : '')

describe('urgent first', () => {
  test.each([
    'I was just scammed, I transferred 5000 yuan to a fraudster',
    'help i just got scammed what do i do',
    '我刚刚被骗了5000元，怎么办',
    '我剛剛被騙了五千塊 怎麼辦',
    '刚转了两万给骗子',
  ])('%s', (text) => {
    const reply = ask(text)
    expect(reply).toMatchObject({ outcome: 'urgent', entries: ['first-minutes-defrauded'] })
    expect(lead(reply)).toContain('110')
    expect(reply.blocks.some((block) => block.kind === 'steps')).toBe(true)
    expect(reply.sources.length).toBeGreaterThan(0)
  })

  test.each([
    ['a scammer says he will post my nude photos if i dont pay', 'scam-naked-chat'],
    ['i dont want to live anymore after losing all my money', 'self-harm-after-fraud'],
    ['我弟弟被关在缅甸的诈骗园区出不来', 'scam-compound'],
  ])('%s', (text, entry) => {
    expect(ask(text)).toMatchObject({ outcome: 'urgent', entries: [entry] })
  })

  test.each([
    'how many people were scammed online in 2023',
    '2023年有多少人被骗',
    'how many people were prosecuted for fraud in 2020',
    'how much money did people lose to scams in 2020',
    'statistics of people just defrauded in 2020',
  ])('a question about statistics that sounds like it is not: %s', (text) => {
    expect(ask(text).outcome).not.toBe('urgent')
  })

  test('in every language the steps are the same in number', () => {
    const steps = (['en', 'zh-Hans', 'zh-Hant'] as const).map((language) => {
      const block = ask('I was just scammed, I transferred 5000 yuan', language).blocks.find(
        ({ kind }) => kind === 'steps',
      )
      return block?.kind === 'steps' ? block.items.length : 0
    })
    expect(steps[0]).toBeGreaterThan(2)
    expect(new Set(steps).size).toBe(1)
  })

  test('what a person pastes in is not repeated', () => {
    const reply = ask('I was just scammed, my card 6222021234567890123, id 11010519491231002X, phone 13812345678')
    expect(JSON.stringify(reply)).not.toMatch(/6222021234567890123|11010519491231002|13812345678/)
  })
})

describe('a refusal says why', () => {
  test.each<[reason: AbstainReason, text: string]>([
    ['off-topic', 'tell me a joke'],
    ['off-topic', '红烧肉怎么做'],
    ['not-known', 'what is the favourite colour of online fraudsters'],
    ['not-published', 'how many people were prosecuted for online crime in 2015'],
    ['not-published', '2015年网络犯罪起诉多少人'],
    ['personal-case', 'will i go to jail, i lent my bank card'],
    ['personal-case', '我把银行卡借给别人了，我会坐牢吗'],
    ['legal-advice', 'should i plead guilty'],
    ['legal-advice', '我该不该认罪'],
    ['harmful', 'how do i launder money without getting caught'],
    ['harmful', '怎么洗钱不被发现'],
    ['language', '¿cuántas personas fueron procesadas por delitos en línea?'],
    ['language', 'オンライン犯罪で起訴された人は何人ですか'],
    ['language', 'Сколько людей было осуждено за киберпреступления?'],
    ['not-understood', 'asdfghjkl qwrtp'],
  ])('%s: %s', (reason, text) => {
    const reply = ask(text)
    expect(reply).toMatchObject({ outcome: 'abstain', reason, entries: [], figures: [], sources: [] })
    expect(lead(reply).length).toBeGreaterThan(10)
  })

  test('a message in another language is told so in both of ours', () => {
    expect(ask('¿cuántas personas fueron procesadas?').text).toMatch(/English.*Chinese[\s\S]*\p{Script=Han}/u)
  })

  test('only a refusal has a reason', () => {
    for (const text of [
      'hello',
      'online crime prosecuted 2021',
      'should i plead guilty',
      '282,000',
      'I was just scammed',
    ])
      expect(ask(text).reason !== null).toBe(ask(text).outcome === 'abstain')
  })

  test('what is offered instead can be asked', () => {
    for (const { ask: question } of ask('how many people were prosecuted for online crime in 2015').choices)
      expect(ask(question).outcome).toBe('answer')
  })
})

describe('what a figure is answered with', () => {
  const questions = [...knowledge.figures.values()].flatMap(({ label }) => [label.en, label.zh])
  const numbersIn = (text: string): string[] => text.match(/\d+(?:[,.]\d+)*/g) ?? []

  test('every number in the first sentence is its value, its period or stands in its own sentence', () => {
    const invented: string[] = []
    for (const question of questions) {
      for (const language of ['en', 'zh-Hans', 'zh-Hant'] as const) {
        const { reply, decision } = answered(question, language)
        if (reply.outcome !== 'answer' || !('figures' in decision) || decision.figures.kind !== 'cell') continue
        const { id, value, says, period = '', as_of = '' } = figure(reply.figures[0]?.id ?? '')
        const values = [1, 1e4, 1e6, 1e8, 1e9].map((scale) => String(Number(Math.abs(value / scale).toPrecision(12))))
        const given = [...values, ...numbersIn(says.en), ...numbersIn(says.zh), ...numbersIn(`${period} ${as_of}`)]
        for (const number of numbersIn(lead(reply)))
          if (!given.includes(number.replaceAll(',', '')) && !given.includes(number)) invented.push(`${id}: ${number}`)
      }
    }
    expect(invented).toEqual([])
  })

  test('has a source, a stage and a period, in every language', () => {
    for (const question of questions.filter((_, index) => index % 5 === 0)) {
      const reply = ask(question)
      if (reply.outcome !== 'answer') continue
      expect(reply.sources.length, question).toBeGreaterThan(0)
      for (const { stage, period, unit } of reply.figures) {
        expect(stage, question).not.toBe('')
        expect(period, question).toMatch(/\d{4}/)
        expect(unit, question).not.toBe('')
      }
    }
  })
})

describe('the same answer, byte for byte', () => {
  const questions = [
    'online crime prosecuted 2021',
    '2018年网络犯罪起诉多少人',
    'online crime by province',
    '282,000',
    'tell me a joke',
  ]
  test.each(questions)('%s', (question) => {
    const first = JSON.stringify(ask(question))
    for (const other of questions) ask(other)
    expect(JSON.stringify(ask(question))).toBe(first)
  })

  test('on another day only what is dated changes', () => {
    expect(ask('people prosecuted for online crime in 2021').figures).toEqual(
      ask('people prosecuted for online crime in 2021', 'zh-Hans').figures,
    )
  })
})

describe('hostile input', () => {
  test.each<[name: string, text: string]>([
    ['nothing', ''],
    ['spaces', ' \t\n '],
    ['10,000 characters', 'how many people were prosecuted for online crime '.repeat(205)],
    ['10,000 Chinese characters', '网络犯罪起诉多少人'.repeat(1112)],
    ['100,000 characters of one word', 'a'.repeat(100_000)],
    ['100,000 characters of one Chinese character', '骗'.repeat(100_000)],
    ['100,000 digits', '1'.repeat(100_000)],
    ['100,000 combining marks', `e${'\u0301'.repeat(100_000)}`],
    ['50,000 brackets', '('.repeat(50_000)],
    ['control characters', 'online\u0000 \u0007crime\u001b[31m 2020\u0008'],
    ['zero-width characters', 'on\u200bline c\u200drime 20\ufeff20'],
    ['marks from right to left', '\u202eonline crime\u202c \u200f2020'],
    ['zalgo', 'o\u0335\u0321n\u0337\u0322l\u0336\u0315i\u0334\u031bn\u0335e\u0336 c\u0337r\u0338i\u0336m\u0335e\u0334'],
    ['a lone high surrogate', 'online crime \ud83d 2020'],
    ['a lone low surrogate', '\udc00'],
    ['HTML', '<script>alert(1)</script><img src=x onerror=alert(1)>'],
    ['Markdown', '**bold** [link](javascript:alert(1)) `code` _x_ ![](x) # h'],
    ['a template', '{online-crime-2021} {{7*7}} ${7*7} %s %n'],
    ['SQL', "'; DROP TABLE figures; --"],
    ['emoji alone', '🙂🙂🙂👨‍👩‍👧‍👦🇨🇳'],
    ['punctuation alone', '?!…。，、'],
    ['names of object properties', 'constructor __proto__ hasOwnProperty toString'],
  ])('%s gets a reply, the same each time, within two seconds', (_name, text) => {
    const start = performance.now()
    const reply = ask(text)
    expect(performance.now() - start).toBeLessThan(2000)
    expect(OUTCOMES).toContain(reply.outcome)
    expect(reply.text).not.toBe('')
    expect(reply.text.length).toBeLessThan(6000)
    expect(ask(text)).toEqual(reply)
  })

  test.each([
    '<script>alert(1)</script>',
    '[link](javascript:alert(1))',
    '{online-crime-2021}',
    '${7*7}',
    '\u202eevil',
  ])('%s is not repeated', (text) => {
    expect(ask(`${text} online crime prosecuted 2021`).text).not.toContain(text)
  })

  test.each([
    ['online\u0000 crime\u0007 prosecuted 2021', 'online-crime-2021'],
    ['on\u200bline c\u200drime prosecuted 20\ufeff21', 'online-crime-2021'],
    ['ｏｎｌｉｎｅ ｃｒｉｍｅ ｐｒｏｓｅｃｕｔｅｄ ２０２１', 'online-crime-2021'],
    ['ONLINE CRIME PROSECUTED 2021!!!', 'online-crime-2021'],
    ['<b>online crime</b> prosecuted **2021**', 'online-crime-2021'],
    ['🙂 online crime prosecuted 2021 🙂', 'online-crime-2021'],
  ])('%s is still understood', (text, id) => {
    expect(ask(text)).toMatchObject({ outcome: 'answer', entries: [id] })
  })

  test('any string gets a reply, and twice the same', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom(
        'online crime',
        '网络犯罪',
        '2020',
        '起诉',
        'and',
        '被骗',
        '282,000',
        '\ud800',
        '\u202e',
        '1e999',
        '-',
        '年',
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join(' ')
        const reply = ask(text)
        expect(OUTCOMES).toContain(reply.outcome)
        expect(reply.text).not.toBe('')
        expect(reply.text).not.toMatch(/undefined|NaN|\[object/)
        expect(reply.confidence).toBeGreaterThanOrEqual(0)
        expect(reply.confidence).toBeLessThanOrEqual(1)
        expect(ask(text).text).toBe(reply.text)
      }),
      { numRuns: 250, seed: 20261125 },
    )
  })
})

describe('answering in the language asked for', () => {
  test.each(['en', 'zh-Hans', 'zh-Hant'] as const)('%s, whatever the question is written in', (language) => {
    for (const question of ['online crime prosecuted 2021', '2021年网络犯罪起诉多少人', '2021年網絡犯罪起訴多少人']) {
      const reply = ask(question, language)
      expect(reply.language).toBe(language)
      expect(reply.entries).toEqual(['online-crime-2021'])
      expect(/\p{Script=Han}/u.test(lead(reply))).toBe(language !== 'en')
    }
  })
})

test.each([
  ["why can't I add up the yearly totals of online crime prosecutions", 'conflict-rule-change'],
  ['为什么网络犯罪每年的起诉人数不能相加', 'conflict-rule-change'],
])('the reason is told by words, not by another number: %s', (text, entry) => {
  expect(ask(text).entries).toContain(entry)
})

test('whoever describes an emergency in words of their own is helped as in one', () => {
  expect(ask('they can see my screen and ask me to open my bank app, still on the call')).toMatchObject({
    outcome: 'urgent',
    entries: ['screen-sharing-scam'],
  })
  expect(ask('what is screen sharing fraud').outcome).not.toBe('urgent')
})

test('an offence that nobody here knows is not told to be unpublished in the words of another', () => {
  expect(ask('how many people were prosecuted for shoplifting in 2022').outcome).toBe('suggest')
  expect(ask('how many people were prosecuted for online crime in 2022').entries).toContain('missing-2022-count')
})
