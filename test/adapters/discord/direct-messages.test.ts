/** A resident's direct messages with the bot, as dialogue: say this, see that. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Message } from '../../../src/message.ts'
import { ask, knowledge } from '../../shipped.ts'
import { connect, directChat, person, type Seat } from './chats.ts'
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
/** A person's messages keep their order: what is said now is answered after everything before it. */
const nothingMore = async (ann: Seat): Promise<void> => {
  expect((await ann.say('/privacy')).text).toMatch(/what I keep/)
}
/** Where an answer stands is asked of the store, so an edit may be dealt with later than what was said after it. */
const noEdit = async (ann: Seat): Promise<void> => {
  const edits = () => bot.api.calls.filter(({ kind, ids }) => kind === 'edit' && ids[0] === ann.channel.id).length
  await bot.api.until(() => edits() > 0, 'an edit', 150).catch(() => {})
  expect(edits()).toBe(0)
}
const edit = (ann: Seat, message: object, text: string): void =>
  ann.tell('MESSAGE_UPDATE', { ...message, content: text, edited_timestamp: new Date().toISOString() })

describe('an answer', () => {
  test('is its first sentence in bold, then the rest, the sources in small print, each with a button that opens it', async () => {
    const answer = await chat().say(QUESTION)
    expect(answer.text).toMatch(
      /^Procuratorates prosecuted about 282,000 people for crimes committed online in 2021\.\n/,
    )
    expect(answer.bold[0]).toBe('Procuratorates prosecuted about 282,000 people for crimes committed online in 2021.')
    expect(answer.text).toMatch(/\n\nSources\n\n\[1\] People's Daily Online/)
    expect(answer.addresses[0]).toMatch(/^http:\/\/en\.people\.cn\//)
    expect(answer.replyTo).toBeUndefined()
  })

  test('has its steps as a list', async () => {
    expect((await chat().say('What should I do first after being cheated online?')).text).toMatch(
      /\n1\. .+\n2\. .+\n3\. /,
    )
  })

  test.each([
    ['2021年网络犯罪一共起诉了多少人', /^2021年/, '来源'],
    ['2021年網路犯罪一共起訴了多少人', /^2021年/, '來源'],
  ])('to %s speaks its language', async (question, first, sources) => {
    const answer = await chat().say(question)
    expect(answer.text).toMatch(first)
    expect(answer.text).toMatch(new RegExp(`^${sources}$`, 'm'))
  })

  test('follows on, also from a command', async () => {
    const ann = chat()
    await ann.command('ask', { question: 'how many people were prosecuted for online crime in 2020' })
    expect((await ann.say('and in 2021?')).text).toMatch(/^Procuratorates prosecuted about 282,000/)
  })

  test('to a message that also mentions the bot is the same', async () => {
    const answer = await chat().say(`<@${bot.api.me.id}> ${QUESTION}`)
    expect(answer.text).toMatch(/282,000/)
  })
})

describe('buttons', () => {
  test('where the bot asked back, the answer takes the place of the question', async () => {
    const ann = chat()
    const asked = await ann.say('282,000')
    const [first] = asked.rows.flat()
    expect(await ann.press(asked, first?.label ?? '')).toBe(asked)
    expect(asked.edits).toBe(1)
    expect(ann.inChannel()).toHaveLength(1)
  })

  test('pressed twice, it answers once', async () => {
    const ann = chat()
    const answer = await ann.say(QUESTION)
    const label = 'People prosecuted for suspected online crime, 2020'
    await ann.press(answer, label)
    expect(await ann.press(answer, label)).toBeUndefined()
    expect(ann.inChannel()).toHaveLength(2)
  })

  test('a vote is thanked once', async () => {
    const ann = chat()
    const answer = await ann.say(QUESTION)
    expect((await ann.press(answer, '👍 Right'))?.text).toMatch(/Thank you/)
    expect((await ann.press(answer, '👍 Right'))?.text).toMatch(/already/)
  })

  test('"All sources" brings all of them', async () => {
    const ann = chat()
    const whole = [...knowledge.figures.values()].find(
      ({ reports }) => new Set(reports.map(({ source }) => source)).size > 3,
    )
    const answer = await ann.say(whole?.label.en ?? '')
    expect((await ann.press(answer, 'All sources'))?.text).toMatch(/\[4\] /)
  })

  test('work after a restart', async () => {
    const ann = chat()
    const answer = await ann.say(QUESTION)
    const later = await connect()
    const again = directChat(later.api, ann.who)
    const label = 'People prosecuted for suspected online crime, 2020'
    expect((await again.press(answer, label))?.text).toMatch(/142,000/)
    expect((await again.press(answer, '👍 Right'))?.text).toMatch(/Thank you/)
    expect(await later.leave()).toEqual([])
  })

  test.each([
    ['an entry that is no more', '1aeonline-crime-1999'],
    ['a token of another version', '9aeonline-crime-2020'],
    ['nothing that it ever wrote', 'x'],
  ])('say so where they mean %s', async (_name, token) => {
    const ann = chat()
    const answer = await ann.say(QUESTION)
    expect((await ann.press(answer, token))?.text).toMatch(/has changed since/)
  })

  test('/language offers the languages; the one pressed is spoken from then on', async () => {
    const ann = chat()
    const offer = await ann.command('language')
    expect(offer.rows.flat().map(({ label }) => label)).toEqual(['English', '简体中文', '繁體中文'])
    expect((await ann.press(offer, '繁體中文'))?.text).toMatch(/我用中文回答/)
    expect((await ann.say(QUESTION)).text).toMatch(/起訴/)
  })
})

describe('what is no plain text', () => {
  test.each([
    ['a picture', { attachments: [{ id: '123456789012345678', filename: 'a.png' }] }],
    ['a sticker', { sticker_items: [{ id: '123456789012345678', name: 'a', format_type: 1 }] }],
    ['a voice message', { flags: 1 << 13, attachments: [{ id: '123456789012345678', filename: 'voice.ogg' }] }],
  ])('%s is answered with one short line', async (_name, more) => {
    expect((await chat().say('', { more })).text).toMatch(/I read text only/)
  })

  test('a picture with words is the question', async () => {
    const more = { attachments: [{ id: '123456789012345678', filename: 'a.png' }] }
    expect((await chat().say(QUESTION, { more })).text).toMatch(/282,000/)
  })

  test.each([
    '@everyone @here <@&123456789012345678> prosecuted 2021',
    '**bold** _it_ `code` ||hidden|| [x](http://x.example) # heading',
    '\u202Eonline crime prosecuted 2021\u202C \u200F\u2066x',
    '👩‍👩‍👧‍👦🏴‍☠️ prosecuted online crime 2021 👍🏽',
    '\uD83D',
    '```js\nalert(1)\n```',
    '\0\b\t.',
    'x'.repeat(4000),
    '诈骗'.repeat(1000),
  ])('hostile text is answered like any other: %j', async (text) => {
    const answer = await chat().say(text)
    expect(answer.text.length).toBeGreaterThan(10)
    expect(answer.body.allowed_mentions).toEqual({ parse: [] })
  })
})

describe('edits', () => {
  test('an edited question gets its answer in the place of the first', async () => {
    const ann = chat()
    const asked = ann.send(QUESTION)
    const answer = await ann.next(QUESTION)
    edit(ann, asked, QUESTION.replace('2021', '2020'))
    await bot.api.until(() => answer.edits === 1, 'an edit')
    expect(answer.text).toMatch(/142,000/)
    expect(ann.inChannel()).toHaveLength(1)
  })

  test('an edit of what was never answered brings nothing', async () => {
    const ann = chat()
    edit(ann, ann.write(QUESTION), `${QUESTION}?`)
    await nothingMore(ann)
    await noEdit(ann)
    expect(ann.inChannel()).toHaveLength(1)
  })

  test('a link that Discord unfolds is no edit', async () => {
    const ann = chat()
    const asked = ann.send(QUESTION)
    await ann.next(QUESTION)
    ann.tell('MESSAGE_UPDATE', { ...asked, embeds: [{ title: 'x' }] })
    await noEdit(ann)
  })
})

describe('the same twice', () => {
  test('a message is answered once', async () => {
    const ann = chat()
    const message = ann.send(QUESTION)
    ann.tell('MESSAGE_CREATE', message)
    await ann.next(QUESTION)
    await nothingMore(ann)
    expect(ann.inChannel()).toHaveLength(2)
  })
})

test('the order of what one person says is kept', async () => {
  const slow = await connect({
    respond: async ({ text }: Message) => {
      await new Promise((resolve) => setTimeout(resolve, text === 'first' ? 50 : 0))
      return ask(text === 'first' ? 'how many people were prosecuted for online crime in 2020' : QUESTION)
    },
  })
  const ann = directChat(slow.api)
  ann.send('first')
  ann.send('second')
  expect((await ann.next('first')).text).toMatch(/142,000/)
  expect((await ann.next('second')).text).toMatch(/282,000/)
  expect(await slow.leave()).toEqual([])
})

test('a chart comes as a picture that says in words what it shows, and its values beside it', async () => {
  const png = new Uint8Array([0x89, 0x50])
  const painting = await connect({ services: { draw: async () => ({ png, alt: '' }) } })
  const ann = directChat(painting.api)
  const answer: Shown = await ann.say('helping cybercrime prosecutions year by year 2018 to 2023')
  expect(answer.picture?.bytes).toEqual(png)
  expect(answer.picture?.alt?.length).toBeGreaterThan(40)
  expect(answer.text).toMatch(/2023/)
  const button = await ann.say('how many people were prosecuted for helping cybercrime in 2023')
  expect((await ann.press(button, '📈 Chart'))?.picture?.bytes).toEqual(png)
  expect(await painting.leave()).toEqual([])
})
