/** Answers that were delivered stay known: for an edited question after a restart, and for a figure that is corrected later. */
import { afterEach, describe, expect, test } from 'vitest'
import { readAddress, writeAddress } from '../../../adapters/telegram/address.ts'
import type { Services } from '../../../src/adapter.ts'
import { ask } from '../../shipped.ts'
import { keptLedger } from '../ledger.ts'
import { type BotApi, startBotApi } from './bot-api.ts'
import { group, privateChat, start } from './chats.ts'

const QUESTION = 'how many people were prosecuted for online crime in 2021'
const TREND = 'helping cybercrime prosecutions year by year 2018 to 2023'
const CORRECTED = ask('how many people were prosecuted for online crime in 2020')

let api: BotApi
afterEach(async () => {
  await api.close()
  expect(api.violations).toEqual([])
})

async function begin(more?: Partial<Services>) {
  api = await startBotApi()
  const ledger = keptLedger()
  return { ledger, ...(await run(ledger, more)) }
}

async function run({ delivered, answerTo }: ReturnType<typeof keptLedger>, more?: Partial<Services>) {
  const running = start(api, { services: { delivered, answerTo, ...more } })
  await api.until(() => api.isPolled(), 'a bot that listens')
  return {
    ...running,
    async end() {
      running.stop.abort()
      await running.ended
    },
  }
}

test('a question that is edited after a restart gets its answer in the place of the first', async () => {
  const first = await begin()
  const ann = privateChat(api)
  const asked = ann.send(QUESTION)
  const answer = await ann.next(QUESTION)
  await first.end()
  const second = await run(first.ledger)
  api.deliver({ edited_message: { ...asked, edit_date: 2, text: QUESTION.replace('2021', '2020') } as never })
  await api.until(() => answer.edits === 1, 'an edit')
  expect(answer.text).toMatch(/142,000/)
  expect(ann.inChat()).toHaveLength(1)
  await second.end()
})

describe('a corrected answer', () => {
  test('takes the place of the first, put there by a program that listens to nothing', async () => {
    const { ledger, adapter, end } = await begin()
    const ann = privateChat(api)
    const answer = await ann.say(QUESTION)
    await end()
    expect(await adapter.amend?.(ledger.answers[0]?.sent ?? '', CORRECTED)).toBe(true)
    expect(answer.text).toMatch(/142,000/)
    expect(answer.edits).toBe(1)
    expect(ledger.answers.map(({ message }) => message)).toEqual(Array(2).fill(ledger.answers[0]?.message))
  })

  test('of a picture comes as words in the same topic, and the picture goes', async () => {
    const { ledger, adapter, end } = await begin({ draw: async () => ({ png: new Uint8Array([1]), alt: '' }) })
    const neighbours = group(api, { forum: true })
    api.topics.set(neighbours.chat.id, new Set([7]))
    const picture = await neighbours.say(`/ask ${TREND}`, { topic: 7 })
    await end()
    expect(await adapter.amend?.(ledger.answers[0]?.sent ?? '', CORRECTED)).toBe(true)
    expect(picture.deleted).toBe(true)
    expect(neighbours.inChat().filter(({ deleted }) => !deleted)).toMatchObject([
      { text: expect.stringMatching(/142,000/), topic: 7 },
    ])
    expect(ledger.answers[1]?.message).not.toBe(ledger.answers[0]?.message)
  })

  test('of an answer that was deleted brings nothing', async () => {
    const { ledger, adapter, end } = await begin()
    const ann = privateChat(api)
    await ann.say(QUESTION)
    await end()
    api.fail('editMessageText', { status: 400, description: 'Bad Request: message to edit not found' })
    expect(await adapter.amend?.(ledger.answers[0]?.sent ?? '', CORRECTED)).toBe(false)
    expect(ann.inChat()).toHaveLength(1)
  })

  test('is not put where nobody can tell', async () => {
    const { adapter, end } = await begin()
    expect(await adapter.amend?.('telegram:somewhere', CORRECTED)).toBe(false)
    await end()
  })
})

test('what a button brought in the place of an answer is known by the same name', async () => {
  const { ledger, end } = await begin()
  const ann = privateChat(api)
  const offer = await ann.say('282,000')
  await ann.press(offer, offer.keyboard[0]?.[0]?.text ?? '')
  await api.until(() => ledger.answers.length === 2, 'the second answer')
  const [first, second] = ledger.answers
  expect(second).toMatchObject({ message: first?.message, person: first?.person })
  expect(second?.asked).toBeUndefined()
  expect(second?.reply.figures.length).toBeGreaterThan(0)
  await end()
})

test.each([
  { to: { chat: 42, message: 7, topic: undefined, group: false }, sent: { message: 8 } },
  { to: { chat: -100123, message: 7, topic: 3, group: true }, sent: { message: 9, picture: 8 } },
])('an address reads back as it was written: %j', (address) => {
  expect(readAddress(writeAddress(address))).toEqual(address)
})
