/** The bot among people: when it speaks, where, who sees it, and what admins make of it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect, person, privateGroup, RIGHT, type Seat, server } from './chats.ts'
import { asGuild, CHANNEL, USUAL_RIGHTS } from './servers.ts'
import type { Shown } from './world.ts'

const QUESTION = 'how many people were prosecuted for online crime in 2021'
const URGENT = 'I was just scammed and transferred the money 10 minutes ago'
const SHARE = 'Show to everyone'
const mentions = { mentions: true }

let bot: Awaited<ReturnType<typeof connect>>
beforeAll(async () => {
  bot = await connect()
})
afterAll(async () => {
  expect(await bot.leave()).toEqual([])
})

const neighbours = (more = {}) => server(bot.api, more)
const admins = (more = {}) => neighbours({ own: RIGHT.manageServer, ...more })
const labels = ({ rows, selects }: Shown): string[] => [
  ...rows.flat().map(({ label }) => label),
  ...selects.flatMap(({ options }) => options.map(({ label }) => label)),
]
const chosen = ({ selects }: Shown): string[] =>
  selects.flatMap(({ options }) => options.filter((option) => option.chosen).map(({ label }) => label))

/** Picks a setting by its line. */
async function setTo(chat: Seat, line: string): Promise<Shown> {
  const menu = await chat.command('settings')
  await chat.press(menu, line)
  return menu
}

describe('it answers', () => {
  test('a mention, as a reply to the message, seen by everyone', async () => {
    const chat = neighbours()
    const answer = await chat.say(QUESTION, mentions)
    expect(answer.text).toMatch(/282,000/)
    expect(answer.replyTo).toBeDefined()
    expect(answer.only).toBeUndefined()
  })

  test.each([
    ['in front', (me: string) => `<@${me}> ${QUESTION}`],
    ['by the nickname, behind', (me: string) => `${QUESTION} <@!${me}>`],
    ['among others', (me: string) => `hey <@123456789012345678> <@${me}>, ${QUESTION} <:sad:123456789012345678>`],
  ])('a mention %s', async (_where, write) => {
    const more = { content: write(bot.api.me.id) }
    expect((await neighbours().say('', { ...mentions, more })).text).toMatch(/282,000/)
  })

  test('a reply to one of its own messages that mentions it', async () => {
    const chat = neighbours()
    const answer = await chat.say(QUESTION, mentions)
    const next = await chat.say('and in 2020?', { repliesTo: answer })
    expect(next.text).toMatch(/^Procuratorates prosecuted about 142,000/)
  })

  test('a bare mention with a greeting', async () => {
    expect((await neighbours().say('', mentions)).text.length).toBeGreaterThan(20)
  })

  test('each person by what that person said before', async () => {
    const chat = neighbours()
    await chat.say('how many people were prosecuted for online crime in 2020', mentions)
    const bob = chat.with(person('Bob'))
    expect((await bob.say('and in 2021?', mentions)).text).not.toMatch(/^Procuratorates prosecuted/)
    expect((await chat.say('and in 2021?', mentions)).text).toMatch(/^Procuratorates prosecuted about 282,000/)
  })

  test('in the thread where it was asked', async () => {
    const chat = neighbours()
    const thread = chat.thread()
    expect((await thread.say(QUESTION, mentions)).channel).toBe(thread.channel.id)
    expect((await thread.command('ask', { question: QUESTION })).channel).toBe(thread.channel.id)
    expect(chat.inChannel()).toEqual([])
  })
})

describe('it says nothing', () => {
  test.each<[why: string, said: object]>([
    ['to what is not meant for it', {}],
    ['to a mention of everyone', { more: { mention_everyone: true } }],
    ['to a reply to it that does not mention it', { more: { type: 19 } }],
  ])('%s', async (_why, said) => {
    const chat = neighbours()
    expect((await chat.saysUnanswered(QUESTION, said)).text).toMatch(/what I keep/)
    expect(chat.inChannel()).toHaveLength(1)
  })

  test.each<[why: string, said: () => object]>([
    ['to another bot', () => ({ from: person('Robot', { bot: true }) })],
    ['to itself', () => ({ from: bot.api.me })],
    ['to a webhook', () => ({ webhook: '123456789012345678' })],
    ['to a message of the platform', () => ({ type: 7 })],
  ])('%s', async (_why, said) => {
    const chat = neighbours()
    await chat.saysUnanswered(QUESTION, { ...mentions, ...said() })
    expect(chat.inChannel()).toHaveLength(1)
  })
})

describe('over a message', () => {
  test('"Answer this question" answers it', async () => {
    expect((await neighbours().over('Answer this question', QUESTION)).text).toMatch(/282,000/)
  })

  test('"Explain the figures" tells what the numbers count', async () => {
    const answer = await neighbours().over('Explain the figures', 'Wow, 282,000 people in one year! And 123,457 cats.')
    expect(answer.text).toMatch(/282,000/)
    expect(answer.addresses.length).toBeGreaterThan(0)
  })

  test('"Explain the figures" says so where it knows none', async () => {
    expect((await neighbours().over('Explain the figures', 'See you at 7 with 31 others')).text).toMatch(/none|no /i)
  })

  test('the words of an embed and of components count as well', async () => {
    const embeds = [{ title: 'News', description: '282,000 people were prosecuted' }]
    expect((await neighbours().over('Explain the figures', '', { embeds })).text).toMatch(/282,000/)
    const components = [{ type: 17, components: [{ type: 10, content: QUESTION }] }]
    expect((await neighbours().over('Answer this question', '', { components })).text).toMatch(/282,000/)
  })

  test('a picture without words is told that only text can be read', async () => {
    const attachments = [{ id: '123456789012345678', filename: 'a.png' }]
    expect((await neighbours().over('Answer this question', '', { attachments })).text).toMatch(/I read text only/)
  })

  test('ids of people and emoji are no figures', async () => {
    const text = '<@282000282000282000> <:282000:123456789012345678> <t:282000:R>'
    expect((await neighbours().over('Explain the figures', text)).text).not.toMatch(/282,000/)
  })
})

describe('who sees the answer to a command', () => {
  test('everyone, as it comes', async () => {
    const answer = await neighbours().command('ask', { question: QUESTION })
    expect(answer.only).toBeUndefined()
    expect(labels(answer)).not.toContain(SHARE)
  })

  test('whoever asked, where the admins prefer that; a button shows it to everyone', async () => {
    const chat = admins()
    await setTo(chat, 'Answers to commands are seen by: whoever asked')
    const answer = await chat.command('ask', { question: QUESTION })
    expect(answer.only).toBe(chat.who.id)
    const shared = await chat.press(answer, SHARE)
    expect(shared?.only).toBeUndefined()
    expect(shared?.text).toBe(answer.text)
    expect(labels(shared as Shown)).not.toContain(SHARE)
  })

  test('a mention is answered to everyone all the same', async () => {
    const chat = admins()
    await setTo(chat, 'Answers to commands are seen by: whoever asked')
    expect((await chat.say(QUESTION, mentions)).only).toBeUndefined()
  })

  test('whoever asked, in a server that never added the bot', async () => {
    const chat = neighbours({ installed: 'user' })
    const answer = await chat.command('ask', { question: QUESTION })
    expect(answer.only).toBe(chat.who.id)
    expect((await chat.press(answer, SHARE))?.only).toBeUndefined()
  })

  test('whoever asked, in a private group of people', async () => {
    const chat = privateGroup(bot.api)
    expect((await chat.command('ask', { question: QUESTION })).only).toBe(chat.who.id)
    expect((await chat.over('Answer this question', QUESTION)).only).toBe(chat.who.id)
  })

  test('a picked choice is for whoever picked it, where the answer was', async () => {
    const chat = neighbours({ installed: 'user' })
    const answer = await chat.command('ask', { question: QUESTION })
    expect((await chat.press(answer, 'People prosecuted for suspected online crime, 2020'))?.only).toBe(chat.who.id)
  })

  test('a vote is thanked in passing, to whoever voted', async () => {
    const chat = neighbours()
    const answer = await chat.command('ask', { question: QUESTION })
    const thanks = await chat.press(answer, '👍 Right')
    expect(thanks).toMatchObject({ only: chat.who.id, text: expect.stringMatching(/Thank you/) })
  })

  test('a vote against is asked why, and thanked in the same place, by whoever voted alone', async () => {
    const chat = neighbours()
    const answer = await chat.command('ask', { question: QUESTION })
    const why = await chat.press(answer, '👎 Wrong')
    expect(why?.only).toBe(chat.who.id)
    const [reason] = labels(why as Shown)
    expect(await chat.press(why as Shown, reason ?? '')).toBe(why)
    expect(why?.text).toMatch(/Thank you/)
  })

  test('what is kept about somebody is for that person alone, with nothing to show it to others', async () => {
    const chat = admins()
    const asked = await chat.command('mydata')
    expect(asked.only).toBe(chat.who.id)
    await setTo(chat, 'Answers to commands are seen by: whoever asked')
    const again = await chat.command('mydata')
    expect(again.only).toBe(chat.who.id)
    expect(labels(again)).not.toContain(SHARE)
  })
})

describe('settings', () => {
  test('are a list for each, with what holds now, and seen by whoever asked', async () => {
    const chat = admins()
    const menu = await chat.command('settings')
    expect(menu.only).toBe(chat.who.id)
    expect(chosen(menu)).toEqual([
      'Language: that of the question',
      'I answer: when spoken to',
      'Answers to commands are seen by: everyone',
      'Buttons: on',
      'Pause between answers: off',
    ])
    expect(labels(menu)).toContain('Where I answer: everywhere')
    expect(labels(menu)).not.toContain('I answer: also other questions I am sure about')
  })

  test('change in place when picked, and hold', async () => {
    const chat = admins()
    const menu = await setTo(chat, 'Buttons: off')
    expect(menu.edits).toBe(1)
    expect(chosen(menu)).toContain('Buttons: off')
    expect(labels(await chat.command('ask', { question: QUESTION }))).toEqual([])
  })

  test('the language holds for the whole server', async () => {
    const chat = admins()
    await setTo(chat, 'Language: 繁體中文')
    expect((await chat.say(QUESTION, mentions)).text).toMatch(/起訴/)
  })

  test('commands only: a mention is left alone, but not an emergency', async () => {
    const chat = admins()
    await setTo(chat, 'I answer: commands only')
    chat.send(QUESTION, mentions)
    expect((await chat.say(URGENT, mentions)).text).toMatch(/110/)
    expect((await chat.command('ask', { question: QUESTION })).text).toMatch(/282,000/)
  })

  test('only in this channel: elsewhere a command is answered to its asker alone', async () => {
    const chat = admins()
    await setTo(chat, 'Where I answer: everywhere')
    expect((await chat.command('ask', { question: QUESTION })).only).toBeUndefined()
    const thread = chat.thread()
    expect((await thread.command('ask', { question: QUESTION })).only).toBeUndefined()
    const elsewhere = chat.in(chat.news)
    const answer = await elsewhere.command('ask', { question: QUESTION })
    expect(answer.only).toBe(chat.who.id)
    expect(labels(answer)).not.toContain(SHARE)
  })

  test('a pause between answers: a command in it is answered to its asker alone', async () => {
    const chat = admins()
    await setTo(chat, 'Pause between answers: 300 s')
    expect((await chat.command('ask', { question: QUESTION })).only).toBeUndefined()
    expect((await chat.command('ask', { question: QUESTION })).only).toBe(chat.who.id)
  })

  test('who may give the command is set in Discord; a menu that others see is for those who may manage the server', async () => {
    const chat = admins()
    expect((await chat.say('/settings', mentions)).text).toMatch(/^Settings\./)
    const others = neighbours()
    expect((await others.say('/settings', mentions)).text).toMatch(/Only admins/)
    const menu = await chat.say('/settings', mentions)
    const denied = await chat.with(person('Bob')).press(menu, 'Buttons: off')
    expect(denied).toMatchObject({ text: expect.stringMatching(/Only admins/) })
    expect(menu.edits).toBe(0)
  })
})

describe('/status', () => {
  test('says what it can do in the channel', async () => {
    const status = await admins().command('status')
    expect(status.text).toMatch(/I may write in this channel/)
    expect(status.text).toMatch(/Language: that of the question/)
  })

  test.each([
    ['sending messages', USUAL_RIGHTS & ~RIGHT.sendMessages, /I may not write in this channel/],
    ['seeing the channel', USUAL_RIGHTS & ~RIGHT.viewChannel, /I may not write in this channel/],
    ['attaching files', USUAL_RIGHTS & ~RIGHT.attachFiles, /charts come in words/],
  ])('says what is missing: %s', async (_what, rights, says) => {
    expect((await admins({ rights }).command('status')).text).toMatch(says)
  })
})

describe('coming and going', () => {
  test('added, it says once what it does and how to ask, where the server keeps such news', async () => {
    const chat = neighbours()
    const news = chat.in(chat.news)
    const greeting = await news.next('being added')
    expect(greeting.text).toMatch(/^Hello\..*\/ask.*\/settings/s)
    await chat.command('privacy')
    expect(news.inChannel()).toHaveLength(1)
    expect(chat.inChannel()).toHaveLength(1)
  })

  test('in Chinese, where the server speaks it', async () => {
    const chat = neighbours({ locale: 'zh-TW' })
    expect((await chat.in(chat.news).next('being added')).text).toMatch(/^大家好.*網/)
  })

  test('where it may not write in any channel, it says nothing, and commands work', async () => {
    const chat = neighbours({ rights: RIGHT.viewChannel })
    expect((await chat.command('ask', { question: QUESTION })).text).toMatch(/282,000/)
    expect(chat.in(chat.news).inChannel()).toEqual([])
  })

  test('an outage is no removal, and its end no arrival', async () => {
    const chat = admins()
    const news = chat.in(chat.news)
    await news.next('being added')
    await setTo(chat, 'Buttons: off')
    bot.api.gateway.tell({ t: 'GUILD_DELETE', d: { id: chat.server.id, unavailable: true } }, chat.server.id)
    bot.api.gateway.tell({ t: 'GUILD_CREATE', d: asGuild(chat.server, bot.api.me) }, chat.server.id)
    expect(chosen(await chat.command('settings'))).toContain('Buttons: off')
    expect(news.inChannel()).toHaveLength(1)
  })

  test('removed, its settings go', async () => {
    const chat = admins()
    await setTo(chat, 'Buttons: off')
    const gone = bot.log.length
    bot.api.gateway.tell({ t: 'GUILD_DELETE', d: { id: chat.server.id } }, chat.server.id)
    await bot.api.until(() => bot.log.slice(gone).some(({ text }) => /its settings are gone/.test(text)), 'the end')
    const again = { ...chat.server, joinedAt: new Date(Date.now() + 5000).toISOString() }
    bot.api.gateway.tell({ t: 'GUILD_CREATE', d: asGuild(again, bot.api.me) }, chat.server.id)
    expect(chosen(await chat.command('settings'))).toContain('Buttons: on')
    expect(chat.in(chat.news).inChannel()).toHaveLength(2)
  })
})

test('a forum post is a thread like any other', async () => {
  const chat = neighbours()
  const forum = { ...chat.channel, type: CHANNEL.forum }
  const post = chat.thread(forum)
  expect((await post.say(QUESTION, mentions)).text).toMatch(/282,000/)
})
