/** Greetings, thanks and the like: what gets a friendly word, and what is a question all the same. */
import { describe, expect, test } from 'vitest'
import { buildCourtesyReader } from '../../src/answering/courtesy.ts'
import { normalise } from '../../src/language/normalise.ts'
import { answerer, ask, knowledge, startChat, TODAY } from '../shipped.ts'

const courtesyOf = (text: string): string | undefined => answerer.understand(text, TODAY).courtesy

describe('a message that only chats gets the sentence meant for it', () => {
  test.each([
    ['hello', 'greeting'],
    ['Good morning everyone!', 'greeting'],
    ['heyyyy', 'greeting'],
    ['anyone there?', 'greeting'],
    ['早安', 'greeting'],
    ['您好，在吗？', 'greeting'],
    ['我想問一下', 'greeting'],
    ['thanks', 'thanks'],
    ['thx that helped', 'thanks'],
    ['ok thank you so much for your help', 'thanks'],
    ['謝謝你的幫助', 'thanks'],
    ['太感谢了！！', 'thanks'],
    ['🙏🏼', 'thanks'],
    ['lol ok', 'all-right'],
    ['got it', 'all-right'],
    ['收到', 'all-right'],
    ['明白了哈哈', 'all-right'],
    ['👍', 'all-right'],
    ['👍🏻👍🏻', 'all-right'],
    ['no thanks', 'all-right'],
    ['bye', 'good-bye'],
    ['thanks, good night', 'good-bye'],
    ['再见', 'good-bye'],
    ['拜拜啦', 'good-bye'],
    ['sorry', 'no-harm'],
    ['oops, wrong chat', 'no-harm'],
    ['不好意思打扰了', 'no-harm'],
    ["that's not what i asked", 'not-helped'],
    ['你没回答我的问题', 'not-helped'],
    ['who made you', 'who-i-am'],
    ['are you a robot?', 'who-i-am'],
    ['你是真人吗？', 'who-i-am'],
    ['help', 'help'],
    ['can you help me please', 'help'],
    ['?', 'help'],
    ['？？', 'help'],
    ['帮助', 'help'],
    ['你会什么', 'help'],
  ])('%s', (text, key) => {
    expect(courtesyOf(text)).toBe(key)
    const reply = ask(text)
    expect(reply).toMatchObject({ outcome: 'help', sources: [], figures: [] })
    expect(reply.text).not.toBe('')
  })

  test('nothing is put forward after words that end something', () => {
    expect(ask('bye').choices).toEqual([])
    expect(ask('hello').choices).not.toEqual([])
  })
})

describe('a courtesy leads in to a question', () => {
  test.each([
    'thanks, and in 2021?',
    'ok what about my card',
    'so thats ok?',
    'good?',
    'hi, what is bangxin',
    'sorry i sent the money',
    '你好，怎么报警',
    '谢谢，96110是什么',
    '这样可以吗',
    '好吗',
    '2021',
    '',
    '…',
  ])('%s', (text) => expect(courtesyOf(text)).toBeUndefined())

  test.each(["i'm so stupid", 'i am useless', '我真没用', '我好笨', '我走了'])(
    'what a victim says of themselves is none: %s',
    (text) => expect(courtesyOf(text)).toBeUndefined(),
  )

  test.each(['thanks for everything, i want to die', '谢谢大家，我不想活了'])('urgent first: %s', (text) =>
    expect(ask(text)).toMatchObject({ outcome: 'urgent', entries: ['self-harm-after-fraud'] }),
  )

  test('no title, example question, term or figure is lost to one, but for those of the entry about the bot itself', () => {
    const asked = [
      ...[...knowledge.guidance.values()]
        .filter(({ id }) => id !== 'bot-what-it-cannot-do')
        .flatMap(({ title, questions }) => [title.en, title.zh, ...questions.en, ...questions.zh]),
      ...[...knowledge.glossary.values()].flatMap(({ term, words }) => [term.en, term.zh, ...words.en, ...words.zh]),
      ...[...knowledge.figures.values()].flatMap(({ label }) => [label.en, label.zh]),
    ]
    const readCourtesy = buildCourtesyReader(knowledge.signals.courtesies)
    expect(asked.filter((text) => readCourtesy(normalise(text)) !== undefined)).toEqual([])
  })
})

describe('a courtesy leaves the conversation as it was', () => {
  test('the sources, the choices and the subject of the answer before are still there', async () => {
    const say = startChat()
    await say('how many people were prosecuted for online crime in 2020')
    await say('thx')
    expect(await say('/sources')).toMatchObject({ outcome: 'answer', entries: ['online-crime-2020'] })
    await say('cool 👍')
    expect(await say('and in 2021?')).toMatchObject({ outcome: 'answer', entries: ['online-crime-2021'] })
    const { choices = [] } = (await say('what is bangxin')) ?? {}
    await say('ok')
    expect((await say('1'))?.text).toBe(ask(choices[0]?.ask ?? '').text)
  })

  test('a sign has no language: it is answered in that of the reply before', async () => {
    const say = startChat()
    await say('什么是帮信罪')
    expect(await say('👍')).toMatchObject({ language: 'zh-Hans' })
  })
})
