/** A resident's private chat, as dialogue: say this, see that. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, privateChat } from './chats.ts'

let bot: Awaited<ReturnType<typeof connect>>
beforeAll(async () => {
  bot = await connect()
})
afterAll(async () => {
  expect(await bot.leave()).toEqual([])
})

test('a question is answered with its source', async () => {
  const ann = privateChat(bot.api)
  const answer = await ann.say('how many people were prosecuted for online crime in 2021')
  expect(answer.text).toMatch(/^Procuratorates prosecuted about 282,000 people/)
  expect(answer.entities[0]).toMatchObject({ type: 'bold', offset: 0 })
})
