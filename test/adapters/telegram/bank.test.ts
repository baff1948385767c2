/** The whole question bank through Telegram: the same facts, sources and choices as the terminal shows. */
import { expect, test } from 'vitest'
import { replayBank } from '../../../src/workbench/bank.ts'
import { answerer, bank, TODAY } from '../../shipped.ts'
import { missingFrom } from '../same-facts.ts'
import type { Shown } from './bot-api.ts'
import { connect, person, privateChat, seenOf } from './chats.ts'

test('every question of the bank is answered with what the terminal says', { timeout: 60_000 }, async () => {
  const expected = replayBank(answerer, bank, TODAY)
  const talks = bank.map((item) => ('talk' in item ? item.talk : [item]).map(({ ask }) => ask))
  const connected = await connect()
  const chats = talks.map((_, index) => privateChat(connected.api, person(`P${index}`)))
  for (const [index, questions] of talks.entries()) for (const question of questions) chats[index]?.send(question)
  await connected.api.until(() => connected.api.shown.length >= expected.length, 'an answer to each', 50_000)
  const answers = chats.flatMap((chat): (Shown | undefined)[] => chat.inChat())
  expect(answers).toHaveLength(expected.length)
  const missing = expected.flatMap(({ ask, reply }, index) => {
    const answer = answers[index]
    return answer ? missingFrom(seenOf(answer), reply).map((what) => `${ask}: ${what}`) : [`${ask}: no answer`]
  })
  expect(missing).toEqual([])
  expect(await connected.leave()).toEqual([])
})
