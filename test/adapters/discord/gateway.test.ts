/** What happens to the connection that Discord tells everything over: nothing is lost or doubled, and the operator is told. */
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { ask } from '../../shipped.ts'
import { connect, directChat, type Seat, server, start } from './chats.ts'
import { type DiscordServer, startDiscord, TOKEN } from './discord-server.ts'

const QUESTION = 'how many people were prosecuted for online crime in 2021'
type Connected = Awaited<ReturnType<typeof connect>>

let bot: Connected | undefined
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
const answersIn = (chat: Seat): number => chat.inChannel().filter(({ text }) => /282,000/.test(text)).length
const isBack = ({ api, health }: Connected): Promise<void> =>
  api.until(() => health().state === 'ready' && api.gateway.connected() === 1, 'the connection', 10_000)

describe('what is told while the connection is away is answered once it is back', () => {
  test.each<[name: string, breakOff: (api: DiscordServer, meanwhile: () => void) => void | Promise<void>]>([
    [
      'it breaks off',
      (api, meanwhile) => {
        api.gateway.drop()
        meanwhile()
      },
    ],
    [
      'it breaks off, and the next tries break off as well',
      (api, meanwhile) => {
        api.gateway.refuse(2)
        api.gateway.drop()
        meanwhile()
      },
    ],
    [
      'nothing listens for a while',
      async (api, meanwhile) => {
        await api.gateway.goAway()
        meanwhile()
        await pause(700)
        await api.gateway.comeBack()
      },
    ],
    [
      'Discord asks to reconnect',
      (api, meanwhile) => {
        api.gateway.askToReconnect()
        meanwhile()
      },
    ],
    [
      'Discord closes it (4000)',
      (api, meanwhile) => {
        api.gateway.closeOnce(4000)
        meanwhile()
      },
    ],
  ])('%s', async (_name, breakOff) => {
    const connected = await begin()
    const { api, log } = connected
    const ann = directChat(api)
    await ann.say('/help')
    await breakOff(api, () => void ann.send(QUESTION))
    await api.until(() => api.gateway.resumes() === 1, 'a resumption', 10_000)
    expect((await ann.next(QUESTION)).text).toMatch(/282,000/)
    await isBack(connected)
    await ann.say('/privacy')
    expect(answersIn(ann)).toBe(1)
    expect(api.gateway.identifies).toHaveLength(1)
    expect(log.some(({ text }) => /Resumed/.test(text))).toBe(true)
  })

  test('what was answered before, and is told again, is not answered again', async () => {
    const connected = await begin()
    const { api } = connected
    const ann = directChat(api)
    await ann.say(QUESTION)
    await ann.command('ask', { question: QUESTION })
    api.gateway.forget(2)
    api.gateway.drop()
    await api.until(() => api.gateway.resumes() === 1, 'a resumption', 10_000)
    await ann.say('/privacy')
    expect(answersIn(ann)).toBe(2)
    expect(connected.counted.repeated).toBe(2)
  })

  test('a connection that stays silent is given up for a new one', async () => {
    const api = await startDiscord()
    api.gateway.beatEvery(60)
    const running = start(api)
    await api.until(() => running.health().state === 'ready', 'a connection')
    const ann = directChat(api)
    api.gateway.setDeaf(true)
    api.gateway.hush()
    ann.send(QUESTION)
    await api.until(() => api.gateway.resumes() > 0, 'a resumption', 10_000)
    api.gateway.setDeaf(false)
    expect((await ann.next(QUESTION)).text).toMatch(/282,000/)
    expect(running.counted['retried gateway']).toBeGreaterThan(0)
    running.stop.abort()
    await running.ended
    await api.close()
  })

  test('the latency of the connection is measured', async () => {
    const api = await startDiscord()
    api.gateway.beatEvery(30)
    const running = start(api)
    await api.until(() => (running.counted.latency ?? 0) > 0, 'a measurement')
    running.stop.abort()
    await running.ended
    await api.close()
  })
})

test('a session that Discord ends is followed by a new one', async () => {
  const connected = await begin()
  const { api } = connected
  const ann = directChat(api)
  await ann.say('/help')
  api.gateway.invalidate()
  await api.until(() => api.gateway.identifies.length === 2, 'a new session', 15_000)
  await isBack(connected)
  expect((await ann.say(QUESTION)).text).toMatch(/282,000/)
  expect(api.writes()).toBe(1)
})

test('servers are not greeted anew in a new session', async () => {
  const connected = await begin()
  const { api } = connected
  const chat = server(api)
  const news = chat.in(chat.news)
  await news.next('being added')
  api.gateway.invalidate()
  await api.until(() => api.gateway.identifies.length === 2, 'a new session', 15_000)
  await isBack(connected)
  await chat.say('/privacy', { mentions: true })
  expect(news.inChannel()).toHaveLength(1)
})

test('a server that Discord cannot show yet holds up no answer', async () => {
  const api = await startDiscord()
  const running = start(api)
  await api.until(() => running.health().state === 'ready', 'a connection')
  const absent = server(api, { joins: false })
  expect((await absent.command('ask', { question: QUESTION })).text).toMatch(/282,000/)
  running.stop.abort()
  await running.ended
  await api.close()
  expect(api.violations).toEqual([])
})

describe('health', () => {
  test('is failing while the connection is away, and ready when it is back', async () => {
    const connected = await begin()
    const { api, health, log } = connected
    await api.gateway.goAway()
    await api.until(() => health().state === 'failing', 'the outage')
    expect(health()).toEqual({ state: 'failing', reason: 'the connection to the gateway is gone' })
    await api.gateway.comeBack()
    await isBack(connected)
    expect(log.filter(({ text }) => text === 'Discord cannot be reached')).toHaveLength(1)
  })
})

describe('what cannot be gone on from ends the run with a line for the operator', () => {
  test('a wrong token', async () => {
    const api = await startDiscord()
    const { ended, health } = start(api, { options: { token: 'not.the.one' } })
    await expect(ended).rejects.toThrow(/does not know this DISCORD_BOT_TOKEN \(401\)/)
    expect(health()).toMatchObject({ state: 'failing' })
    await api.close()
  })

  test.each([
    [4004, /does not know this DISCORD_BOT_TOKEN \(4004\)/],
    [4010, /no such shard \(4010\). See DISCORD_SHARDS/],
    [4011, /too many servers for one shard \(4011\)/],
    [4013, /\(4013\)/],
    [4014, /needs no privileged intent/],
  ])('close code %i, at the start and while it runs', async (code, line) => {
    const api = await startDiscord()
    const running = start(api)
    await api.until(() => running.health().state === 'ready', 'a connection')
    api.gateway.closeWith(code)
    await expect(running.ended).rejects.toThrow(line)
    expect(running.health()).toMatchObject({ state: 'failing' })
    const again = start(api)
    await expect(again.ended).rejects.toThrow(line)
    await api.close()
  })

  test('what is no Discord at all', async () => {
    const api = await startDiscord()
    const { ended } = start(api, { options: { apiRoot: `${api.root}/nothing` } })
    await expect(ended).rejects.toThrow(/DISCORD_API_ROOT is no Discord API \(404\)/)
    await api.close()
  })
})

describe('a beginning that fails is tried again', () => {
  test('Discord has an outage', async () => {
    const api = await startDiscord()
    api.fail('gateway', { status: 500, code: 0, message: 'Internal Server Error' }, { times: 3 })
    const { health, stop, ended, log } = start(api)
    await api.until(() => health().state === 'ready', 'a connection', 10_000)
    expect(log.filter(({ text }) => text === 'Discord cannot be reached')).toHaveLength(1)
    stop.abort()
    await ended
    await api.close()
  })

  test('a server that is not there is told at once, and a stop need not wait for it', async () => {
    const api = await startDiscord()
    await api.close()
    const { log, ended, stop, health } = start(api, { options: { retry: { delay: 60_000, tries: 2 } } })
    while (log.length === 0) await pause(5)
    expect(log[0]).toMatchObject({ level: 'warn', text: 'Discord cannot be reached' })
    stop.abort()
    await ended
    expect(JSON.stringify([log, health()])).not.toContain(TOKEN)
    expect(health().state).toBe('failing')
  })
})

describe('a stop', () => {
  test('lets what was received be answered', async () => {
    const { api, stop, ended } = await begin({
      respond: async () => {
        await pause(150)
        return ask(QUESTION)
      },
    })
    const chats = Array.from({ length: 5 }, () => directChat(api))
    for (const chat of chats) chat.send(QUESTION)
    const given = directChat(api).give('ask', { question: QUESTION })
    await pause(50)
    stop.abort()
    await ended
    for (const chat of chats) expect(answersIn(chat)).toBe(1)
    expect(given.answered).toBeDefined()
  })

  test('does not wait for ever', async () => {
    const { api, stop, ended, log } = await begin({ options: { drain: 0.05 }, respond: () => new Promise(() => {}) })
    directChat(api).send(QUESTION)
    await pause(100)
    stop.abort()
    await ended
    expect(log.find(({ text }) => /before these were answered/.test(text))?.fields).toEqual({ left: 1 })
  })
})

describe('shards', () => {
  test('as many as Discord recommends, each of its servers answered', async () => {
    const { api, health } = await begin({ recommends: 2 })
    await api.until(() => api.gateway.connected() === 2, 'both', 15_000)
    expect(health()).toEqual({ state: 'ready' })
    for (const chat of [server(api), server(api)])
      expect((await chat.command('ask', { question: QUESTION })).text).toMatch(/282,000/)
    expect(api.gateway.identifies.map(({ shard }) => shard)).toEqual([
      [0, 2],
      [1, 2],
    ])
  })

  test('only these of so many, and commands are left to whoever has the first', async () => {
    const { api } = await begin({ options: { shards: { ids: [1, 3], count: 4 } } })
    await api.until(() => api.gateway.connected() === 2, 'both', 15_000)
    expect(api.gateway.identifies.map(({ shard }) => shard)).toEqual([
      [1, 4],
      [3, 4],
    ])
    expect(api.writes()).toBe(0)
  })

  test('it is ready once all of them are', async () => {
    const { api } = await begin({ recommends: 2 })
    expect(api.gateway.identifies).toHaveLength(2)
  })
})
