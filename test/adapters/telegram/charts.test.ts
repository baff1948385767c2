/** Series of figures in a chat: a picture, and every fact of it in words. */
import { describe, expect, test, vi } from 'vitest'
import { drawPng } from '../../../src/charts/png.ts'
import type { Reply } from '../../../src/reply.ts'
import { ask, knowledge } from '../../shipped.ts'
import { missingFrom, type Seen } from '../same-facts.ts'
import { connect, group, person, privateChat, seenOf } from './chats.ts'
import type { Shown } from './world.ts'

const SERIES = 'helping cybercrime prosecutions year by year 2018 to 2023'
const LONG_SERIES = 'trend of people prosecuted for online crime'
const QUESTION = 'how many people were prosecuted for online crime in 2021'
const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47])

const picture = async () => ({ png: PNG, alt: '' })
const drawing = () => connect({ services: { draw: picture } })
const labels = ({ keyboard }: Shown): string[] => keyboard.flat().map(({ text }) => text)

/** What stands in the chat, as one. */
function together(messages: readonly Shown[]): Seen {
  const seen = messages.filter(({ deleted }) => !deleted).map(seenOf)
  return {
    text: seen.map(({ text }) => text).join('\n'),
    addresses: seen.flatMap(({ addresses }) => addresses),
    labels: seen.flatMap((one) => one.labels),
  }
}

test('a series comes as a picture, whose caption carries every fact', async () => {
  const bot = await connect({ services: { draw: drawPng } })
  const answer = await privateChat(bot.api).say(SERIES)
  expect(new Uint8Array((await answer.photo?.arrayBuffer()) ?? new ArrayBuffer()).slice(0, 4)).toEqual(PNG)
  expect(answer.photo?.size).toBeGreaterThan(10_000)
  expect(missingFrom(seenOf(answer), ask(SERIES))).toEqual([])
  expect(await bot.leave()).toEqual([])
})

test('a picture is drawn and uploaded once', async () => {
  const draw = vi.fn(picture)
  const bot = await connect({ services: { draw } })
  for (const name of ['Ann', 'Bob']) {
    const answer = await privateChat(bot.api, person(name)).say(SERIES)
    expect(answer.photo).toBeDefined()
  }
  expect(draw).toHaveBeenCalledOnce()
  const sent = bot.api.calls.filter(({ method }) => method === 'sendPhoto').map(({ params }) => params.photo)
  expect(sent).toEqual([expect.any(Blob), expect.any(String)])
  expect(await bot.leave()).toEqual([])
})

test('a figure of a series offers the picture as a button; the picture itself does not', async () => {
  const bot = await drawing()
  const ann = privateChat(bot.api)
  const answer = await ann.say(QUESTION)
  expect(answer.photo).toBeUndefined()
  await ann.press(answer, '📈 Chart')
  const chart = await ann.next('the chart')
  expect(chart.photo).toBeDefined()
  expect(chart.text).toMatch(/• 2021: about 282,000/)
  expect(labels(await privateChat(bot.api).say(SERIES))).not.toContain('📈 Chart')
  expect(await bot.leave()).toEqual([])
})

test('a question edited into another takes its picture away', async () => {
  const bot = await drawing()
  const ann = privateChat(bot.api)
  const asked = ann.send(SERIES)
  const first = await ann.next(SERIES)
  bot.api.deliver({ edited_message: { ...asked, edit_date: 2, text: QUESTION } as never })
  expect((await ann.next(QUESTION)).text).toMatch(/282,000/)
  expect(first.deleted).toBe(true)
  expect(await bot.leave()).toEqual([])
})

test('where it cannot be drawn, the words say the same', async () => {
  const bot = await connect()
  const answer = await privateChat(bot.api).say(SERIES)
  expect(answer.photo).toBeUndefined()
  expect(missingFrom(seenOf(answer), ask(SERIES))).toEqual([])
  expect(await bot.leave()).toEqual([])
})

describe('what is too long for a caption', () => {
  test('comes as a picture with the first sentence, and then as a text that says it all', async () => {
    const bot = await drawing()
    const ann = privateChat(bot.api)
    const above = await ann.say(LONG_SERIES)
    const below = await ann.next('the text')
    const [lead] = ask(LONG_SERIES).blocks
    expect(above.photo).toBeDefined()
    expect(above.text).toBe(lead?.kind === 'lead' && lead.text)
    expect(labels(above)).toEqual([])
    expect(below.photo).toBeUndefined()
    expect(missingFrom(seenOf(below), ask(LONG_SERIES))).toEqual([])
    expect(labels(below)).toContain('👍 Right')
    expect(labels(below)).not.toContain('📈 Chart')
    expect(await bot.leave()).toEqual([])
  })

  test('replies twice to who asked in a group', async () => {
    const bot = await drawing()
    const chat = group(bot.api)
    const above = await chat.say(`/ask ${LONG_SERIES}`)
    const below = await chat.next('the text')
    expect(above.replyTo).toBeDefined()
    expect(below.replyTo).toBe(above.replyTo)
    expect(await bot.leave()).toEqual([])
  })

  test('loses its picture when the question is edited, and keeps its place', async () => {
    const bot = await drawing()
    const ann = privateChat(bot.api)
    const asked = ann.send(LONG_SERIES)
    const above = await ann.next('the picture')
    const below = await ann.next('the text')
    bot.api.deliver({ edited_message: { ...asked, edit_date: 2, text: QUESTION } as never })
    await bot.api.until(() => below.edits === 1, 'an edit')
    expect(above.deleted).toBe(true)
    expect(below.text).toMatch(/282,000/)
    expect(ann.inChat()).toHaveLength(2)
    expect(await bot.leave()).toEqual([])
  })
})

test.each(['en', 'zh'] as const)(
  'the trend of every series that ships, in %s, reaches the reader whole',
  async (language) => {
    const bot = await drawing()
    const missing: string[] = []
    let pictures = 0
    for (const { label } of knowledge.series.values()) {
      const question = language === 'en' ? `trend of ${label.en}` : `${label.zh}的趋势`
      const ann = privateChat(bot.api, person('Ann'))
      await ann.say(question)
      // A chat keeps its order: after this nothing more comes.
      ann.send('/privacy')
      await bot.api.until(() => /in memory|只在内存/.test(ann.inChat().at(-1)?.text ?? ''), 'the end of the answer')
      const answer = ann.inChat().slice(0, -1)
      pictures += answer.filter(({ photo }) => photo).length
      const reply: Reply = ask(question)
      missing.push(...missingFrom(together(answer), reply).map((what) => `${question}: ${what}`))
      expect(
        answer.some(({ photo }) => photo),
        question,
      ).toBe(reply.blocks.some(({ kind }) => kind === 'chart'))
    }
    expect(missing).toEqual([])
    expect(pictures).toBeGreaterThan(5)
    expect(await bot.leave()).toEqual([])
  },
)
