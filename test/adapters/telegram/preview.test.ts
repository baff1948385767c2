/** What is shown to those who write answers is what Telegram is then given. */
import { expect, test } from 'vitest'
import { preview } from '../../../adapters/telegram/preview.ts'
import { renderReply } from '../../../adapters/telegram/render.ts'
import { buildBot } from '../../../src/conversation/bot.ts'
import type { Reply } from '../../../src/reply.ts'
import { answerer, ask, TODAY } from '../../shipped.ts'
import { connect, privateChat } from './chats.ts'

const bot = buildBot(answerer, () => TODAY)
const picture = async () => ({ png: new Uint8Array([0x89]), alt: '' })

async function replyTo(text: string): Promise<Reply> {
  const reply = await bot.respond({ conversation: 'test:1', text, chat: 'private', addressed: true })
  if (!reply) throw new Error('a private message is always answered')
  return reply
}

test.each([
  ['a text with buttons', 'how many people were prosecuted for online crime in 2020', ['sendMessage']],
  ['a picture with all of it', 'helping cybercrime prosecutions year by year 2018 to 2023', ['sendPhoto']],
  [
    'a picture, and more than fits under it',
    'trend of people prosecuted for online crime',
    ['sendPhoto', 'sendMessage'],
  ],
  ['steps without votes', 'I was just scammed and transferred the money 10 minutes ago', ['sendMessage']],
])('%s', async (_, question, methods) => {
  const telegram = await connect({ services: { draw: picture } })
  const chat = privateChat(telegram.api)
  const shown = preview(await replyTo(question), bot.say)
  await chat.say(question)
  await telegram.api.until(() => chat.inChat().length === shown.length, 'every message')
  const sent = telegram.api.calls.filter(({ method }) => methods.includes(method))
  expect(sent.map(({ method }) => method)).toEqual(methods)
  for (const [index, { payload, text, buttons }] of shown.entries()) {
    const { photo: _picture, ...words } = payload as Record<string, unknown>
    expect(sent[index]?.params).toMatchObject(words)
    expect(chat.inChat()[index]?.text).toBe(text)
    expect(chat.inChat()[index]?.keyboard.map((row) => row.map((button) => button.text))).toEqual(buttons)
  }
  expect(await telegram.leave()).toEqual([])
})

test('what does not fit is counted whole, and shown cut', () => {
  const long = { kind: 'paragraph' as const, text: 'Money can be stopped. '.repeat(250).trim() }
  const reply = { ...ask('what should I do first after being cheated online'), choices: [], sources: [] }
  const [shown] = preview({ ...reply, blocks: [...reply.blocks, long] }, bot.say)
  const whole = shown?.measures.find(({ what }) => what === 'characters')
  expect(whole?.limit).toBe(4096)
  expect(whole?.count).toBeGreaterThan(5000)
  expect(shown?.text.length).toBeLessThanOrEqual(4096)
})

test('what fits counts as many characters as are seen', () => {
  const reply = ask('帮信罪最高判几年')
  const [shown] = preview(reply, bot.say)
  expect(shown?.measures[0]).toEqual({ what: 'characters', count: shown?.text.length, limit: 4096 })
  expect(renderReply(reply, bot.say).whole).toBe(shown?.text.length)
})
