/** What people and operators see of what is kept: in memory and in a store, the same words. */
import { afterEach, describe, expect, test } from 'vitest'
import { buildBot } from '../../src/conversation/bot.ts'
import { type Kept, keptInMemory } from '../../src/conversation/kept.ts'
import { keptInStore } from '../../src/conversation/kept-in-store.ts'
import { DEFAULTS } from '../../src/conversation/settings.ts'
import type { Message } from '../../src/message.ts'
import type { Reply } from '../../src/reply.ts'
import { StoreUnavailable } from '../../src/store/errors.ts'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'
import { answerer, TODAY } from '../shipped.ts'

const QUESTION = 'how many people were prosecuted for online crime in 2021'
const UNANSWERED = 'how many people were prosecuted for online crime in 2016'
const URGENT = 'I was just scammed and transferred the money 10 minutes ago'
const OPERATOR = 'test:operator'
const IN_GROUP = { chat: 'group', place: 'test:g', by: 'mention' } as const

const stores: Store[] = []
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close()
})

async function inStore(unansweredDays = 0) {
  const store = await openStore('sqlite::memory:')
  stores.push(store)
  return { store, kept: keptInStore(store, { unansweredDays }) }
}

/** A bot, and one person who talks to it; each answer is delivered, as adapters do. */
function chat(kept: Kept, person = 'test:ann') {
  const bot = buildBot(answerer, () => TODAY, kept, new Set([OPERATOR]))
  let messages = 0
  return async (text: string, more: Partial<Message> = {}): Promise<Reply | undefined> => {
    const message: Message = { conversation: person, person, text, chat: 'private', addressed: true, ...more }
    const reply = await bot.respond(message)
    const asked = `${person}:${messages++}`
    if (reply && !reply.brief)
      await bot.delivered({ message: `${asked}b`, sent: asked, asked, reply, person: message.person })
    return reply
  }
}

const pressOf = (reply: Reply | undefined, label: RegExp): string =>
  (reply?.actions ?? []).find((button) => label.test(button.label))?.press ?? ''

describe.each<[string, () => Promise<Kept>]>([
  ['in memory', async () => keptInMemory()],
  ['in a store', async () => (await inStore()).kept],
])('%s', (_, keep) => {
  test('/mydata shows what is kept about a person, and /forgetme deletes it at once and says what it was', async () => {
    const kept = await keep()
    const [ann, bob] = [chat(kept), chat(kept, 'test:bob')]
    const answer = await ann(QUESTION)
    await ann('', { press: pressOf(answer, /Right/) })
    await bob(QUESTION)
    const mine = await ann('/mydata')
    expect(mine?.text).toMatch(/Talks to ask on from: 1\b.*Votes on answers: 1\b/s)
    expect(mine?.audience).toBe('asker')
    const gone = await ann('/forgetme')
    expect(gone?.text).toMatch(/is deleted.*Talks to ask on from: 1\b.*Votes on answers: 1\b/s)
    expect((await ann('/forgetme'))?.text).toMatch(/Nothing was kept/)
    expect((await ann('source?'))?.text).toMatch(/nothing before this/)
    expect((await bob('/mydata'))?.text).toMatch(/Talks to ask on from: 1\b/)
  })

  test('a pause is begun and ended by operators alone, and says why it must be given a reason', async () => {
    const kept = await keep()
    const [ann, boss] = [chat(kept), chat(kept, OPERATOR)]
    const help = (await ann('/help'))?.text
    expect((await ann('/pause the figure of 2021'))?.text).toBe(help)
    expect(await kept.pauses.isPaused()).toBe(false)
    expect((await boss('/pause'))?.text).toMatch(/Write why/)
    expect((await boss('/resume'))?.text).toMatch(/not paused/)
    expect((await boss('/pause the figure of 2021'))?.text).toMatch(/^Paused/)
    expect((await boss('/pause again'))?.text).toMatch(/paused already/)
    expect((await boss('/resume'))?.text).toMatch(/Answering again/)
    expect((await ann(QUESTION))?.text).toMatch(/282,000/)
  })

  test('while paused there is one plain line with the hotlines, in the language of the question, and no way around it', async () => {
    const kept = await keep()
    const say = chat(kept)
    const answer = await say(QUESTION)
    await kept.pauses.pause(OPERATOR, 'a figure is wrong')
    const paused = await say(QUESTION)
    expect(paused).toMatchObject({ entries: [], figures: [], sources: [], choices: [] })
    expect(paused?.text).toMatch(/^I am paused[^\n]+110[^\n]+96110[^\n]+12348\.$/)
    expect((await say('2021年网络犯罪起诉多少人'))?.text).toMatch(/^因核对内容，我已暂停回答[^\n]+110/)
    for (const way of ['/figures', '/topics', '/sources', '1', 'and in 2020?', '/explain 282,000'])
      expect((await say(way))?.text, way).toBe(paused?.text)
    for (const { label, press = '' } of [...(answer?.choices ?? []), ...(answer?.actions ?? [])])
      if (!/Right|Wrong/.test(label)) expect((await say('', { press }))?.text, label).toBe(paused?.text)
    expect((await say('', { ...IN_GROUP, press: '1ee' }))?.shares).toBeUndefined()
  })

  test('while paused emergencies are answered as ever, and what is kept is told and deleted', async () => {
    const kept = await keep()
    const say = chat(kept)
    const urgent = (await say(URGENT))?.text
    await kept.pauses.pause(OPERATOR, 'a figure is wrong')
    expect((await say(URGENT))?.text).toBe(urgent)
    expect((await say(URGENT, IN_GROUP))?.outcome).toBe('urgent')
    expect((await say('/mydata'))?.text).toMatch(/Talks/)
    expect((await say('/forgetme'))?.text).toMatch(/deleted/)
  })

  test('while paused nothing is suggested, nor said where nobody asked', async () => {
    const kept = await keep()
    const bot = buildBot(answerer, () => TODAY, kept)
    expect(await bot.suggest('online crime', { limit: 3 })).not.toEqual([])
    await kept.settings.remember('test:g', { ...DEFAULTS, speak: 'questions' })
    const overheard = { ...IN_GROUP, addressed: false }
    expect(await chat(kept)(QUESTION, overheard)).toBeDefined()
    await kept.pauses.pause(OPERATOR, 'x')
    expect(await bot.suggest('online crime', { limit: 3 })).toEqual([])
    expect(await chat(kept)(QUESTION, overheard)).toBeUndefined()
  })

  test('a vote against an answer asks why where nobody else reads it; the reason is one of a closed list', async () => {
    const kept = await keep()
    const say = chat(kept)
    const press = pressOf(await say(QUESTION), /Wrong/)
    const why = await say('', { press })
    expect(why?.actions?.map(({ label }) => label)).toHaveLength(5)
    expect(await say('', { press: pressOf(why, /number/) })).toMatchObject({ replaces: true })
    expect((await say('', { press }))?.brief).toBe(true)
    expect(await chat(kept, 'test:bob')('', { ...IN_GROUP, press })).toMatchObject({ brief: true })
  })
})

describe('in a store', () => {
  test('reasons are counted with the entry and the version of the knowledge', async () => {
    const { store, kept } = await inStore()
    const say = chat(kept)
    const why = await say('', { press: pressOf(await say(QUESTION), /Wrong/) })
    await say('', { press: pressOf(why, /number/) })
    expect(await store.votes.tally()).toMatchObject([
      {
        ...{ entry: 'online-crime-2021', version: answerer.knowledge.version.slice(0, 6) },
        ...{ right: 0, wrong: 1, reasons: { number: 1 } },
      },
    ])
  })

  test('answers are found by what they rest on; an answer that rests on nothing is nobody’s', async () => {
    const { store, kept } = await inStore()
    const say = chat(kept)
    await say(QUESTION)
    await say('/help')
    expect(await store.answers.restingOn(['online-crime-2021'])).toMatchObject([
      { sent: 'test:ann:0', version: answerer.knowledge.version },
    ])
    expect((await say('/mydata'))?.text).toMatch(/correction could follow: 1\b/)
    await say('/forgetme')
    expect(await store.answers.restingOn(['online-crime-2021'])).toEqual([])
    expect(await store.people.about('test:ann')).toEqual({ votes: 0, answers: 0, changes: 0, conversations: 0 })
  })

  test('questions without an answer are kept only where an operator wants them, and redacted', async () => {
    const off = await inStore()
    await chat(off.kept)(UNANSWERED)
    expect(await off.store.unanswered.list()).toEqual([])
    const { store, kept } = await inStore(30)
    const say = chat(kept)
    await say(`${UNANSWERED}, call me at 13812345678`)
    await say('people prosecuted for online crime 2016?')
    await say(QUESTION)
    await say('will I go to prison for lending my bank card?')
    expect(await store.unanswered.list()).toMatchObject([
      { text: `${UNANSWERED}, call me at [phone]`, count: 1 },
      { text: 'people prosecuted for online crime 2016?', reason: 'not-published', count: 1 },
    ])
  })

  test('the same question in the same words is one', async () => {
    const { store, kept } = await inStore(30)
    const say = chat(kept)
    for (const text of [
      UNANSWERED,
      `${UNANSWERED.toUpperCase()}?`,
      `/ask ${UNANSWERED}`,
      'In 2016, how many people were prosecuted for online crime',
    ])
      await say(text)
    expect(await store.unanswered.list()).toMatchObject([{ text: UNANSWERED, count: 4 }])
  })

  test.each([
    [{ unansweredDays: 0 }, /can tell|without an answer|could not answer are not kept/],
    [{ unansweredDays: 14 }, /for 14 days/],
  ])('/privacy tells what %j means', async ({ unansweredDays }, expected) => {
    const { kept } = await inStore(unansweredDays)
    expect((await chat(kept)('/privacy'))?.text).toMatch(expected)
  })

  test('/privacy follows what is configured, and says so where nothing outlasts the program', async () => {
    const store = await openStore('sqlite::memory:', { answerDays: 7 })
    stores.push(store)
    const text = (await chat(keptInStore(store, { unansweredDays: 0 }))('/privacy'))?.text
    expect(text).toMatch(/correction can follow it; for 7 days/)
    expect(text).toMatch(/in memory only, for 30 minutes/)
    expect((await chat(keptInMemory())('/privacy'))?.text).toMatch(/until this program is stopped/)
    expect((await chat(keptInMemory())('/privacy', { hint: 'zh-Hant' }))?.text).toMatch(/內存|記憶/)
  })

  test('settings changed in a chat name who did it by a code alone', async () => {
    const { store, kept } = await inStore()
    const say = chat(kept)
    const admin = { ...IN_GROUP, isAdmin: async () => true }
    const menu = await say('/settings', admin)
    await say('', { ...admin, press: pressOf(menu, /^Buttons/) })
    const [change] = await store.settings.changes('test:g')
    expect(change).toMatchObject({ key: 'buttons', value: false, by: expect.any(String) })
    expect(change?.by).not.toMatch(/ann/)
    expect((await say('/mydata'))?.text).toMatch(/under your code: 1\b/)
  })
})

describe('while the store is gone', () => {
  const gone = async (): Promise<never> => {
    throw new StoreUnavailable('gone')
  }
  /** A store of which one table after another can be taken away. */
  async function failing() {
    const { store } = await inStore()
    let isGone = false
    const through = <T extends object>(table: T): T =>
      new Proxy(table, { get: (target, key) => (isGone ? gone : Reflect.get(target, key)) })
    const shown: Store = {
      ...store,
      settings: through(store.settings),
      deliveries: through(store.deliveries),
      votes: through(store.votes),
      answers: through(store.answers),
      pauses: through(store.pauses),
      people: through(store.people),
    }
    return {
      store,
      say: chat(keptInStore(shown, { unansweredDays: 0 })),
      bot: buildBot(answerer, () => TODAY, keptInStore(shown, { unansweredDays: 0 })),
      turn(to: boolean) {
        isGone = to
      },
    }
  }

  test('questions are answered', async () => {
    const { say, turn } = await failing()
    turn(true)
    expect((await say(QUESTION))?.text).toMatch(/282,000/)
    expect((await say(QUESTION, IN_GROUP))?.text).toMatch(/282,000/)
  })

  test('what could not be saved is refused in words, not lost in silence', async () => {
    const { say, turn, store } = await failing()
    const admin = { ...IN_GROUP, isAdmin: async () => true }
    const menu = await say('/settings', admin)
    const answer = await say(QUESTION)
    turn(true)
    const refused = /can neither save nor look anything up/
    expect((await say('', { ...admin, press: pressOf(menu, /^Buttons/) }))?.text).toMatch(refused)
    expect((await say('', { press: pressOf(answer, /Right/) }))?.text).toMatch(refused)
    expect((await say('/forgetme'))?.text).toMatch(refused)
    expect((await say('/mydata'))?.text).toMatch(refused)
    expect((await say('/pause x', { person: OPERATOR }))?.text).toMatch(refused)
    turn(false)
    expect(await store.settings.recall('test:g')).toBeUndefined()
    expect((await say('/forgetme'))?.text).toMatch(/is deleted/)
  })

  test('what was answered meanwhile is noted when it is back, and is not answered again', async () => {
    const { store, bot, turn } = await failing()
    turn(true)
    expect(await bot.claim('test:1')).toBe(true)
    expect(await bot.claim('test:1')).toBe(false)
    const message: Message = { conversation: 'test:1', text: QUESTION, chat: 'private', addressed: true }
    const reply = await bot.respond({ ...message, delivery: 'test:1' })
    if (reply) await bot.delivered({ message: 'm', sent: 's', asked: 'q', reply })
    await bot.moved('test:old', 'test:new')
    turn(false)
    await expect.poll(() => store.answers.answerTo('q'), { timeout: 3000 }).toBe('s')
    expect(await store.deliveries.claim('test:1')).toBe(false)
    expect(await bot.claim('test:1')).toBe(false)
  })
})
