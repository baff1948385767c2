/** Answers that were delivered stay known: for an edited question after a restart, and for a figure that is corrected later. */
import { afterEach, describe, expect, test } from 'vitest'
import { readAddress, writeAddress } from '../../../adapters/discord/address.ts'
import type { Services } from '../../../src/adapter.ts'
import { ask } from '../../shipped.ts'
import { keptLedger } from '../ledger.ts'
import { directChat, server, start } from './chats.ts'
import { type DiscordServer, startDiscord } from './discord-server.ts'

const QUESTION = 'how many people were prosecuted for online crime in 2021'
const TREND = 'helping cybercrime prosecutions year by year 2018 to 2023'
const CORRECTED = ask('how many people were prosecuted for online crime in 2020')

let api: DiscordServer
afterEach(async () => {
  await api.close()
  expect(api.violations).toEqual([])
})

async function begin(more?: Partial<Services>) {
  api = await startDiscord()
  const ledger = keptLedger()
  return { ledger, ...(await run(ledger, more)) }
}

async function run({ delivered, answerTo }: ReturnType<typeof keptLedger>, more?: Partial<Services>) {
  const running = start(api, { services: { delivered, answerTo, ...more } })
  await api.until(() => running.health().state === 'ready', 'a bot that listens')
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
  const ann = directChat(api)
  const asked = ann.send(QUESTION)
  const answer = await ann.next(QUESTION)
  await first.end()
  const second = await run(first.ledger)
  const edited_timestamp = new Date().toISOString()
  ann.tell('MESSAGE_UPDATE', { ...asked, content: QUESTION.replace('2021', '2020'), edited_timestamp })
  await api.until(() => answer.edits === 1, 'an edit')
  expect(answer.text).toMatch(/142,000/)
  expect(ann.inChannel()).toHaveLength(1)
  await second.end()
})

describe('a corrected answer', () => {
  test.each([
    ['a message', (ann: ReturnType<typeof server>) => ann.say(QUESTION, { mentions: true })],
    ['a command', (ann: ReturnType<typeof server>) => ann.command('ask', { question: QUESTION })],
  ])('to %s takes the place of the first, put there by a program that listens to nothing', async (_to, asking) => {
    const { ledger, adapter, end } = await begin()
    const answer = await asking(server(api))
    await api.until(() => ledger.answers.some(({ reply }) => reply.figures.length > 0), 'the ledger')
    await end()
    const told = ledger.answers.find(({ reply }) => reply.figures.length > 0)
    expect(await adapter.amend?.(told?.sent ?? '', CORRECTED)).toBe(true)
    expect(answer.text).toMatch(/142,000/)
    expect(answer.edits).toBe(1)
    expect(ledger.answers.at(-1)?.message).toBe(told?.message)
  })

  test('of a picture comes as words, and the picture goes', async () => {
    const { ledger, adapter, end } = await begin({ draw: async () => ({ png: new Uint8Array([1]), alt: '' }) })
    const answer = await directChat(api).say(TREND)
    expect(answer.picture).toBeDefined()
    await end()
    expect(await adapter.amend?.(ledger.answers[0]?.sent ?? '', CORRECTED)).toBe(true)
    expect(answer.text).toMatch(/142,000/)
    expect(answer.picture).toBeUndefined()
    expect(api.calls.at(-1)?.body.attachments).toEqual([])
  })

  test('of an answer that was deleted brings nothing', async () => {
    const { ledger, adapter, end } = await begin()
    const ann = directChat(api)
    const answer = await ann.say(QUESTION)
    await end()
    answer.deleted = true
    expect(await adapter.amend?.(ledger.answers[0]?.sent ?? '', CORRECTED)).toBe(false)
    expect(ann.inChannel()).toEqual([])
  })

  test('is not put where nobody can tell', async () => {
    const { adapter, end } = await begin()
    expect(await adapter.amend?.('discord:somewhere', CORRECTED)).toBe(false)
    await end()
  })
})

test('what only its asker saw cannot be reached later, and is not remembered as if it could', async () => {
  const { ledger, end } = await begin()
  await server(api, { installed: 'user' }).command('ask', { question: QUESTION })
  await end()
  expect(ledger.answers).toEqual([])
})

test('what a button brought in the place of an answer is known by the same name', async () => {
  const { ledger, end } = await begin()
  const ann = directChat(api)
  const offer = await ann.say('282,000')
  await ann.press(offer, offer.rows[0]?.[0]?.label ?? '')
  await api.until(() => ledger.answers.length === 2, 'the second answer')
  const [first, second] = ledger.answers
  expect(second).toMatchObject({ message: first?.message, person: first?.person })
  expect(second?.asked).toBeUndefined()
  expect(second?.reply.figures.length).toBeGreaterThan(0)
  await end()
})

test('an address reads back as it was written', () => {
  const address = { channel: '123456789012345678', message: '123456789012345679' }
  expect(readAddress(writeAddress(address))).toEqual(address)
})
