/** What every platform's messages, buttons and admins bring about, without a platform. */
import { describe, expect, test } from 'vitest'
import { buildCooldowns } from '../../src/conversation/cooldowns.ts'
import { buildHost } from '../../src/conversation/host.ts'
import { keptInMemory } from '../../src/conversation/kept.ts'
import { buildMemory } from '../../src/conversation/memory.ts'
import { buildConversation } from '../../src/conversation/respond.ts'
import { DEFAULTS, type Settings, settingsInMemory } from '../../src/conversation/settings.ts'
import type { Message } from '../../src/message.ts'
import type { Reply } from '../../src/reply.ts'
import { answerer, knowledge, TODAY } from '../shipped.ts'

const QUESTION = 'how many people were prosecuted for online crime in 2021'
const URGENT = 'I was just scammed and transferred the money 10 minutes ago'
const GROUP = { chat: 'group', place: 'test:g', conversation: 'test:g:1' } as const

/** A host of its own, in a group where this is set. */
async function hosted(set: Partial<Settings> = {}) {
  let clock = 0
  const settings = settingsInMemory()
  await settings.remember('test:g', { ...DEFAULTS, ...set })
  const conversation = buildConversation(answerer, buildMemory(), () => TODAY)
  const host = buildHost({
    conversation,
    knowledge,
    kept: { ...keptInMemory(), settings },
    operators: new Set(['test:operator']),
    cooling: buildCooldowns(() => clock),
    today: () => TODAY,
  })
  const say = (message: Partial<Message>): Promise<Reply | undefined> =>
    host.respond({ conversation: 'test:1', text: '', chat: 'private', addressed: true, ...message })
  return {
    settings,
    say,
    private: (text: string) => say({ text }),
    group: (text: string, more: Partial<Message> = {}) => say({ ...GROUP, text, by: 'mention', ...more }),
    pass: (seconds: number) => {
      clock += seconds * 1000
    },
  }
}

const pressOf = (reply: Reply | undefined, label: RegExp): string =>
  [...(reply?.choices ?? []), ...(reply?.actions ?? [])].find((button) => label.test(button.label))?.press ?? ''

describe('buttons', () => {
  test('every choice of an answer has one, and it asks what the choice asks', async () => {
    const { say, private: ask } = await hosted()
    const answer = await ask(QUESTION)
    for (const { press = '', ask: asks } of answer?.choices ?? []) {
      const picked = await say({ press })
      expect(picked?.entries).toEqual((await (await hosted()).private(asks))?.entries)
    }
  })

  test('follow nothing: what was asked before does not bend them', async () => {
    const { say, private: ask } = await hosted()
    const press = pressOf(await ask(QUESTION), /2020/)
    await ask('how many people were prosecuted for telecom fraud in 2023')
    expect((await say({ press }))?.entries).toEqual(['online-crime-2020'])
  })

  test('speak the language of the answer that they stand under', async () => {
    const { say, private: ask } = await hosted()
    const press = pressOf(await ask('2021年网络犯罪起诉多少人'), /2020/)
    expect((await say({ press, hint: 'en' }))?.language).toBe('zh-Hans')
  })

  test('under a question back take its place; under an answer they do not', async () => {
    const { say, private: ask } = await hosted()
    expect((await say({ press: pressOf(await ask('282,000'), /./) }))?.replaces).toBe(true)
    expect((await say({ press: pressOf(await ask(QUESTION), /2020/) }))?.replaces).toBeUndefined()
  })

  test('a figure of a series offers its chart, an entry does not', async () => {
    const { say, private: ask } = await hosted()
    const chart = await say({ press: pressOf(await ask(QUESTION), /Chart/) })
    expect(chart?.blocks.map(({ kind }) => kind)).toEqual(['lead', 'chart'])
    expect(chart?.entries).toContain('online-crime-2021')
    expect(pressOf(await ask('What should I do first after being cheated online?'), /Chart/)).toBe('')
  })

  test.each([
    '',
    'x',
    '1penothing-of-this-name',
    '1aenothing-of-this-name',
    '1se',
    '1senothing-of-this-name',
    '1cecolour',
  ])('say that what they meant is gone, or do nothing: %j', async (press) => {
    const reply = await (await hosted()).say({ press, isAdmin: async () => true })
    expect(reply).toMatchObject({ brief: true, outcome: 'help' })
    expect(reply?.text).toBe(knowledge.voice['choice-gone'].en)
  })

  test('there are none for votes under an emergency, and none at all where they are off', async () => {
    const { group } = await hosted()
    expect((await group(URGENT))?.actions).toEqual([])
    const plain = await (await hosted({ buttons: false })).group(QUESTION)
    expect(plain?.actions).toBeUndefined()
    expect(plain?.choices.some(({ press }) => press)).toBe(false)
  })
})

describe('in a group', () => {
  test('programs are never answered', async () => {
    const { group, say } = await hosted()
    expect(await group(QUESTION, { fromBot: true })).toBeUndefined()
    expect(await say({ text: QUESTION, fromBot: true })).toBeUndefined()
  })

  test('what was overheard and went unanswered is not remembered', async () => {
    const { group } = await hosted({ speak: 'questions' })
    const overheard = { addressed: false }
    expect(await group('tell me about scams', overheard)).toBeUndefined()
    expect((await group('source?'))?.entries).toEqual([])
    expect((await group(QUESTION, overheard))?.entries).toEqual(['online-crime-2021'])
    expect((await group('source?'))?.entries).toEqual(['online-crime-2021'])
  })

  test('a pause holds answers back until it is over, but not an emergency', async () => {
    const { group, pass } = await hosted({ cooldown: 60 })
    expect(await group(QUESTION)).toBeDefined()
    pass(59)
    expect(await group(QUESTION)).toBeUndefined()
    expect((await group(URGENT))?.outcome).toBe('urgent')
    pass(60)
    expect(await group(QUESTION)).toBeDefined()
  })

  test('the language that is set wins over that of the question', async () => {
    expect((await (await hosted({ language: 'zh-Hant' })).group(QUESTION))?.language).toBe('zh-Hant')
  })

  test('settings are asked for nowhere but in the group', async () => {
    expect((await (await hosted({ language: 'zh-Hant' })).private(QUESTION))?.language).toBe('en')
  })
})

describe('admins', () => {
  const admin = { isAdmin: async () => true }

  test('see each setting as a button, and a press changes it', async () => {
    const { group, say, settings } = await hosted()
    const menu = await group('/settings', { ...admin, by: 'command' })
    const changed = await say({ ...GROUP, press: pressOf(menu, /^Buttons/), ...admin })
    expect(changed?.replaces).toBe(true)
    expect(pressOf(changed, /^Buttons: off/)).not.toBe('')
    expect((await settings.recall('test:g'))?.buttons).toBe(false)
  })

  test.each([{}, { isAdmin: async () => false }])('nobody else does', async (nobody) => {
    const { group, say, settings } = await hosted()
    const press = pressOf(await group('/settings', { ...admin, by: 'command' }), /^Buttons/)
    expect((await group('/settings', { ...nobody, by: 'command' }))?.actions).toBeUndefined()
    expect((await say({ ...GROUP, press, ...nobody }))?.brief).toBe(true)
    expect(await settings.recall('test:g')).toEqual(DEFAULTS)
  })

  test('who did not speak to the bot sets nothing', async () => {
    const { group } = await hosted()
    expect(await group('/settings', { ...admin, addressed: false })).toBeUndefined()
  })
})

describe('where a platform can show a reply to one person alone', () => {
  const whispering = { whispers: true, by: 'command' } as const

  test('everyone sees answers, unless admins set otherwise', async () => {
    const { group } = await hosted()
    expect((await group(QUESTION, whispering))?.audience).toBeUndefined()
  })

  test('and admins set it, the asker sees them, with a button that shows them to everyone', async () => {
    const { group, say } = await hosted({ audience: 'asker' })
    const answer = await group(QUESTION, whispering)
    expect(answer?.audience).toBe('asker')
    const share = await say({ ...GROUP, ...whispering, press: pressOf(answer, /Show to everyone/) })
    expect(share?.shares).toBe(true)
  })

  test('mentions are answered for all to see, whatever is set', async () => {
    const { group } = await hosted({ audience: 'asker' })
    expect((await group(QUESTION))?.audience).toBeUndefined()
  })

  test('what buttons bring is for the same people', async () => {
    const { group, say } = await hosted({ audience: 'asker' })
    const answer = await group(QUESTION, whispering)
    for (const label of [/2020/, /Chart/])
      expect((await say({ ...GROUP, ...whispering, press: pressOf(answer, label) }))?.audience, String(label)).toBe(
        'asker',
      )
  })

  test('a place that nobody set up hears nothing aloud', async () => {
    const { say } = await hosted()
    const { place: _, ...nowhere } = GROUP
    expect((await say({ ...nowhere, ...whispering, text: QUESTION }))?.audience).toBe('asker')
  })

  test('what would be held back is answered to the asker, and cannot be shown to the others', async () => {
    const { group, say, pass } = await hosted({ cooldown: 60 })
    const first = await group(QUESTION, whispering)
    expect(first?.audience).toBeUndefined()
    const second = await group(QUESTION, whispering)
    expect(second?.audience).toBe('asker')
    expect(pressOf(second, /everyone/)).toBe('')
    pass(61)
    expect((await group(QUESTION, whispering))?.audience).toBeUndefined()
    const stale = await say({ ...GROUP, ...whispering, press: '1ee' })
    expect(stale).toMatchObject({ brief: true })
    expect(stale?.shares).toBeUndefined()
  })

  test('only commands elsewhere than in the chosen channels, and then to the asker alone', async () => {
    const { group } = await hosted({ threads: ['here'] })
    expect((await group(QUESTION, { ...whispering, thread: 'here' }))?.audience).toBeUndefined()
    expect((await group(QUESTION, { ...whispering, thread: 'elsewhere' }))?.audience).toBe('asker')
    expect(await group(QUESTION, { thread: 'elsewhere' })).toBeUndefined()
  })

  test('settings are shown to the admin alone, offer who sees answers, and leave out what cannot be heard', async () => {
    const { group, say, settings } = await hosted()
    const admin = { ...whispering, hears: 'addressed', isAdmin: async () => true } as const
    const menu = await group('/settings', admin)
    expect(menu?.audience).toBe('asker')
    const labels = menu?.actions?.flatMap(({ values }) => (values ?? []).map(({ label }) => label)).join('; ') ?? ''
    expect(labels).toMatch(/whoever asked/)
    expect(labels).not.toMatch(/other questions/)
    const press = menu?.actions
      ?.flatMap(({ values = [] }) => values)
      .find(({ label }) => /whoever asked/.test(label))?.press
    const after = await say({ ...GROUP, ...admin, press: press ?? '' })
    expect(after?.replaces).toBe(true)
    expect((await settings.recall('test:g'))?.audience).toBe('asker')
    expect(
      after?.actions
        ?.flatMap(({ values = [] }) => values)
        .filter(({ chosen }) => chosen)
        .map(({ label }) => label)
        .join(),
    ).toMatch(/whoever asked/)
  })
})
