/** What goes wrong between the bot and Discord's REST API: nothing is lost, nothing comes twice, and each has its line. */
import { availableParallelism, loadavg } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { ask } from '../../shipped.ts'
import { connect, directChat, person, type Seat, server } from './chats.ts'
import { type Fault, TOKEN } from './discord-server.ts'
import { REFUSED, Refused } from './refused.ts'

const QUESTION = 'how many people were prosecuted for online crime in 2021'
type Connected = Awaited<ReturnType<typeof connect>>

let bot: Connected | undefined
/** Each test leaves its bot; what was against the rules fails it, and so does a secret in the log. */
afterEach(async () => {
  if (!bot) return
  expect(await bot.leave()).toEqual([])
  expect(JSON.stringify(bot.log)).not.toContain(TOKEN)
  expect(JSON.stringify(bot.log)).not.toMatch(/token-of-|282,000|prosecuted|Ann/)
  bot = undefined
})
const begin = async (...setting: Parameters<typeof connect>): Promise<Connected> => {
  bot = await connect(...setting)
  return bot
}
const answersIn = (chat: Seat): number => chat.inChannel().filter(({ text }) => /282,000/.test(text)).length
const answeringIn = (milliseconds: number) => async () => {
  await pause(milliseconds)
  return ask(QUESTION)
}

const FAILURES: [name: string, fault: Fault][] = [
  ['500', { status: 500, code: 0, message: 'Internal Server Error' }],
  ['502 with a page of HTML', 'html'],
  ['a broken connection', 'reset'],
  ['a connection that breaks when it was done', 'reset after'],
  ['a slow answer', { slow: 300 }],
  ['429 for this bot', { limit: 0.2, scope: 'user' }],
  ['429 for everyone there', { limit: 0.2, scope: 'shared' }],
  ['429 for all calls', { limit: 0.2, scope: 'global' }],
]

describe('a failure on the way is made good, and no answer comes twice', () => {
  const errors = ({ log }: Connected) => log.filter(({ level }) => level === 'error')

  test.each(FAILURES)('to a message: %s', async (_name, fault) => {
    const { api } = await begin()
    const ann = directChat(api)
    api.fail('send', fault)
    await ann.say(QUESTION)
    await ann.say('/privacy')
    expect(answersIn(ann)).toBe(1)
  })

  test.each(FAILURES)('to a command: %s', async (_name, fault) => {
    const connected = await begin()
    const { api } = connected
    const ann = directChat(api)
    api.fail('callback', fault)
    expect((await ann.command('ask', { question: QUESTION })).text).toMatch(/282,000/)
    await ann.command('privacy')
    expect(answersIn(ann)).toBe(1)
    expect(errors(connected)).toEqual([])
  })

  test.each(FAILURES)('to a button whose answer takes the place of its message: %s', async (_name, fault) => {
    const connected = await begin()
    const { api } = connected
    const ann = directChat(api)
    const asked = await ann.say('282,000')
    api.fail('callback', fault)
    expect(await ann.press(asked, asked.rows[0]?.[0]?.label ?? '')).toBe(asked)
    expect(ann.inChannel()).toHaveLength(1)
    expect(errors(connected)).toEqual([])
  })

  test('a rate limit is told with whom it is for', async () => {
    const { api, log, counted } = await begin()
    api.fail('send', { limit: 0.1, scope: 'shared' })
    await directChat(api).say(QUESTION)
    expect(counted['failed rate limit shared']).toBe(1)
    expect(log.find(({ text }) => /rate limit/.test(text))).toMatchObject({
      level: 'warn',
      fields: { scope: 'shared' },
    })
  })
})

describe('an answer that takes long', () => {
  const options = { patience: 50 }

  test('to a command is promised, and takes the place of the promise', async () => {
    const { api } = await begin({ respond: answeringIn(200), options })
    const ann = directChat(api)
    const waiting = ann.give('ask', { question: QUESTION })
    await api.until(() => waiting.original?.thinking === true, 'a promise')
    await api.until(() => waiting.original?.thinking === false, 'the answer')
    expect(waiting.answered?.type).toBe(5)
    expect(answersIn(ann)).toBe(1)
  })

  test('in a server is promised to its asker alone, and so it comes', async () => {
    const { api } = await begin({ respond: answeringIn(200), options })
    const ann = server(api)
    const answer = await ann.command('ask', { question: QUESTION })
    expect(answer.only).toBe(ann.who.id)
  })

  test('to a button comes below, with no promise to see', async () => {
    const { api } = await begin({ respond: answeringIn(200), options })
    const ann = directChat(api)
    const answer = await ann.say(QUESTION)
    const press = ann.pressing(answer, 'People prosecuted for suspected online crime, 2020')
    await api.until(() => press.answered !== undefined, 'an acknowledgement')
    expect(press.answered?.type).toBe(6)
    await ann.next('the button')
    expect(answersIn(ann)).toBe(2)
  })

  test('and turns out to be none leaves nothing behind', async () => {
    const silent = async () => {
      await pause(150)
      return undefined
    }
    const { api } = await begin({ respond: silent, options })
    const ann = directChat(api)
    const waiting = ann.give('ask', { question: QUESTION })
    await api.until(() => waiting.original?.deleted === true, 'the promise to go')
    expect(ann.inChannel()).toEqual([])
  })

  test('beyond a quarter of an hour is too late, which is said once', async () => {
    const { api, counted } = await begin({ respond: answeringIn(200), options })
    const waiting = directChat(api).give('ask', { question: QUESTION })
    await api.until(() => waiting.answered !== undefined, 'a promise')
    api.letPass(16 * 60_000)
    await api.until(() => counted['refused too late'] === 1, 'a refusal')
    expect(api.calls.filter(({ kind }) => kind === 'original')).toHaveLength(1)
  })

  test('is no part of the 50 calls that Discord allows the bot in a second', { retry: 2 }, async () => {
    const { api, counted } = await begin({ respond: answeringIn(100), options: { ...options, pace: true } })
    const given = Array.from({ length: 60 }, () => directChat(api).give('ask', { question: QUESTION }))
    await api.until(() => given.every(({ original }) => original && !original.thinking), 'all answers')
    expect(api.calls.filter(({ kind }) => kind === 'original').length).toBeGreaterThan(50)
    expect(counted['failed rate limit global']).toBeUndefined()
  })

  test('in a channel shows that the bot is typing', async () => {
    const { api } = await begin({ respond: answeringIn(900) })
    await directChat(api).say(QUESTION)
    expect(api.calls.filter(({ kind }) => kind === 'typing')).toHaveLength(1)
  })
})

describe('what Discord refuses is said once, in words, and not tried again', () => {
  test.each<[refusal: Refused, reason: string]>([
    [REFUSED.noPermission(), 'not allowed to write there'],
    [REFUSED.noAccess(), 'not allowed to see the channel'],
    [REFUSED.unknownChannel(), 'the channel is gone'],
    [new Refused(403, 50007, 'Cannot send messages to this user'), 'takes no direct messages'],
    [new Refused(400, 50083, 'Thread is archived'), 'the thread is archived'],
    [new Refused(400, 200000, 'Message was blocked by automatic moderation'), 'held back by the server'],
  ])('%s', async (refusal, reason) => {
    const { api, log, counted } = await begin()
    const ann = directChat(api)
    api.refuseIn(ann.channel.id, refusal)
    ann.send(QUESTION)
    await api.until(() => counted[`refused ${reason}`] === 1, 'a refusal')
    await directChat(api).say(QUESTION)
    expect(api.calls.filter(({ kind, ids }) => kind === 'send' && ids[0] === ann.channel.id)).toHaveLength(1)
    expect(log.find(({ text }) => text === 'Discord would not deliver an answer')).toMatchObject({
      level: 'info',
      fields: { reason },
    })
  })

  test.each<[name: string, fault: Fault]>([
    ['that Discord knows no more', { status: 404, code: 10062, message: 'Unknown interaction' }],
    ['whose three seconds a slow call uses up', { slow: 3500 }],
  ])('an interaction %s', async (_name, fault) => {
    const { api, counted, log } = await begin()
    const ann = directChat(api)
    api.fail('callback', fault)
    ann.give('ask', { question: QUESTION })
    await api.until(() => counted['refused too late'] === 1, 'a refusal')
    expect(log.filter(({ level }) => level === 'error')).toEqual([])
    expect(answersIn(ann)).toBe(0)
  })

  test('suggestions that come too late are no error', async () => {
    const { api, log } = await begin()
    const ann = directChat(api)
    api.fail('callback', { status: 404, code: 10062, message: 'Unknown interaction' })
    void ann.offered('ask', 'question', { question: 'fraud' }).catch(() => {})
    await ann.command('privacy')
    expect(log.filter(({ level }) => level === 'error')).toEqual([])
  })

  test.each(['send', 'callback'] as const)(
    'components that it will not show: plain words are sent (%s)',
    async (kind) => {
      const { api, log, counted } = await begin()
      const ann = directChat(api)
      api.fail(kind, { status: 400, code: 50035, message: 'Invalid Form Body' })
      const answer = await (kind === 'send' ? ann.say(QUESTION) : ann.command('ask', { question: QUESTION }))
      expect(answer.text).toMatch(/^Procuratorates prosecuted about 282,000/)
      expect(answer.addresses.length).toBeGreaterThan(0)
      expect(answer.body.components).toBeUndefined()
      expect(counted['failed unshowable']).toBe(1)
      expect(log.some(({ level }) => level === 'error')).toBe(true)
    },
  )

  test('components that it will not show in the place of others: their words are', async () => {
    const { api } = await begin()
    const ann = directChat(api)
    const asked = await ann.say('282,000')
    api.fail('callback', { status: 400, code: 50035, message: 'Invalid Form Body' })
    expect((await ann.press(asked, asked.rows[0]?.[0]?.label ?? ''))?.text).toMatch(/282,000/)
  })

  test.each<[name: string, fault: Fault]>([
    ['that is too large', { status: 413, code: 40005, message: 'Request entity too large' }],
    ['where no files may be attached', { status: 403, code: 50013, message: 'Missing Permissions' }],
  ])('a picture %s: its words come alone', async (_name, fault) => {
    const draw = async () => ({ png: new Uint8Array([1]), alt: '' })
    const { api, log } = await begin({ services: { draw } })
    const ann = directChat(api)
    api.fail('send', fault)
    const answer = await ann.say('helping cybercrime prosecutions year by year 2018 to 2023')
    expect(answer.picture).toBeUndefined()
    expect(answer.text).toMatch(/2023/)
    expect(log.filter(({ level }) => level === 'error')).toEqual([])
  })

  test('an answer that may not quote the question comes without the quote', async () => {
    const { api } = await begin()
    const ann = server(api)
    const message = 'Cannot reply without permission to read message history'
    api.fail('send', { status: 400, code: 160002, message }, { within: ann.channel.id })
    expect((await ann.say(QUESTION, { mentions: true })).replyTo).toBeUndefined()
  })

  test('an answer that was deleted meanwhile is given anew to an edited question', async () => {
    const { api } = await begin()
    const ann = directChat(api)
    const asked = ann.send(QUESTION)
    const answer = await ann.next(QUESTION)
    answer.deleted = true
    const edited = { ...asked, content: QUESTION.replace('2021', '2020'), edited_timestamp: new Date().toISOString() }
    ann.tell('MESSAGE_UPDATE', edited)
    expect((await ann.next('the edit')).text).toMatch(/142,000/)
  })
})

describe('one person in trouble', () => {
  test('who floods is cut off, and the others are not', async () => {
    const { api, counted, log } = await begin({ respond: answeringIn(20) })
    const ann = directChat(api)
    for (let sent = 0; sent < 150; sent++) ann.send('x')
    await directChat(api, person('Bob')).say(QUESTION)
    expect(counted['dropped too many from one person']).toBeGreaterThan(1)
    expect(log.filter(({ text }) => /what is over is dropped/.test(text))).toHaveLength(1)
    await api.until(() => ann.inChannel().length >= 100, 'the flood to be over', 10_000)
  })
})

/** A second of work for an idle machine, which also plays Discord. One that is busy with much else cannot tell. */
const isBusy = (loadavg()[0] ?? 0) > 4 * availableParallelism()

test.skipIf(isBusy)('200 commands at once are each acknowledged once, within three seconds', { retry: 2 }, async () => {
  const { api, counted } = await begin()
  const given = Array.from({ length: 200 }, () => directChat(api).give('ask', { question: QUESTION }))
  const shown = (): boolean => given.every(({ original }) => original && !original.thinking)
  await api.until(shown, '200 answers', 15_000)
  expect(Math.max(...given.map(({ answered }) => answered?.after ?? Number.POSITIVE_INFINITY))).toBeLessThan(3000)
  expect(api.calls.filter(({ kind }) => kind === 'callback')).toHaveLength(200)
  expect(api.shown).toHaveLength(200)
  expect(counted['refused too late']).toBeUndefined()
})
