/** What goes wrong between the bot and Telegram, and what the operator is told: nothing is lost, nothing comes twice, no secret shows. */
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import type { Message } from '../../../src/message.ts'
import { buildServer, type OperationsServer } from '../../../src/operations/server.ts'
import { ask } from '../../shipped.ts'
import { type Fault, startBotApi, TOKEN } from './bot-api.ts'
import { connect, group, person, privateChat, start } from './chats.ts'

const QUESTION = 'how many people were prosecuted for online crime in 2021'
type Connected = Awaited<ReturnType<typeof connect>>

let bot: Connected | undefined
/** Each test leaves its bot; what was against the rules fails it, and so does a secret in the log. */
afterEach(async () => {
  if (!bot) return
  expect(await bot.leave()).toEqual([])
  expect(JSON.stringify(bot.log)).not.toContain(TOKEN)
  bot = undefined
})
const begin = async (...setting: Parameters<typeof connect>): Promise<Connected> => {
  bot = await connect(...setting)
  return bot
}
const answersIn = (chat: ReturnType<typeof privateChat>): number =>
  chat.inChat().filter(({ text }) => /282,000/.test(text)).length

describe('a failure on the way is made good', () => {
  test.each<[name: string, fault: Fault]>([
    ['500', { status: 500, description: 'Internal Server Error' }],
    ['502 with a page of HTML', 'html'],
    ['a broken connection', 'reset'],
    ['a slow answer', { slow: 300 }],
    ['429', { status: 429, description: 'Too Many Requests: retry after 1', parameters: { retry_after: 0.2 } }],
  ])('%s', async (_name, fault) => {
    const { api } = await begin()
    const ann = privateChat(api)
    api.fail('sendMessage', fault, { times: 1 })
    await ann.say(QUESTION)
    await ann.say('/privacy')
    expect(answersIn(ann)).toBe(1)
  })

  test.each<[name: string, fault: Fault]>([
    ['500', { status: 500, description: 'Internal Server Error' }],
    ['a broken connection', 'reset'],
    ['a page of HTML', 'html'],
  ])('also while updates are asked for: %s', async (_name, fault) => {
    const { api, health, log } = await begin()
    const ann = privateChat(api)
    await ann.say('/privacy')
    api.fail('getUpdates', fault, { times: 2 })
    await ann.say(QUESTION)
    await ann.say('/privacy')
    expect(answersIn(ann)).toBe(1)
    await api.until(() => health().state === 'ready', 'health')
    expect(log.filter(({ text }) => text === 'Telegram cannot be reached').length).toBeLessThanOrEqual(1)
  })

  test('every call of a press fails once, and the answer still comes once', async () => {
    const { api } = await begin()
    const ann = privateChat(api)
    const answer = await ann.say(QUESTION)
    api.fail('answerCallbackQuery', 'reset')
    api.fail('sendMessage', { status: 500, description: 'Internal Server Error' })
    await ann.press(answer, '1')
    expect((await ann.next('a choice')).text).toMatch(/142,000/)
  })

  test('a message that Telegram took before the connection broke comes again rather than never', async () => {
    const { api } = await begin()
    const ann = privateChat(api)
    api.fail('sendMessage', 'reset after')
    await ann.say(QUESTION)
    await ann.say('/privacy')
    expect(answersIn(ann)).toBe(2)
  })
})

describe('one chat in trouble', () => {
  test('keeps its order, and delays no other', async () => {
    const { api } = await begin()
    const ann = privateChat(api)
    const bob = privateChat(api, person('Bob'))
    api.fail(
      'sendMessage',
      { status: 429, description: 'Too Many Requests: retry after 1', parameters: { retry_after: 0.2 } },
      { chat: ann.chat.id },
    )
    ann.send('how many people were prosecuted for online crime in 2020')
    ann.send(QUESTION)
    await bob.say(QUESTION)
    expect(ann.inChat()).toEqual([])
    expect((await ann.next('the first')).text).toMatch(/142,000/)
    expect((await ann.next('the second')).text).toMatch(/282,000/)
  })

  test('that floods is cut off, and the others are not', async () => {
    const { api, counted, log } = await begin({
      respond: async (message: Message) => {
        if (message.text === 'slow') await pause(100)
        return ask(QUESTION)
      },
    })
    const ann = privateChat(api)
    const bob = privateChat(api, person('Bob'))
    ann.send('slow')
    for (let sent = 0; sent < 150; sent++) ann.send('x')
    await bob.say(QUESTION)
    expect(counted['dropped too many from one chat']).toBeGreaterThan(1)
    expect(log.filter(({ text }) => /what is over is dropped/.test(text))).toHaveLength(1)
    await api.until(() => ann.inChat().length >= 100, 'the flood to be over')
  })
})

describe('what Telegram refuses is said once, in words, and not tried again', () => {
  test.each<[status: number, description: string, reason: string]>([
    [403, 'Forbidden: bot was blocked by the user', 'blocked by the user'],
    [403, 'Forbidden: bot was kicked from the supergroup chat', 'removed from the chat'],
    [403, 'Forbidden: user is deactivated', 'the account is gone'],
    [400, 'Bad Request: chat not found', 'the chat is gone'],
    [400, 'Bad Request: TOPIC_CLOSED', 'the topic is closed or gone'],
    [400, 'Bad Request: not enough rights to send text messages to the chat', 'not allowed to write there'],
  ])('%s %s', async (status, description, reason) => {
    const { api, log, counted } = await begin()
    const ann = privateChat(api)
    const bob = privateChat(api, person('Bob'))
    api.refuse(ann.chat.id, status, description)
    ann.send(QUESTION)
    await api.until(() => counted[`refused ${reason}`] === 1, 'a refusal')
    await bob.say(QUESTION)
    expect(api.calls.filter(({ params }) => params.chat_id === ann.chat.id)).toHaveLength(1)
    expect(log.find(({ text }) => text === 'Telegram would not deliver an answer')).toMatchObject({
      level: 'info',
      fields: { reason },
    })
    expect(JSON.stringify(log)).not.toMatch(/282,000|prosecuted|Ann/)
  })

  test('a text that does not parse is sent without formatting, and told', async () => {
    const { api, log } = await begin()
    const ann = privateChat(api)
    api.fail('sendMessage', {
      status: 400,
      description: 'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 0',
    })
    const answer = await ann.say(QUESTION)
    expect(answer.text).toMatch(/^Procuratorates prosecuted about 282,000/)
    expect(answer.entities).toEqual([])
    expect(log.some(({ level }) => level === 'error')).toBe(true)
  })

  test('a group that allows no pictures gets the words of a chart', async () => {
    const draw = async () => ({ png: new Uint8Array([1]), alt: '' })
    const { api, log } = await begin({ services: { draw } })
    const chat = group(api)
    api.fail('sendPhoto', {
      status: 400,
      description: 'Bad Request: not enough rights to send photos to the chat',
    })
    const answer = await chat.say('/ask helping cybercrime prosecutions year by year 2018 to 2023')
    expect(answer.photo).toBeUndefined()
    expect(answer.text).toMatch(/2023/)
    expect(log.filter(({ level }) => level === 'error')).toEqual([])
  })

  test('nobody who blocked the bot is sent the words of a picture after it', async () => {
    const draw = async () => ({ png: new Uint8Array([1]), alt: '' })
    const { api, counted } = await begin({ services: { draw } })
    const ann = privateChat(api)
    api.refuse(ann.chat.id, 403, 'Forbidden: bot was blocked by the user')
    ann.send('helping cybercrime prosecutions year by year 2018 to 2023')
    await api.until(() => counted['refused blocked by the user'] === 1, 'a refusal')
    await privateChat(api, person('Bob')).say('/privacy')
    expect(api.calls.filter(({ params }) => params.chat_id === ann.chat.id)).toHaveLength(1)
  })

  test('results for what was typed too long ago are no error', async () => {
    const { api, log } = await begin()
    api.fail('answerInlineQuery', {
      status: 400,
      description: 'Bad Request: query is too old and response timeout expired or query ID is invalid',
    })
    api.deliver({ inline_query: { id: 'late', from: person('Ann'), query: QUESTION, offset: '' } })
    await privateChat(api).say('/privacy')
    expect(log.filter(({ level }) => level === 'error')).toEqual([])
  })

  test('an answer that cannot be edited any more is sent anew', async () => {
    const { api } = await begin()
    const ann = privateChat(api)
    const asked = await ann.say('282,000')
    api.fail('editMessageText', { status: 400, description: "Bad Request: message can't be edited" })
    await ann.press(asked, asked.keyboard[0]?.[0]?.data ?? '')
    expect((await ann.next('an answer')).text).toMatch(/282,000/)
  })

  test('a press that cannot be acknowledged is answered all the same', async () => {
    const { api } = await begin()
    const ann = privateChat(api)
    const answer = await ann.say(QUESTION)
    api.fail('answerCallbackQuery', 'reset', { times: 100 })
    api.deliver({ callback_query: ann.pressOf(answer, '1') })
    expect((await ann.next('a choice')).text).toMatch(/142,000/)
  })

  test('a press that came too late to be acknowledged is no error', async () => {
    const { api, log } = await begin()
    const ann = privateChat(api)
    const answer = await ann.say(QUESTION)
    api.fail('answerCallbackQuery', {
      status: 400,
      description: 'Bad Request: query is too old and response timeout expired or query ID is invalid',
    })
    api.deliver({
      callback_query: {
        id: 'late',
        from: ann.who,
        chat_instance: '1',
        data: answer.keyboard[0]?.[0]?.data ?? '',
        message: { message_id: answer.id, date: 0, chat: ann.chat } as never,
      },
    })
    expect((await ann.next('a choice')).text).toMatch(/142,000/)
    await ann.say('/privacy')
    expect(log.filter(({ level }) => level === 'error')).toEqual([])
  })
})

describe('what cannot be gone on from ends the run with a line for the operator', () => {
  test('a wrong token', async () => {
    const api = await startBotApi()
    const { ended, health } = start(api, { options: { token: '1:wrong' } })
    await expect(ended).rejects.toThrow(/does not know this TELEGRAM_BOT_TOKEN \(401\)/)
    expect(health()).toMatchObject({ state: 'failing' })
    await api.close()
  })

  test.each([
    [401, 'Unauthorized', /does not know this TELEGRAM_BOT_TOKEN \(401\)/],
    [409, "Conflict: can't use getUpdates method while webhook is active", /has given Telegram a webhook.*409/],
  ])('%i while it runs: %s', async (status, description, line) => {
    const { api, ended, health } = await begin()
    await privateChat(api).say('/privacy')
    api.fail('getUpdates', { status, description }, { times: 100 })
    await expect(ended).rejects.toThrow(line)
    expect(health()).toMatchObject({ state: 'failing' })
    bot = undefined
    await api.close()
  })

  test('two copies that poll one token', async () => {
    const { api, ended } = await begin()
    const second = start(api)
    await expect(Promise.race([ended, second.ended])).rejects.toThrow(/Another copy of the bot is polling.*409/)
    second.stop.abort()
    await second.ended.catch(() => {})
    bot = undefined
    await api.close()
  })

  test('a server that is not there is told at once, and never by the token', async () => {
    const api = await startBotApi()
    await api.close()
    const { log, ended, stop, health } = start(api, { options: { retry: { delay: 60_000, tries: 2 } } })
    while (log.length === 0) await pause(5)
    expect(log[0]).toMatchObject({ level: 'warn', text: 'Telegram cannot be reached' })
    stop.abort()
    await ended
    expect(JSON.stringify([log, health()])).not.toContain(TOKEN)
    expect(health().state).toBe('failing')
  })
})

describe('a stop', () => {
  test('lets what was received be answered, and asks for it no more', async () => {
    const { api, stop, ended } = await begin({
      respond: async () => {
        await pause(150)
        return ask(QUESTION)
      },
    })
    const chats = Array.from({ length: 5 }, (_, index) => privateChat(api, person(`P${index}`)))
    for (const chat of chats) chat.send(QUESTION)
    await pause(50)
    stop.abort()
    await ended
    for (const chat of chats) expect(answersIn(chat)).toBe(1)
    const later = start(api)
    await api.until(() => api.isPolled(), 'the next start')
    await chats[0]?.say('/privacy')
    expect(chats.map(answersIn)).toEqual([1, 1, 1, 1, 1])
    later.stop.abort()
    await later.ended
  })

  test('does not wait for ever', async () => {
    const { api, stop, ended, log } = await begin({ options: { drain: 0.05 }, respond: () => new Promise(() => {}) })
    privateChat(api).send(QUESTION)
    await pause(100)
    stop.abort()
    await ended
    expect(log.find(({ text }) => /before these updates were answered/.test(text))?.fields).toEqual({ left: 1 })
  })

  test('while Telegram cannot be reached ends at once, however long the pause before the next try', async () => {
    const { api, ended, stop, health } = await begin({ options: { retry: { delay: 60_000, tries: 2 } } })
    await privateChat(api).say('/privacy')
    api.fail('getUpdates', { status: 502, description: 'Bad Gateway' }, { times: 100 })
    await privateChat(api).say('/privacy')
    await api.until(() => health().state === 'failing', 'the outage')
    stop.abort()
    await ended
  })

  test('before the first connection ends at once', async () => {
    const api = await startBotApi()
    api.fail('getMe', { status: 500, description: 'Internal Server Error' }, { times: 100 })
    const { ended, stop, health } = start(api, { options: { retry: { delay: 60_000, tries: 2 } } })
    while (health().state === 'starting') await pause(5)
    stop.abort()
    await ended
    await api.close()
  })
})

test('with the pace of the real platform, a group gets its answers one a second', async () => {
  const { api } = await begin({ options: { pace: true } })
  const chat = group(api)
  const began = performance.now()
  await chat.say('/privacy')
  await chat.say('/privacy')
  expect(performance.now() - began).toBeGreaterThan(950)
  // The sign of typing waits for no turn, or it would come after the answer.
  const sent = api.calls.map(({ method }) => method).filter((method) => method.startsWith('send'))
  expect(sent).toEqual(['sendMessage', 'sendChatAction', 'sendMessage'])
})

describe('many at once', () => {
  test('200 questions in 50 chats: each answered exactly once, in order', async () => {
    const { api } = await begin()
    const chats = Array.from({ length: 50 }, (_, index) =>
      index % 2 ? privateChat(api, person(`P${index}`)) : group(api),
    )
    const years = ['2020', '2021', '2023', '2024']
    for (const year of years)
      for (const chat of chats) chat.send(`/ask how many people were prosecuted for telecom fraud in ${year}`)
    await api.until(() => api.shown.length >= 200, '200 answers')
    for (const chat of chats) chat.send('/privacy')
    await api.until(() => api.shown.length >= 250, 'the last of each chat')
    for (const chat of chats) {
      const answered = chat.inChat().slice(0, -1)
      expect(answered.map(({ text }) => years.find((year) => text.split('\n')[0]?.includes(year)))).toEqual(years)
    }
  })
})

describe('by webhook', () => {
  const quiet = { debug() {}, info() {}, warn() {}, error() {} }
  let server: OperationsServer
  async function serve(setting: Parameters<typeof connect>[0] = {}, url = 'https://bot.example/telegram') {
    server = buildServer({ healthOf: () => new Map() }, { text: async () => '', contentType: 'text/plain' }, quiet)
    const port = await server.listen(0)
    const connected = await begin({
      ...setting,
      web: server,
      options: { webhook: { url, secret: 'a-secret' }, ...setting.options },
    })
    connected.api.bringWebhookTo(port)
    const post = (body: unknown, headers: Record<string, string> = { 'x-telegram-bot-api-secret-token': 'a-secret' }) =>
      fetch(`http://127.0.0.1:${port}/telegram`, {
        method: 'POST',
        headers,
        body: typeof body === 'string' ? body : JSON.stringify(body),
      })
    return { ...connected, port, post }
  }
  afterEach(() => server.close())

  test('questions are answered', async () => {
    const { api } = await serve()
    expect((await privateChat(api).say(QUESTION)).text).toMatch(/282,000/)
    expect(api.calls.filter(({ method }) => method === 'getUpdates')).toEqual([])
  })

  test('an address without a path is listened to at /telegram', async () => {
    const { api } = await serve({}, 'https://bot.example')
    expect(api.webhook()?.url).toBe('https://bot.example/telegram')
    expect((await privateChat(api).say(QUESTION)).text).toMatch(/282,000/)
  })

  test.each([
    ['no secret', {}],
    ['a wrong one', { 'x-telegram-bot-api-secret-token': 'a-secreT' }],
    ['a part of it', { 'x-telegram-bot-api-secret-token': 'a-' }],
    ['an empty one', { 'x-telegram-bot-api-secret-token': '' }],
  ])('with %s nobody gets in', async (_name, headers) => {
    const { post, counted } = await serve()
    expect((await post({ update_id: 1 }, headers as Record<string, string>)).status).toBe(401)
    expect(counted.received ?? 0).toBe(0)
  })

  test("without a secret of the operator's, one is made from the token, and does not show it", async () => {
    const { api } = await serve({ options: { webhook: { url: 'https://bot.example/telegram', secret: undefined } } })
    expect(api.webhook()?.secret).toMatch(/^[\w-]{43}$/)
    expect(TOKEN).not.toContain(api.webhook()?.secret)
    expect((await privateChat(api).say(QUESTION)).text).toMatch(/282,000/)
  })

  test.each([
    ['not json', 400],
    ['[]', 400],
    ['{}', 400],
    ['{"update_id":"1"}', 400],
    [' '.repeat(1_100_000), 413],
  ])('what is no update is refused: %#', async (body, status) => {
    const { post } = await serve()
    expect((await post(body)).status).toBe(status)
  })

  test('a GET is refused', async () => {
    const { port } = await serve()
    expect((await fetch(`http://127.0.0.1:${port}/telegram`)).status).toBe(405)
  })

  test('what fails on the way is delivered again, and answered once', async () => {
    const { api } = await serve({ options: { retry: { delay: 1, tries: 2 } } })
    const ann = privateChat(api)
    api.fail('sendMessage', { status: 500, description: 'Internal Server Error' }, { times: 3 })
    await ann.say(QUESTION)
    await ann.say('/privacy')
    expect(answersIn(ann)).toBe(1)
  })

  test('what can never be dealt with is told once, and holds up nothing', async () => {
    const { api, post, log } = await serve()
    const ann = privateChat(api)
    api.fail('sendMessage', { status: 400, description: 'Bad Request: something new' }, { times: 100 })
    expect((await post({ update_id: 900_001, message: ann.write(QUESTION) })).status).toBe(200)
    expect(log.filter(({ text }) => text === 'An update could not be dealt with')).toHaveLength(1)
  })

  test('the order within a chat is kept', async () => {
    const { api } = await serve()
    const ann = privateChat(api)
    ann.send('how many people were prosecuted for online crime in 2020')
    ann.send(QUESTION)
    expect((await ann.next('the first')).text).toMatch(/142,000/)
    expect((await ann.next('the second')).text).toMatch(/282,000/)
  })

  test('without a server to listen on, the operator is told', async () => {
    const api = await startBotApi()
    const { ended } = start(api, { options: { webhook: { url: 'https://bot.example', secret: 'x' } } })
    await expect(ended).rejects.toThrow(/HTTP_PORT/)
    await api.close()
    server = buildServer({ healthOf: () => new Map() }, { text: async () => '', contentType: 'text/plain' }, quiet)
    await server.listen(0)
  })
})
