/** Slash commands, menus over messages, buttons and lists, as dialogue: give this, see that. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect, directChat, person } from './chats.ts'
import type { Shown } from './world.ts'

const QUESTION = 'how many people were prosecuted for online crime in 2021'

let bot: Awaited<ReturnType<typeof connect>>
beforeAll(async () => {
  bot = await connect()
})
afterAll(async () => {
  expect(await bot.leave()).toEqual([])
})
const chat = (more = {}) => directChat(bot.api, person('Ann', more))
const labels = ({ rows, selects }: Shown): string[] => [
  ...rows.flat().map(({ label }) => label),
  ...selects.flatMap(({ options }) => options.map(({ label }) => label)),
]

describe('/ask', () => {
  test('is answered: the first sentence in bold, the sources with their links, what to ask next in a list', async () => {
    const answer = await chat().command('ask', { question: QUESTION })
    expect(answer.bold[0]).toBe('Procuratorates prosecuted about 282,000 people for crimes committed online in 2021.')
    expect(answer.text).toMatch(/\n\nSources\n\n\[1\] People's Daily Online/)
    expect(answer.addresses[0]).toMatch(/^http:\/\/en\.people\.cn\//)
    expect(answer.selects[0]?.options[0]?.label).toBe('People prosecuted for suspected online crime, 2020')
    expect(answer.body.flags).toBe(1 << 15)
  })

  test('what is picked from the list is answered', async () => {
    const ann = chat()
    const answer = await ann.command('ask', { question: QUESTION })
    const next = await ann.press(answer, 'People prosecuted for suspected online crime, 2020')
    expect(next?.text).toMatch(/142,000/)
  })
})

describe('commands', () => {
  test.each<[command: string, values: Record<string, string>, shows: RegExp]>([
    ['figure', { offence: 'telecom fraud', year: '2023', stage: 'prosecuted' }, /2023/],
    ['figure', { offence: 'telecom fraud' }, /At which stage/],
    ['topics', {}, /You can ask me about/],
    ['figures', {}, /newest figures/],
    ['explain', { text: 'they said 282,000 people' }, /282,000/],
    ['report', {}, /110/],
    ['sources', {}, /nothing before this/],
    ['privacy', {}, /what I keep/],
    ['help', {}, /\/topics/],
  ])('/%s %j', async (name, values, shows) => {
    expect((await chat().command(name, values)).text).toMatch(shows)
  })

  test('one that the bot no longer has is answered with what it has', async () => {
    expect((await chat().command('gone')).text).toMatch(/\/topics/)
  })

  test('/language takes the language as it is; from then on it is spoken', async () => {
    const ann = chat()
    expect((await ann.command('language', { language: 'zh-Hant' })).text).toMatch(/我用中文回答/)
    expect((await ann.command('ask', { question: QUESTION })).text).toMatch(/起訴/)
  })

  test('every figure and every topic that is listed can be picked and is answered', async () => {
    for (const command of ['figures', 'topics']) {
      const ann = chat()
      const list = await ann.command(command)
      expect(labels(list).length, command).toBeGreaterThan(5)
      for (const label of labels(list)) expect((await ann.press(list, label))?.bold.length, label).toBeGreaterThan(0)
    }
  })
})

test('an emergency stands out, comes alone, and is not voted on', async () => {
  const answer = await chat().command('ask', {
    question: 'I was just scammed and transferred the money 10 minutes ago',
  })
  expect(answer.text).toMatch(/^.*110/)
  expect(JSON.stringify(answer.body.components)).toMatch(/"accent_color":\d+/)
  expect(labels(answer).join()).not.toMatch(/Right|All sources/)
})

describe('while an option is filled in', () => {
  test.each([
    ['question', { question: 'telcom fruad' }, /fraud/i],
    ['question', { question: '帮信' }, /./],
    ['offence', { offence: 'telecm fraud' }, /telecom/i],
    ['year', { offence: 'telecom fraud', year: '20' }, /20\d\d/],
    ['stage', { offence: 'telecom fraud', stage: 'pros' }, /prosecuted/],
  ])('%s of %j has suggestions, at most 25', async (focused, values, shows) => {
    const name = focused === 'question' ? 'ask' : 'figure'
    const offers = await chat().offered(name, focused, values)
    expect(offers.length).toBeGreaterThan(0)
    expect(offers.length).toBeLessThanOrEqual(25)
    expect(offers[0]?.name).toMatch(shows)
  })

  test('nothing typed yet has suggestions too, in the language of the person', async () => {
    expect((await chat({ locale: 'zh-TW' }).offered('ask', 'question', { question: '' }))[0]?.name).toMatch(
      /\p{Script=Han}/u,
    )
  })

  test('what is suggested and then given is answered', async () => {
    const ann = chat()
    const [first] = await ann.offered('ask', 'question', { question: 'evidence' })
    expect((await ann.command('ask', { question: first?.value ?? '' })).bold.length).toBeGreaterThan(0)
  })
})

test.each([
  ['zh-CN', /中文英文都可以。我会/],
  ['zh-TW', /中文英文都可以。我會/],
  ['fr', /Ask in your own words/],
])('whose Discord speaks %s is spoken to in it, as far as may be', async (locale, shows) => {
  expect((await chat({ locale }).command('help')).text).toMatch(shows)
})
