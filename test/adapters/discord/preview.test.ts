/** What is shown to those who write answers is what Discord is then given. */
import { expect, test } from 'vitest'
import { preview } from '../../../adapters/discord/preview.ts'
import { buildBot } from '../../../src/conversation/bot.ts'
import type { Reply } from '../../../src/reply.ts'
import { answerer, ask, TODAY } from '../../shipped.ts'
import { connect, directChat, seenOf } from './chats.ts'

const bot = buildBot(answerer, () => TODAY)
const picture = async () => ({ png: new Uint8Array([0x89]), alt: '' })

async function replyTo(text: string): Promise<Reply> {
  const reply = await bot.respond({ conversation: 'test:1', text, chat: 'private', addressed: true })
  if (!reply) throw new Error('a private message is always answered')
  return reply
}

test.each([
  ['words with buttons', 'how many people were prosecuted for online crime in 2020'],
  ['a picture and its words', 'trend of people prosecuted for online crime'],
  ['steps without votes', 'I was just scammed and transferred the money 10 minutes ago'],
  ['a question back', '282,000'],
])('%s', async (_, question) => {
  const discord = await connect({ services: { draw: picture } })
  const shown = preview(await replyTo(question), bot.say)
  const sent = await directChat(discord.api).say(question)
  expect(shown).toHaveLength(1)
  const [only] = shown
  expect(sent.body).toMatchObject(only?.payload as object)
  expect(only?.text).toBe(sent.text)
  expect(only?.buttons.flat().sort()).toEqual([...seenOf(sent).labels].sort())
  expect(only?.picture !== undefined).toBe(sent.picture !== undefined)
  expect(await discord.leave()).toEqual([])
})

test('what does not fit is counted whole, and shown cut', () => {
  const long = { kind: 'paragraph' as const, text: 'Money can be stopped. '.repeat(250).trim() }
  const reply = { ...ask('what should I do first after being cheated online'), choices: [], sources: [] }
  const [shown] = preview({ ...reply, blocks: [...reply.blocks, long] }, bot.say)
  const whole = shown?.measures.find(({ what }) => what === 'characters')
  expect(whole?.limit).toBe(4000)
  expect(whole?.count).toBeGreaterThan(5000)
  expect(shown?.text.length).toBeLessThanOrEqual(4000)
})
