/** The bot among people: when it speaks, where, and what admins make of it. */
import type { Message, User } from 'grammy/types'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect, group, person, privateChat } from './chats.ts'
import { memberAs, type Standing } from './members.ts'
import type { Shown } from './world.ts'

const QUESTION = 'how many people were prosecuted for online crime in 2021'
const URGENT = 'I was just scammed and transferred the money 10 minutes ago'

let bot: Awaited<ReturnType<typeof connect>>
beforeAll(async () => {
  bot = await connect()
})
afterAll(async () => {
  expect(await bot.leave()).toEqual([])
})

const neighbours = (more = {}) => group(bot.api, more)
const byBot = (chat: ReturnType<typeof group>, id: number): Message =>
  ({ message_id: id, date: 1, chat: chat.chat, from: bot.api.me, text: '…' }) as Message
const labels = ({ keyboard }: Shown): string[] => keyboard.flat().map(({ text }) => text)

function admin(chat: ReturnType<typeof group>, status: 'administrator' | 'creator' = 'administrator'): User {
  bot.api.setMember(chat.chat.id, chat.who, status)
  return chat.who
}

/** Presses a setting until its line reads as wanted. */
async function setTo(chat: ReturnType<typeof group>, wanted: RegExp, topic?: number): Promise<Shown> {
  admin(chat)
  const menu = await chat.say('/settings', topic === undefined ? {} : { topic })
  const name = wanted.source.split(':')[0] ?? ''
  for (let presses = 0; presses < 8; presses++) {
    const line = labels(menu).find((label) => label.startsWith(name)) ?? ''
    if (wanted.test(line)) return menu
    await chat.press(menu, line)
  }
  throw new Error(`no ${wanted} among ${labels(menu)}`)
}

describe('it answers', () => {
  test('a command, as a reply to the message that gave it', async () => {
    const chat = neighbours()
    const answer = await chat.say(`/ask ${QUESTION}`)
    expect(answer.text).toMatch(/282,000/)
    expect(answer.replyTo).toBeDefined()
  })

  test.each(['/ask@crime_bot', '/ASK@Crime_Bot'])('%s, by its own name', async (command) => {
    expect((await neighbours().say(`${command} ${QUESTION}`)).text).toMatch(/282,000/)
  })

  test.each([`@crime_bot ${QUESTION}`, `hey @Crime_Bot, ${QUESTION}`])('a mention: %s', async (text) => {
    expect((await neighbours().say(text)).text).toMatch(/282,000/)
  })

  test('a mention after characters that count twice', async () => {
    expect((await neighbours().say(`👩‍👩‍👧‍👦🚨 @crime_bot ${QUESTION}`)).text).toMatch(/282,000/)
  })

  test('a reply to one of its own messages', async () => {
    const chat = neighbours()
    const answer = await chat.say(`/ask ${QUESTION}`)
    const next = await chat.say('and in 2020?', { reply_to_message: byBot(chat, answer.id) })
    expect(next.text).toMatch(/^Procuratorates prosecuted about 142,000/)
  })

  test('an admin who writes as the group, and a person who writes as a channel', async () => {
    const chat = neighbours()
    const hidden = person('Group', { id: 1087968824, is_bot: true })
    const asGroup = chat.write(`/ask ${QUESTION}`, { more: { sender_chat: chat.chat } as never }, hidden)
    bot.api.deliver({ message: asGroup as never })
    expect((await chat.next('the group')).text).toMatch(/282,000/)
    const channel = { id: -100555, type: 'channel', title: 'News' }
    const asChannel = chat.write(
      `/ask ${QUESTION}`,
      { more: { sender_chat: channel } as never },
      person('Channel', { is_bot: true }),
    )
    bot.api.deliver({ message: asChannel as never })
    expect((await chat.next('a channel')).text).toMatch(/282,000/)
  })

  test('each person by what that person said before', async () => {
    const chat = neighbours()
    const bob = person('Bob')
    await chat.say('/ask how many people were prosecuted for online crime in 2020')
    bot.api.deliver({ message: chat.write('@crime_bot and in 2021?', {}, bob) as never })
    expect((await chat.next('Bob')).text).not.toMatch(/^Procuratorates prosecuted/)
    expect((await chat.say('@crime_bot and in 2021?')).text).toMatch(/^Procuratorates prosecuted/)
  })
})

describe('it says nothing', () => {
  test.each<[why: string, text: string]>([
    ['to what is not meant for it', QUESTION],
    ['to an emergency that is not told to it', URGENT],
    ['to a command of another bot', `/ask@other_bot ${QUESTION}`],
    ['to a command that it does not have', '/ban'],
    ['to a mention of someone else', `@crime_bott ${QUESTION}`],
    ['to a mention inside an address', `mail@crime_bot ${QUESTION}`],
  ])('%s', async (_why, text) => {
    const chat = neighbours()
    expect((await chat.saysUnanswered(text)).text).toMatch(/in memory only/)
    expect(chat.inChat()).toHaveLength(1)
  })

  test.each<[why: string, from: User, more: object]>([
    ['to another bot', person('Robot', { is_bot: true }), {}],
    ['to itself', person('Me', { is_bot: true }), {}],
    [
      'to a channel that posts in its discussion group',
      person('Telegram', { id: 777000 }),
      { is_automatic_forward: true, sender_chat: { id: -5, type: 'channel', title: 'x' } },
    ],
    ['to its own inline answers', person('Bob'), { via_bot: { id: 123456, is_bot: true, first_name: 'x' } }],
  ])('%s', async (_why, from, more) => {
    const chat = neighbours()
    await chat.saysUnanswered(`/ask ${QUESTION}`, { more: more as never }, from)
    expect(chat.inChat()).toHaveLength(1)
  })

  test('to a sticker', async () => {
    const chat = neighbours()
    const sticker = {
      file_id: 'a',
      file_unique_id: 'b',
      type: 'regular',
      width: 1,
      height: 1,
      is_animated: false,
      is_video: false,
    }
    await chat.saysUnanswered(undefined, { more: { sticker } as never })
    expect(chat.inChat()).toHaveLength(1)
  })

  test('to another bot in a private chat either', async () => {
    const robot = privateChat(bot.api, person('Robot', { is_bot: true }))
    const ann = privateChat(bot.api, person('Ann'))
    robot.send(QUESTION)
    await ann.say('/privacy')
    expect(robot.inChat()).toEqual([])
  })
})

describe('in a forum', () => {
  test('it answers in the topic where it was asked', async () => {
    const chat = neighbours({ forum: true })
    bot.api.topics.set(chat.chat.id, new Set([7]))
    expect((await chat.say(`/ask ${QUESTION}`, { topic: 7 })).topic).toBe(7)
  })

  test('it never names the General topic, whose id Telegram refuses', async () => {
    const chat = neighbours({ forum: true })
    expect((await chat.say(`/ask ${QUESTION}`)).topic).toBeUndefined()
    expect((await chat.say(`/ask ${QUESTION}`, { topic: 1 })).topic).toBeUndefined()
  })

  test('nor a thread of replies outside a forum', async () => {
    const chat = neighbours()
    const answer = await chat.say(`/ask ${QUESTION}`, { more: { message_thread_id: 9 } as never })
    expect(answer.topic).toBeUndefined()
  })

  test('a button pressed in a topic brings its answer there', async () => {
    const chat = neighbours({ forum: true })
    bot.api.topics.set(chat.chat.id, new Set([7]))
    const answer = await chat.say(`/ask ${QUESTION}`, { topic: 7 })
    await chat.press(answer, '1')
    const next = await chat.next('a choice')
    expect(next).toMatchObject({ topic: 7, replyTo: answer.id })
  })
})

describe('settings', () => {
  test('are for admins', async () => {
    const chat = neighbours()
    expect((await chat.say('/settings')).text).toMatch(/Only admins/)
    expect((await chat.say('/status')).text).toMatch(/Only admins/)
  })

  test.each(['administrator', 'creator'] as const)('are shown to an %s, each as a button', async (status) => {
    const chat = neighbours()
    admin(chat, status)
    expect(labels(await chat.say('/settings'))).toEqual([
      ...['Language: that of the question', 'I answer: when spoken to', 'Buttons: on', 'Pause between answers: off'],
    ])
  })

  test('are shown to an admin who writes as the group', async () => {
    const chat = neighbours()
    const hidden = person('Group', { id: 1087968824, is_bot: true })
    bot.api.deliver({
      message: chat.write('/settings', { more: { sender_chat: chat.chat } as never }, hidden) as never,
    })
    expect((await chat.next('/settings')).text).toMatch(/^Settings\./)
  })

  test('of others cannot be pressed', async () => {
    const chat = neighbours()
    admin(chat)
    const menu = await chat.say('/settings')
    expect(await chat.press(menu, 'Buttons: on', person('Bob'))).toMatch(/Only admins/)
    expect(menu.edits).toBe(0)
  })

  test('change in place when pressed', async () => {
    const chat = neighbours()
    const menu = await setTo(chat, /Buttons: off/)
    expect(menu.edits).toBe(1)
    expect((await chat.say(`/ask ${QUESTION}`)).keyboard).toEqual([])
  })

  test('the language holds for the whole group', async () => {
    const chat = neighbours()
    admin(chat)
    const menu = await chat.say('/settings')
    await chat.press(menu, 'Language: that of the question')
    await chat.press(menu, 'Language: English')
    expect(labels(menu)).toContain('语言：简体中文')
    expect((await chat.say(`/ask ${QUESTION}`)).text).toMatch(/起诉/)
  })

  test('commands only: a mention is left alone, but not an emergency', async () => {
    const chat = neighbours()
    await setTo(chat, /I answer: commands only/)
    await chat.saysUnanswered(`@crime_bot ${QUESTION}`)
    expect((await chat.say(`@crime_bot ${URGENT}`)).text).toMatch(/110/)
    expect((await chat.say(`/ask ${QUESTION}`)).text).toMatch(/282,000/)
  })

  test('also other questions: only those that it is sure about', async () => {
    const chat = neighbours()
    await setTo(chat, /I answer: also other questions/)
    expect((await chat.say(QUESTION)).text).toMatch(/282,000/)
    const before = chat.inChat().length
    await chat.saysUnanswered('anyone up for dinner tonight?')
    await chat.saysUnanswered('tell me about scams')
    expect(chat.inChat()).toHaveLength(before + 2)
  })

  test('a pause between answers holds all but an emergency', async () => {
    const chat = neighbours()
    await setTo(chat, /Pause between answers: 5 s/)
    expect((await chat.say(`/ask ${QUESTION}`)).text).toMatch(/282,000/)
    chat.send(`/ask ${QUESTION}`)
    expect((await chat.say(`/ask ${URGENT}`)).text).toMatch(/110/)
  })

  test('only this topic', async () => {
    const chat = neighbours({ forum: true })
    bot.api.topics.set(chat.chat.id, new Set([7, 8]))
    await setTo(chat, /Where I answer: only where chosen/, 7)
    expect((await chat.say(`/ask ${QUESTION}`, { topic: 7 })).text).toMatch(/282,000/)
    chat.send(`/ask ${QUESTION}`, { topic: 8 })
    expect((await chat.say(`/ask ${URGENT}`, { topic: 8 })).text).toMatch(/110/)
  })

  test('who is an admin is asked of Telegram once in a while, not each time', async () => {
    const chat = neighbours()
    admin(chat)
    await chat.say('/settings')
    await chat.say('/settings')
    const asked = bot.api.calls.filter(
      ({ method, params }) => method === 'getChatAdministrators' && params.chat_id === chat.chat.id,
    )
    expect(asked).toHaveLength(1)
  })
})

describe('coming and going', () => {
  const standing = (chat: ReturnType<typeof group>, before: Standing, now: Standing, from = chat.who) =>
    bot.api.deliver({
      my_chat_member: {
        ...{ chat: chat.chat, from, date: 1 },
        old_chat_member: memberAs(before, bot.api.me),
        new_chat_member: memberAs(now, bot.api.me),
      },
    })

  test('added, it says once what it does, how to ask, and what it can hear', async () => {
    const chat = neighbours()
    standing(chat, 'left', 'member')
    const greeting = await chat.next('being added')
    expect(greeting.text).toMatch(/^Hello\..*\/ask.*\/settings/s)
    expect(greeting.text).toMatch(/only commands, mentions/)
    standing(chat, 'member', 'administrator')
    await chat.say('/privacy')
    expect(chat.inChat()).toHaveLength(2)
  })

  test('added by a person whose Telegram speaks Chinese, it greets in Chinese', async () => {
    const chat = neighbours({ who: person('Li', { language_code: 'zh-hans' }) })
    standing(chat, 'left', 'member')
    expect((await chat.next('being added')).text).toMatch(/^大家好/)
  })

  test('removed, its settings go', async () => {
    const chat = neighbours()
    await setTo(chat, /Buttons: off/)
    standing(chat, 'member', 'kicked')
    standing(chat, 'kicked', 'member')
    await chat.next('being added')
    expect(labels(await chat.say('/settings'))).toContain('Buttons: on')
  })

  test('/status tells what it hears, and how to let it hear more', async () => {
    const chat = neighbours()
    admin(chat)
    const status = await chat.say('/status')
    expect(status.text).toMatch(/only commands, mentions/)
    expect(status.text).toMatch(/privacy mode at @BotFather/)
    expect(status.text).toMatch(/Language: that of the question/)
    bot.api.setMember(chat.chat.id, bot.api.me, 'administrator')
    expect((await chat.say('/status')).text).toMatch(/shows me every message/)
  })

  test('with privacy mode off, /status says that it hears everything', async () => {
    const hearing = await connect({ hearsAll: true })
    const chat = group(hearing.api)
    hearing.api.setMember(chat.chat.id, chat.who, 'administrator')
    expect((await chat.say('/status')).text).toMatch(/shows me every message/)
    expect(await hearing.leave()).toEqual([])
  })
})

describe('a group that becomes a supergroup', () => {
  test('keeps its settings', async () => {
    const old = neighbours({ type: 'group' })
    await setTo(old, /Buttons: off/)
    const now = neighbours({ who: old.who })
    admin(now)
    const said = old.write(undefined, { more: { migrate_to_chat_id: now.chat.id } as never })
    bot.api.deliver({ message: said as never })
    bot.api.deliver({
      message: now.write(undefined, { more: { migrate_from_chat_id: old.chat.id } as never }) as never,
    })
    expect(labels(await now.say('/settings'))).toContain('Buttons: off')
  })

  test.each([
    ['before the bot is told so', ['joined', 'migrated']],
    ['after it', ['migrated', 'joined']],
  ])('is not greeted like a new one, though Telegram says that the bot was added: %s', async (_when, order) => {
    const old = neighbours({ type: 'group' })
    const now = neighbours({ who: old.who })
    const says = {
      joined: () =>
        bot.api.deliver({
          my_chat_member: {
            ...{ chat: now.chat, from: now.who, date: 1 },
            ...{ old_chat_member: memberAs('left', bot.api.me), new_chat_member: memberAs('member', bot.api.me) },
          },
        }),
      migrated: () =>
        bot.api.deliver({
          message: now.write(undefined, { more: { migrate_from_chat_id: old.chat.id } as never }) as never,
        }),
    }
    for (const what of order) says[what as keyof typeof says]()
    now.send('/privacy')
    await bot.api.until(() => now.inChat().some(({ text }) => /in memory only/.test(text)), 'an answer')
    expect(now.inChat().filter(({ deleted }) => !deleted)).toHaveLength(1)
    if (order[0] === 'migrated') expect(now.inChat()).toHaveLength(1)
  })

  test('gets the answer to what was asked just before', async () => {
    const old = neighbours({ type: 'group' })
    const now = neighbours({ who: old.who })
    bot.api.refuse(old.chat.id, 400, 'Bad Request: group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: now.chat.id,
    })
    old.send(`/ask ${QUESTION}`)
    expect((await now.next('what was asked before')).text).toMatch(/282,000/)
  })
})

describe('inline, in any chat', () => {
  let nextQuery = 1
  async function query(text: string, more = {}) {
    const id = `q${nextQuery++}`
    bot.api.deliver({ inline_query: { id, from: person('Ann', more), query: text, offset: '' } })
    await bot.api.until(() => bot.api.inlineAnswers.has(id), `results for ${text}`)
    const answer = bot.api.inlineAnswers.get(id)
    return {
      answer,
      results: answer?.results as {
        id: string
        title: string
        description: string
        input_message_content: { message_text: string }
      }[],
    }
  }

  test('the answer comes first, with its sources, ready to be sent', async () => {
    const { results, answer } = await query(QUESTION)
    expect(results[0]).toMatchObject({ id: 'online-crime-2021' })
    expect(results[0]?.input_message_content.message_text).toMatch(/282,000.*<a href="http:\/\/en\.people\.cn/s)
    expect(answer).toMatchObject({ cache_time: 300, is_personal: false })
  })

  test.each([
    ['prosecut', /prosecuted/i],
    ['phishin', /phishing/i],
    ['telecom fraud 2023', /telecom/i],
    ['电信诈骗', /电信/],
    ['網路犯罪', /網/],
  ])('%s, half typed, offers entries and figures by name', async (typed, title) => {
    const { results } = await query(typed)
    expect(results.length).toBeGreaterThan(1)
    expect(
      results.some((result) => title.test(result.title)),
      results.map((result) => result.title).join(' | '),
    ).toBe(true)
  })

  test('nothing typed offers the topics, in the language of the person', async () => {
    const { results, answer } = await query('', { language_code: 'zh-hans' })
    expect(results.length).toBeGreaterThan(5)
    expect(results[0]?.title).toMatch(/\p{Script=Han}/u)
    expect(answer).toMatchObject({ is_personal: true })
  })

  test('a number alone has no language: what it offers is for that person only', async () => {
    expect((await query('2021', { language_code: 'zh-hans' })).answer).toMatchObject({ is_personal: true })
  })

  test('what nobody knows offers nothing', async () => {
    expect((await query('qzxv wkjh')).results).toEqual([])
  })
})
