/** A resident's private chat with the bot, as dialogue: say this, see that. */
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Message } from '../../../src/message.ts'
import { ask, knowledge } from '../../shipped.ts'
import { connect, person, privateChat, type Seat } from './chats.ts'
import type { Shown } from './world.ts'

const QUESTION = 'how many people were prosecuted for online crime in 2021'

let bot: Awaited<ReturnType<typeof connect>>
beforeAll(async () => {
  bot = await connect()
})
afterAll(async () => {
  expect(await bot.leave()).toEqual([])
})
const chat = (more = {}) => privateChat(bot.api, person('Ann', more))
/** A chat keeps its order: what is said now is answered after everything before it. */
const nothingMore = async (ann: Seat): Promise<void> => {
  expect((await ann.say('/privacy')).text).toMatch(/in memory only/)
}
const labels = ({ keyboard }: Shown): string[] => keyboard.flat().map(({ text }) => text)
const bolds = ({ text, entities }: Shown): string[] =>
  entities.filter(({ type }) => type === 'bold').map(({ offset, length }) => text.slice(offset, offset + length))
const folded = ({ text, entities }: Shown): string =>
  entities
    .filter(({ type }) => type === 'expandable_blockquote')
    .map(({ offset, length }) => text.slice(offset, offset + length))
    .join('\n')

describe('an answer', () => {
  test('is its first sentence in bold, then the rest, the sources folded with their links', async () => {
    const answer = await chat().say(QUESTION)
    expect(answer.text).toMatch(
      /^Procuratorates prosecuted about 282,000 people for crimes committed online in 2021\.\n/,
    )
    expect(bolds(answer)[0]).toBe('Procuratorates prosecuted about 282,000 people for crimes committed online in 2021.')
    expect(folded(answer)).toMatch(/^Sources\n\[1\] People's Daily Online/m)
    expect(answer.entities.find(({ type }) => type === 'text_link')?.url).toMatch(/^http:\/\/en\.people\.cn\//)
    const sent = bot.api.calls.findLast(({ method }) => method === 'sendMessage')
    expect(sent?.params.link_preview_options).toEqual({ is_disabled: true })
  })

  test('has its steps as a list', async () => {
    const answer = await chat().say('What should I do first after being cheated online?')
    expect(answer.text).toMatch(/\n1\. .+\n2\. .+\n3\. /)
  })

  test.each([
    ['2021年网络犯罪一共起诉了多少人', /^2021年/, '来源'],
    ['2021年網路犯罪一共起訴了多少人', /^2021年/, '來源'],
  ])('to %s speaks its language', async (question, first, sources) => {
    const answer = await chat().say(question)
    expect(answer.text).toMatch(first)
    expect(folded(answer)).toMatch(new RegExp(`^${sources}$`, 'm'))
  })

  test('follows on', async () => {
    const ann = chat()
    await ann.say('how many people were prosecuted for online crime in 2020')
    expect((await ann.say('and in 2021?')).text).toMatch(/^Procuratorates prosecuted about 282,000/)
  })

  test('that does not exist is refused with what there is', async () => {
    const answer = await chat().say('how many people were prosecuted for online crime in 2016')
    expect(answer.text).toMatch(/I hold no published figure for that/)
    expect(answer.keyboard.flat().length).toBeGreaterThan(0)
  })

  test('to an emergency comes first and alone: nothing folded but the sources, no votes', async () => {
    const answer = await chat().say('I was just scammed and transferred the money 10 minutes ago')
    expect(answer.text).toMatch(/^.*110/)
    expect(folded(answer)).toMatch(/^Sources/)
    expect(labels(answer).join()).not.toMatch(/Right|All sources/)
  })
})

describe('commands', () => {
  test.each<[command: string, shows: RegExp]>([
    ['/start', /^Hello\. I answer questions about online crime in China/],
    ['/start@crime_bot', /^Hello\./],
    ['/help', /\/topics/],
    ['/ask how many people were prosecuted for online crime in 2021', /282,000/],
    ['/ask', /Write your question after the command/],
    ['/topics', /You can ask me about/],
    ['/figures', /newest figures/],
    ['/report', /110/],
    ['/sources', /nothing before this/],
    ['/privacy', /in memory only/],
    ['/settings', /nothing to set up in a private chat/],
    ['/nonsense', /\/help/],
  ])('%s', async (command, shows) => {
    expect((await chat().say(command)).text).toMatch(shows)
  })

  test('/start with the id of a topic opens it', async () => {
    const answer = await chat().say('/start evidence-to-keep')
    expect(bolds(answer)[0]).toBe(knowledge.guidance.get('evidence-to-keep')?.short.en)
  })

  test.each(['/start no-such-topic', '/start <b>'])('%s greets', async (command) => {
    expect((await chat().say(command)).text).toMatch(/^Hello\./)
  })

  test.each([
    ['zh-hans', /^你好/],
    ['zh-CN', /^你好/],
    ['zh-TW', /你好.*網/],
    ['zh-hant', /你好.*網/],
    ['fr', /^Hello/],
  ])('/start greets a person whose Telegram speaks %s', async (language_code, shows) => {
    expect((await chat({ language_code }).say('/start')).text).toMatch(shows)
  })

  test('every figure of /figures and every topic of /topics can be picked and is answered', async () => {
    for (const command of ['/figures', '/topics']) {
      const ann = chat()
      const list = await ann.say(command)
      const offered = list.keyboard.flat()
      expect(offered.length, command).toBeGreaterThan(5)
      for (const { data } of offered) {
        await ann.press(list, data)
        expect(bolds(await ann.next(data)).length, data).toBeGreaterThan(0)
      }
    }
  })

  test('/language offers the languages; the one pressed is spoken from then on', async () => {
    const ann = chat()
    const offer = await ann.say('/language')
    expect(labels(offer)).toEqual(['English', '简体中文', '繁體中文'])
    await ann.press(offer, '繁體中文')
    expect(offer.edits).toBe(1)
    expect(offer.text).toMatch(/我用中文回答/)
    expect((await ann.say(QUESTION)).text).toMatch(/起訴/)
  })
})

describe('buttons', () => {
  test('a choice brings its answer, and the press is always acknowledged', async () => {
    const ann = chat()
    const answer = await ann.say(QUESTION)
    expect(answer.text).toMatch(/Ask next:\n1\. People prosecuted for suspected online crime, 2020/)
    expect(await ann.press(answer, '1')).toBeUndefined()
    expect((await ann.next('the choice')).text).toMatch(/142,000/)
  })

  test('pressed twice, it answers once', async () => {
    const ann = chat()
    const answer = await ann.say(QUESTION)
    await ann.press(answer, '1')
    await ann.next('the choice')
    await ann.press(answer, '1')
    await ann.say('/privacy')
    expect(ann.inChat().filter(({ text }) => /142,000/.test(text))).toHaveLength(1)
  })

  test('where the bot asked back, the answer takes the place of the question', async () => {
    const ann = chat()
    const asked = await ann.say('282,000')
    expect(asked.text).toMatch(/Which one do you mean|Is it one of these/)
    await ann.press(asked, asked.keyboard[0]?.[0]?.data ?? '')
    expect(asked.edits).toBe(1)
    expect(asked.text).toMatch(/282,000/)
    expect(ann.inChat()).toHaveLength(1)
  })

  test('a vote is thanked for in passing, and counts once', async () => {
    const ann = chat()
    const answer = await ann.say(QUESTION)
    expect(await ann.press(answer, '👍 Right')).toMatch(/Thank you/)
    expect(await ann.press(answer, '👍 Right')).toMatch(/already/)
    expect(ann.inChat()).toHaveLength(1)
  })

  test('whoever says that an answer is wrong is asked why, and the thanks take the place of the question', async () => {
    const ann = chat()
    const answer = await ann.say(QUESTION)
    expect(await ann.press(answer, '👎 Wrong')).toBeUndefined()
    const why = await ann.next('the vote')
    expect(why.text).toMatch(/What is not right/)
    await ann.press(why, 'Out of date')
    expect([why.edits, why.text, why.keyboard]).toEqual([1, 'Thank you, that is noted.', []])
  })

  test('all sources are shown where an answer shows only some', async () => {
    const ann = chat()
    const whole = [...knowledge.figures.values()].find(
      ({ reports }) => new Set(reports.map(({ source }) => source)).size > 3,
    )
    const answer = await ann.say(whole?.label.en ?? '')
    await ann.press(answer, 'All sources')
    const sources = await ann.next('all sources')
    expect(sources.text).toMatch(/\[4\] /)
  })

  test('works after a restart', async () => {
    const ann = chat()
    const answer = await ann.say(QUESTION)
    const later = await connect()
    const again = privateChat(later.api, ann.who)
    const old = { ...answer, id: 77 }
    await again.press(old, '1')
    expect((await again.next('a choice of before')).text).toMatch(/142,000/)
    expect(await again.press(old, '👍 Right')).toMatch(/Thank you/)
    expect(await later.leave()).toEqual([])
  })

  test.each([
    ['an entry that is no more', '1aeonline-crime-1999'],
    ['a token of another version', '9aeonline-crime-2020'],
    ['nothing that it ever wrote', 'x'],
  ])('says so where a button means %s', async (_name, data) => {
    const ann = chat()
    const answer = await ann.say(QUESTION)
    expect(await ann.press(answer, data)).toMatch(/has changed since/)
    expect(ann.inChat()).toHaveLength(1)
  })
})

describe('what is no plain text', () => {
  test('the caption of a photo is the question', async () => {
    const ann = chat()
    const photo = [{ file_id: 'a', file_unique_id: 'b', width: 1, height: 1 }]
    ann.send('', { more: { text: undefined, photo, caption: QUESTION } as never })
    expect((await ann.next('a caption')).text).toMatch(/282,000/)
  })

  test.each([
    ['a voice message', { voice: { file_id: 'a', file_unique_id: 'b', duration: 1 } }],
    [
      'a sticker',
      {
        sticker: {
          file_id: 'a',
          file_unique_id: 'b',
          type: 'regular',
          width: 1,
          height: 1,
          is_animated: false,
          is_video: false,
        },
      },
    ],
    ['a file', { document: { file_id: 'a', file_unique_id: 'b' } }],
  ])('%s is answered with one short line', async (_name, more) => {
    const ann = chat()
    ann.send('', { more: { text: undefined, ...more } as never })
    expect((await ann.next('it')).text).toMatch(/I read text only/)
  })

  test.each([
    ['with a caption is one question', QUESTION, /282,000/],
    ['without is told once', undefined, /I read text only/],
  ])('an album %s', async (_name, caption, shows) => {
    const ann = chat()
    const photo = [{ file_id: 'a', file_unique_id: 'b', width: 1, height: 1 }]
    const media_group_id = `album ${ann.who.id}`
    for (const words of [caption, undefined, undefined])
      ann.send('', { more: { text: undefined, photo, media_group_id, ...(words ? { caption: words } : {}) } as never })
    expect((await ann.next('the album')).text).toMatch(shows)
    await nothingMore(ann)
  })

  test('a service message is none of its business', async () => {
    const ann = chat()
    ann.send('', { more: { text: undefined, pinned_message: undefined, new_chat_title: 'x' } as never })
    await ann.say('/privacy')
    expect(ann.inChat()).toHaveLength(1)
  })

  test.each([
    '<b>online crime</b> 2021 prosecuted & <script>alert(1)</script>',
    '&lt;b&gt; &amp; &#60; <a href="x">',
    '\u202Eonline crime prosecuted 2021\u202C \u200F\u2066x',
    '👩‍👩‍👧‍👦🏴‍☠️ prosecuted online crime 2021 👍🏽',
    '\uD83D',
    '``` _*[]()~>#+-=|{}.! ```',
    '\0\b\t',
    'x'.repeat(4096),
    '诈骗'.repeat(2048),
  ])('hostile text is answered like any other: %j', async (text) => {
    const answer = await chat().say(text)
    expect(answer.text.length).toBeGreaterThan(10)
  })
})

describe('edits', () => {
  test('an edited question gets its answer in the place of the first', async () => {
    const ann = chat()
    const asked = ann.send(QUESTION)
    const answer = await ann.next(QUESTION)
    bot.api.deliver({ edited_message: { ...asked, edit_date: 2, text: QUESTION.replace('2021', '2020') } as never })
    await bot.api.until(() => answer.edits === 1, 'an edit')
    expect(answer.text).toMatch(/142,000/)
    expect(ann.inChat()).toHaveLength(1)
  })

  test('an edit that changes nothing is no error', async () => {
    const ann = chat()
    const asked = ann.send(QUESTION)
    await ann.next(QUESTION)
    bot.api.deliver({ edited_message: { ...asked, edit_date: 2, text: `${QUESTION}?` } as never })
    await ann.say('/privacy')
    expect(bot.log.filter(({ level }) => level === 'error')).toEqual([])
  })

  test('a caption that is added to a photo is the question, answered in the place of the line about it', async () => {
    const ann = chat()
    const photo = [{ file_id: 'a', file_unique_id: 'b', width: 1, height: 1 }]
    const bare = ann.send('', { more: { text: undefined, photo } as never })
    const told = await ann.next('a photo')
    expect(told.text).toMatch(/I read text only/)
    bot.api.deliver({ edited_message: { ...bare, edit_date: 2, caption: QUESTION } as never })
    await bot.api.until(() => told.edits === 1, 'an edit')
    expect(told.text).toMatch(/282,000/)
    expect(ann.inChat()).toHaveLength(1)
  })

  test('an edit of what was never answered brings nothing', async () => {
    const ann = chat()
    bot.api.deliver({ edited_message: { ...ann.write(QUESTION), edit_date: 2 } as never })
    await ann.say('/privacy')
    expect(ann.inChat()).toHaveLength(1)
  })
})

describe('the same message twice', () => {
  test('is answered once', async () => {
    const ann = chat()
    const message = ann.write(QUESTION) as never
    const id = bot.api.deliver({ message })
    bot.api.deliver({ message }, id)
    await ann.next(QUESTION)
    await nothingMore(ann)
  })

  test('is told once that it cannot be read', async () => {
    const ann = chat()
    const voice = { file_id: 'a', file_unique_id: 'b', duration: 1 }
    const message = ann.write(undefined, { more: { voice } as never }) as never
    const id = bot.api.deliver({ message })
    bot.api.deliver({ message }, id)
    await ann.next('it')
    await nothingMore(ann)
  })

  test('even where Telegram gives it another number', async () => {
    const ann = chat()
    const message = ann.write(QUESTION) as never
    bot.api.deliver({ message })
    bot.api.deliver({ message })
    await ann.next(QUESTION)
    await nothingMore(ann)
  })
})

describe('an answer that takes its time, or fails', () => {
  test('shows "typing" only when it takes longer than a moment', async () => {
    const slow = await connect({
      async respond(message: Message) {
        if (message.text === 'slow') await pause(900)
        return ask(QUESTION)
      },
    })
    const ann = privateChat(slow.api)
    const typings = (): number => slow.api.calls.filter(({ method }) => method === 'sendChatAction').length
    await ann.say('quick')
    expect(typings()).toBe(0)
    await ann.say('slow')
    expect(typings()).toBe(1)
    expect(await slow.leave()).toEqual([])
  })

  test('shows it as well while a picture is drawn', async () => {
    const drawing = await connect({
      options: { pace: true },
      services: {
        draw: async () => {
          await pause(900)
          return { png: new Uint8Array([1]), alt: '' }
        },
      },
    })
    await privateChat(drawing.api).say('helping cybercrime prosecutions year by year 2018 to 2023')
    const seen = drawing.api.calls.map(({ method }) => method).filter((method) => method.startsWith('send'))
    expect(seen).toEqual(['sendChatAction', 'sendPhoto'])
    expect(await drawing.leave()).toEqual([])
  })

  test('is one plain sentence, and the talk goes on', async () => {
    const failing = await connect({
      async respond(message: Message) {
        if (message.text === 'bad') throw new Error('no such table: secrets')
        return ask(QUESTION)
      },
    })
    const ann = privateChat(failing.api)
    expect((await ann.say('bad')).text).toBe('Something went wrong; please ask again.')
    expect((await ann.say('good')).text).toMatch(/282,000/)
    expect(failing.log.filter(({ level }) => level === 'error')).toHaveLength(1)
    expect(await failing.leave()).toEqual([])
  })

  test('gives its place to the answer once the question is edited', async () => {
    const failing = await connect({
      async respond(message: Message) {
        if (message.text === 'bad') throw new Error('no such table: secrets')
        return ask(QUESTION)
      },
    })
    const ann = privateChat(failing.api)
    const asked = ann.send('bad')
    const told = await ann.next('bad')
    failing.api.deliver({ edited_message: { ...asked, edit_date: 2, text: 'good' } as never })
    await failing.api.until(() => told.edits === 1, 'an edit')
    expect(told.text).toMatch(/282,000/)
    expect(ann.inChat()).toHaveLength(1)
    expect(await failing.leave()).toEqual([])
  })
})

test('what Telegram shows about the bot is registered by scope and language, once', async () => {
  const { api } = bot
  await api.until(() => api.texts.size >= 10, 'ten registered texts')
  expect([...api.texts.keys()].sort()).toEqual([
    'commands all_chat_administrators',
    'commands all_chat_administrators zh',
    'commands all_group_chats',
    'commands all_group_chats zh',
    'commands all_private_chats',
    'commands all_private_chats zh',
    'description',
    'description zh',
    'short_description',
    'short_description zh',
  ])
  // None had to be cut to fit.
  expect(api.texts.get('description')).toBe(knowledge.voice.about.en)
  expect(api.texts.get('short_description')).toBe(knowledge.voice['about-short'].en)
  const names = (key: string) => (api.texts.get(key) as { command: string }[]).map(({ command }) => command)
  expect(names('commands all_private_chats')).toEqual([
    ...['ask', 'figure', 'topics', 'figures', 'explain', 'report', 'sources', 'language', 'privacy'],
    ...['mydata', 'forgetme', 'help'],
  ])
  expect(names('commands all_chat_administrators').slice(-2)).toEqual(['settings', 'status'])
})
