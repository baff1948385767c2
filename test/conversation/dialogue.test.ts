/** Dialogues: say this, expect that. */
import { describe, expect, test } from 'vitest'
import { buildMemory } from '../../src/conversation/memory.ts'
import type { Message } from '../../src/message.ts'
import type { Outcome, Reply } from '../../src/reply.ts'
import { startChat } from '../shipped.ts'

type Expected = {
  outcome?: Outcome
  reason?: Reply['reason']
  language?: Reply['language']
  /** The first entry that the reply rests on. */
  entry?: string
  text?: RegExp
  not?: RegExp
}
type Dialogue = [say: string, expect: Expected][]

async function verify(dialogue: Dialogue, message: Partial<Message> = {}): Promise<void> {
  const say = startChat()
  for (const [text, { entry, text: shown, not, ...rest }] of dialogue) {
    const reply = await say(text, message)
    expect(reply, text).toMatchObject(rest)
    if (entry) expect(reply?.entries[0], text).toBe(entry)
    if (shown) expect(reply?.text, text).toMatch(shown)
    if (not) expect(reply?.text, text).not.toMatch(not)
  }
}

describe('a follow-up changes one part of the question before', () => {
  test.each<[name: string, dialogue: Dialogue]>([
    [
      'the year, again and again',
      [
        ['how many people were prosecuted for online crime in 2020', { entry: 'online-crime-2020' }],
        ['and in 2021?', { outcome: 'answer', entry: 'online-crime-2021' }],
        ['2023?', { outcome: 'answer', entry: 'online-crime-2023' }],
      ],
    ],
    [
      'the year, in Chinese',
      [
        ['2021年网络犯罪一共起诉了多少人啊', { entry: 'online-crime-2021' }],
        ['那2023年呢', { outcome: 'answer', entry: 'online-crime-2023', language: 'zh-Hans' }],
      ],
    ],
    [
      'the year, said at more length',
      [
        ['people prosecuted for telecom fraud in 2023', { entry: 'telecom-fraud-2023' }],
        ['what about 2024', { outcome: 'answer', entry: 'telecom-fraud-2024' }],
      ],
    ],
    [
      'the stage of procedure',
      [
        ['people charged with online crime in 2018 and 2019 together', { entry: 'online-crime-prosecuted-2018-2019' }],
        ['and arrests?', { outcome: 'answer', entry: 'online-crime-arrests-2018-2019' }],
      ],
    ],
    [
      'the offence',
      [
        ['people prosecuted for online crime in 2020', { entry: 'online-crime-2020' }],
        ['and for telecom fraud?', { outcome: 'answer', entry: 'telecom-fraud-2020' }],
      ],
    ],
    [
      'but a whole question stands by itself',
      [
        ['people prosecuted for online crime in 2020', { entry: 'online-crime-2020' }],
        ['people prosecuted for telecom fraud in 2023', { outcome: 'answer', entry: 'telecom-fraud-2023' }],
      ],
    ],
    [
      'and what has nothing to do with it is not bent into one',
      [
        ['people prosecuted for online crime in 2020', { entry: 'online-crime-2020' }],
        ['tell me a joke', { outcome: 'abstain', reason: 'off-topic' }],
      ],
    ],
    [
      'and an emergency stays one',
      [
        ['people prosecuted for telecom fraud in 2020', { entry: 'telecom-fraud-2020' }],
        ['I was just scammed, I sent him 3000 yuan', { outcome: 'urgent', entry: 'first-minutes-defrauded' }],
      ],
    ],
    [
      'with nothing published for it says so',
      [
        ['people prosecuted for online crime in 2025', { entry: 'online-crime-2025' }],
        ['and in 2015?', { outcome: 'abstain', reason: 'not-published' }],
      ],
    ],
  ])('%s', (_name, dialogue) => verify(dialogue))

  test.each(['and in 2021?', '那2023年呢', 'and arrests?'])(
    '"%s" with nothing before it states no figure',
    async (text) => {
      expect((await startChat()(text))?.outcome).not.toBe('answer')
    },
  )

  test('a traditional question is followed up in traditional characters', async () => {
    verify([
      ['電信詐騙2023年起訴多少人', { language: 'zh-Hant', entry: 'telecom-fraud-2023' }],
      ['2024年呢', { language: 'zh-Hant', entry: 'telecom-fraud-2024' }],
    ])
  })
})

describe('asking where it comes from', () => {
  test.each([
    ['how many people were prosecuted for online crime in 2021', 'source?', 'en'],
    ['how many people were prosecuted for online crime in 2021', '/sources', 'en'],
    ['2021年网络犯罪起诉多少人', '来源', 'zh-Hans'],
  ] as const)('%s – %s', async (question, request, language) => {
    const say = startChat()
    const before = await say(question)
    const reply = await say(request)
    expect(reply).toMatchObject({ outcome: 'answer', language, entries: before?.entries })
    expect(reply?.sources.map(({ id }) => id)).toEqual(
      expect.arrayContaining(before?.sources.map(({ id }) => id) ?? ['a source']),
    )
  })

  test('shows every source, where the answer showed the first few', async () => {
    const say = startChat()
    await say('people prosecuted for online crime in 2018 and 2019')
    expect((await say('/sources'))?.sources.length).toBeGreaterThan(3)
  })

  test.each(['source?', '/sources', '来源'])('%s with nothing before it', async (text) => {
    const reply = await startChat()(text)
    expect(reply).toMatchObject({ outcome: 'help', sources: [] })
  })
})

describe('asking for another language', () => {
  test('gives the last answer in it, and every later one', () =>
    verify([
      ['people charged with online crime in 2018 and 2019', { language: 'en' }],
      ['in Chinese please', { language: 'zh-Hans', outcome: 'answer', entry: 'online-crime-prosecuted-2018-2019' }],
      ['and arrests?', { language: 'zh-Hans', entry: 'online-crime-arrests-2018-2019' }],
      ['in English', { language: 'en', entry: 'online-crime-arrests-2018-2019' }],
    ]))

  test('before any question sets it', () =>
    verify([
      ['in Chinese please', { language: 'zh-Hans', outcome: 'help' }],
      ['people prosecuted for online crime in 2021', { language: 'zh-Hans', entry: 'online-crime-2021' }],
    ]))

  test('by command', () =>
    verify([
      ['/lang zh-Hant', { language: 'zh-Hant' }],
      ['people prosecuted for online crime in 2021', { language: 'zh-Hant', entry: 'online-crime-2021' }],
      ['/lang en', { language: 'en' }],
      ['2021年网络犯罪起诉多少人', { language: 'en', entry: 'online-crime-2021' }],
    ]))

  test('names no other script than the one it now writes', () =>
    verify([
      ['/lang zh-Hans', { not: /繁/ }],
      ['/lang zh-Hant', { not: /簡體/ }],
    ]))

  test.each(['/lang', '/lang klingon'])('%s says which there are', (text) =>
    verify([[text, { outcome: 'help', text: /zh-Hant/ }]]),
  )
})

describe('picking by number', () => {
  test.each(['1', '1.', '#1', 'the first one', '第一个'])('%s asks the first choice', async (text) => {
    const say = startChat()
    const offered = await say('how many people were prosecuted for online crime in 2021')
    const [first] = offered?.choices ?? []
    expect(first).toBeDefined()
    const picked = await say(text)
    expect(picked?.entries).toEqual((await startChat()(first?.ask ?? ''))?.entries)
  })

  test('every choice that an answer offers leads somewhere', async () => {
    for (const question of [
      '/start',
      '282,000',
      'how many people were prosecuted for online crime in 2015',
      'tell me about scams',
    ]) {
      const say = startChat()
      const offered = (await say(question))?.choices ?? []
      for (const index of offered.keys()) {
        const again = startChat()
        await again(question)
        const reply = await again(String(index + 1))
        expect(['answer', 'urgent'], `${question} ${index + 1}: ${offered[index]?.label}`).toContain(reply?.outcome)
      }
    }
  })

  test('keeps the language that was spoken', () =>
    verify([
      ['2021年网络犯罪起诉多少人', { language: 'zh-Hans' }],
      ['1', { language: 'zh-Hans', outcome: 'answer' }],
    ]))

  test.each(['9', '7', '0'])('%s where there is no such choice states nothing', async (text) => {
    const say = startChat()
    await say('people prosecuted for online crime in 2021')
    expect((await say(text))?.outcome).not.toBe('answer')
  })

  test.each(['1', '5'])('%s where nothing was offered states nothing', async (text) => {
    expect((await startChat()(text))?.outcome).not.toBe('answer')
  })
})

describe('commands', () => {
  test.each<[command: string, expected: Expected]>([
    ['/start', { outcome: 'help', text: /online crime/ }],
    ['/help', { outcome: 'help', text: /\/topics/ }],
    ['/topics', { outcome: 'help', text: /\n1\) / }],
    ['/quit', { outcome: 'help', text: /110/ }],
    ['/nonsense', { outcome: 'help', text: /\/help/ }],
    ['/', { outcome: 'help' }],
  ])('%s', (command, expected) => verify([[command, expected]]))

  test.each(['/help', '/topics', '/quit', '/start'])('%s speaks Chinese after a Chinese question', (command) =>
    verify([
      ['2021年网络犯罪起诉多少人', { language: 'zh-Hans' }],
      [command, { language: 'zh-Hans', text: /\p{Script=Han}/u }],
    ]),
  )

  test('/topics is offered to pick from, and a pick is answered', async () => {
    const say = startChat()
    const topics = await say('/topics')
    expect(topics?.choices.length).toBeGreaterThan(5)
    expect((await say('1'))?.entries).toEqual([topics?.choices[0]?.id])
  })

  test('/help in between loses no thread', () =>
    verify([
      ['people prosecuted for online crime in 2020', { entry: 'online-crime-2020' }],
      ['/help', { outcome: 'help' }],
      ['and in 2021?', { outcome: 'answer', entry: 'online-crime-2021' }],
    ]))

  test('a refusal in between loses no thread', () =>
    verify([
      ['people prosecuted for online crime in 2020', { entry: 'online-crime-2020' }],
      ['tell me a joke', { outcome: 'abstain' }],
      ['and in 2021?', { outcome: 'answer', entry: 'online-crime-2021' }],
    ]))
})

describe('in a group', () => {
  const group = { chat: 'group', addressed: false } as const

  test.each([
    'how many people were prosecuted for online crime in 2021',
    '/help',
    'source?',
    '1',
    'I was just scammed',
    '',
  ])('nothing is said to "%s" when it is not addressed', async (text) => {
    expect(await startChat()(text, group)).toBeUndefined()
  })

  test('what is addressed is answered', async () => {
    expect(
      await startChat()('people prosecuted for online crime in 2021', { ...group, addressed: true }),
    ).toMatchObject({
      entries: ['online-crime-2021'],
    })
  })

  test('what was said to others leaves no trace', async () => {
    const say = startChat()
    await say('people prosecuted for online crime in 2020', group)
    expect((await say('and in 2021?', { ...group, addressed: true }))?.outcome).not.toBe('answer')
  })
})

describe('memory', () => {
  test('is kept apart for each conversation', async () => {
    const say = startChat()
    await say('people prosecuted for online crime in 2020', { conversation: 'test:1' })
    await say('people prosecuted for telecom fraud in 2023', { conversation: 'test:2' })
    expect((await say('source?', { conversation: 'test:1' }))?.entries).toEqual(['online-crime-2020'])
    expect((await say('source?', { conversation: 'test:2' }))?.entries).toEqual(['telecom-fraud-2023'])
  })

  test('fades: after half an hour a follow-up follows nothing', async () => {
    let clock = 0
    const say = startChat(buildMemory({ now: () => clock }))
    await say('people prosecuted for online crime in 2020')
    clock = 29 * 60_000
    expect((await say('source?'))?.entries).toEqual(['online-crime-2020'])
    clock = 60 * 60_000
    expect(await say('source?')).toMatchObject({ outcome: 'help', entries: [] })
  })
})

test('a message may say which language it wants', async () => {
  expect(await startChat()('2021年网络犯罪起诉多少人', { language: 'en' })).toMatchObject({
    language: 'en',
    entries: ['online-crime-2021'],
  })
})
