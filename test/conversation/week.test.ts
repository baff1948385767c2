/** A week of talk with people of whom everything is known here, and then a look at every table and every byte that it left in the store. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { buildBot } from '../../src/conversation/bot.ts'
import { keptInStore } from '../../src/conversation/kept-in-store.ts'
import { redact } from '../../src/language/redact.ts'
import type { Message } from '../../src/message.ts'
import type { Reply } from '../../src/reply.ts'
import { openStore } from '../../src/store/open.ts'
import { personal } from '../language/personal.ts'
import { answerer, TODAY } from '../shipped.ts'
import { dump } from '../store/dump.ts'
import { startPostgres } from '../store/postgres-server.ts'
import { SECRET } from '../store/secret.ts'

const DAY = 86_400_000
const PEOPLE = 12
const QUESTIONS = [
  'how many people were prosecuted for online crime in 2021',
  'how many people were prosecuted for online crime in 2016',
  'and in 2020?',
  '2021年网络犯罪起诉了多少人',
  'I was just scammed and transferred the money 10 minutes ago',
  'will I go to prison for lending my bank card?',
  '帮信罪判几年',
  'zxqv wvut 斑马',
]

const folder = mkdtempSync(join(tmpdir(), 'week-'))
const server = await startPostgres()
afterAll(async () => {
  await server.end()
  rmSync(folder, { recursive: true })
})

/** Talks for a week, and gives everything that must not be found afterwards. */
async function week(
  address: string,
  unansweredDays: number,
): Promise<{ ids: string[]; secrets: string[]; said: string[] }> {
  let clock = Date.parse('2026-11-16T08:00:00Z')
  const store = await openStore(address, { secret: SECRET, now: () => clock })
  const operator = 'telegram:900000001'
  const bot = buildBot(answerer, () => TODAY, keptInStore(store, { unansweredDays }), new Set([operator]))
  const ids = new Set<string>(['900000001'])
  const said: string[] = []
  const told = fc.sample(personal, { numRuns: 7 * PEOPLE, seed: 7 })
  let nextId = 700_000_000
  const fresh = (): number => {
    nextId += 7919
    ids.add(String(nextId))
    return nextId
  }
  const people = Array.from({ length: PEOPLE }, () => `telegram:${fresh()}`)
  const groups = Array.from({ length: 3 }, () => `telegram:-100${fresh()}`)

  async function say(text: string, more: Partial<Message> & { person: string }): Promise<Reply | undefined> {
    if (text !== '') said.push(text)
    const delivery = `telegram:update:${fresh()}`
    if (!(await bot.claim(delivery))) throw new Error('a new delivery')
    const conversation = more.place ? `${more.place}:0:${more.person}` : more.person
    const reply = await bot.respond({
      conversation,
      text,
      chat: more.place ? 'group' : 'private',
      addressed: true,
      delivery,
      ...more,
    })
    await bot.settle(delivery)
    const chat = more.place ?? more.person
    const message = `${chat}:${fresh()}`
    if (reply)
      await bot.delivered({
        message,
        sent: `${message} private`,
        asked: `${chat}:${fresh()}`,
        reply,
        person: more.person,
      })
    return reply
  }

  for (let day = 0; day < 7; day++) {
    for (const [index, person] of people.entries()) {
      clock += 3 * 60_000
      const question = QUESTIONS[(day + index) % QUESTIONS.length] ?? ''
      const place = index % 3 === 0 ? groups[index % groups.length] : undefined
      const where = { person, ...(place ? { place, thread: String(fresh()), by: 'mention' as const } : {}) }
      const reply = await say(`${question} ${told[day * PEOPLE + index]?.text}`, where)
      for (const { press } of (reply?.actions ?? []).filter(({ label }) => /Wrong|不对/.test(label))) {
        const why = await say('', { ...where, press })
        const [reason] = why?.actions ?? []
        if (reason) await say('', { ...where, press: reason.press })
      }
      if (index === day) await say('/mydata', where)
    }
    const group = groups[day % groups.length] ?? ''
    const admin = {
      person: people[day] ?? '',
      place: group,
      thread: String(fresh()),
      by: 'command' as const,
      isAdmin: async () => true,
    }
    for (const { press } of (await say('/settings', admin))?.actions ?? []) await say('', { ...admin, press })
    if (day === 3) await bot.moved(group, `telegram:-100${fresh()}`)
    if (day === 5) await say('/forgetme', { person: people[0] ?? '' })
    await say(`/pause checking a figure`, { person: operator })
    await say('/resume', { person: operator })
    clock += DAY - PEOPLE * 3 * 60_000
    await store.prune()
  }
  await store.close()
  return { ids: [...ids], secrets: told.map(({ secret }) => secret), said }
}

/** Every table as text, and every byte of the files, where there are any: what was deleted may still lie there. */
async function everythingIn(address: string): Promise<string> {
  const files = address.startsWith('sqlite:') ? readdirSync(join(address.slice('sqlite:'.length), '..')) : []
  const bytes = files.map((name) => readFileSync(join(address.slice('sqlite:'.length), '..', name), 'latin1'))
  return [await dump(address), ...bytes].join('\n')
}

describe.each([
  ['SQLite', async (name: string) => `sqlite:${join(folder, name, 'bot.sqlite')}`],
  ['PostgreSQL', () => server.database()],
])('%s after a week', (_, fresh) => {
  test('holds no id, no phone, no name, no text', { timeout: 60_000 }, async () => {
    const address = await fresh('off')
    const { ids, secrets, said } = await week(address, 0)
    const found = await everythingIn(address)
    // The talk left traces, or there would be nothing to look at.
    for (const table of ['votes', 'answers', 'deliveries', 'place_aliases', 'setting_changes', 'pauses', 'uses'])
      expect(found).toMatch(new RegExp(`^${table} \\{`, 'm'))
    expect(ids.filter((id) => found.includes(id))).toEqual([])
    expect(secrets.filter((secret) => found.includes(secret))).toEqual([])
    expect(said.filter((text) => text.length > 12 && found.includes(text))).toEqual([])
    expect(found).not.toMatch(/telegram|scammed|斑马|zxqv/)
  })

  test('with questions without an answer kept, holds these without anything personal, and nothing else', {
    timeout: 60_000,
  }, async () => {
    const address = await fresh('on')
    const { ids, secrets, said } = await week(address, 30)
    const found = await everythingIn(address)
    expect(found).toMatch(/^unanswered \{.*prosecuted for online crime in 2016/m)
    expect(ids.filter((id) => found.includes(id))).toEqual([])
    expect(secrets.filter((secret) => found.includes(secret))).toEqual([])
    expect(found).not.toMatch(/telegram:|scammed/)
    expect(said.filter((text) => found.includes(text) && redact(text) !== text)).toEqual([])
  })
})
