/**
 * What every chat platform must do, as one script: the adapter runs against whatever stands in for its platform,
 * with the real bot behind it, and people must see there what the terminal shows.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import type { Health, Respond } from '../../src/adapter.ts'
import { replyAbout } from '../../src/answering/asides.ts'
import { buildBot } from '../../src/conversation/bot.ts'
import type { Message } from '../../src/message.ts'
import type { Reply } from '../../src/reply.ts'
import { answerer, knowledge, startChat, TODAY } from '../shipped.ts'
import { bank } from '../shipped-bank.ts'
import { missingFrom, type Seen } from './same-facts.ts'

export type Platform = {
  name: string
  /** Starts the adapter, connected, with this behind it. */
  open(respond: Respond): Promise<Stage>
  /** False: it has one chat with one person, and nobody new ever comes. */
  groups: boolean
}

export type Stage = {
  /** Somebody new, alone with the bot. */
  person(): Promise<Person>
  /** Somebody new in a new group with the bot, which hears whatever is said there. Only where there are groups. */
  member?(): Promise<Member>
  health(): Health
  /** Asks the adapter to stop; resolves when it has. */
  stop(): Promise<void>
  /** Closes what stands in for the platform, and gives what the adapter did against the platform's rules. */
  close(): Promise<string[]>
}

export type Person = {
  /** Says something, and gives what comes back. */
  say(text: string): Promise<Seen>
  /** Says something and does not wait. */
  send(text: string): void
  /** Picks a choice of what was seen last, counted from 0. */
  pick(choice: number): Promise<Seen>
  /** How many messages of the bot are there to see. */
  answers(): number
}

export type Member = Person & {
  /** Says something to the bot, in whichever way the platform has for it. */
  address(text: string): Promise<Seen>
  /** Another program says something to the bot in the same way. */
  robot(text: string): void
}

const QUESTION = 'How many people were charged with online crimes in 2018 and 2019?'

/** One talk after another; each line is said when the one before was answered. */
const TALKS: readonly (readonly string[])[] = [
  ['/start', '/help', '/topics'],
  [QUESTION, 'and arrests?', 'source?', 'in Chinese please'],
  ['how many people were prosecuted for online crime in 2020', 'and in 2021?', '1'],
  ['2021年网络犯罪一共起诉了多少人', '那2023年呢', '来源'],
  ['2021年網路犯罪一共起訴了多少人', '/help'],
  ['I was just scammed and transferred the money 10 minutes ago'],
  ['我刚刚被骗了，钱已经转出去了'],
  ['282,000', 'tell me about scams', 'tell me a joke', 'should i plead guilty'],
  ['¿cuántas personas fueron procesadas?', '', 'asdfgh', '1', '99'].filter((text) => text !== ''),
  ['/figures', '/report', '/privacy', '/ask', `/ask ${QUESTION}`, '/nonsense'],
  ['<b>prosecuted</b> & <i>online crime</i> 2021', '*bold* _it_ `code` [x](http://x.example) @everyone #1'],
]

export function conforms(platform: Platform): void {
  describe(`${platform.name} does what every platform must`, () => {
    let stage: Stage | undefined
    const open = async (respond?: Respond): Promise<Stage> => {
      stage = await platform.open(respond ?? buildBot(answerer, () => TODAY).respond)
      return stage
    }
    afterEach(async () => {
      if (!stage) return
      await stage.stop()
      expect(await stage.close()).toEqual([])
      stage = undefined
    })

    test.each(TALKS.map((talk) => [talk[0] ?? '', talk] as const))(
      'it says what the terminal says: %s …',
      async (_, talk) => {
        const person = await (await open()).person()
        const terminal = startChat()
        for (const text of talk)
          expect(missingFrom(await person.say(text), await saidBy(terminal, text)), text).toEqual([])
      },
    )

    test('every choice that is picked is answered as in the terminal', async () => {
      const person = await (await open()).person()
      for (const index of (await saidBy(startChat(), QUESTION)).choices.keys()) {
        const terminal = startChat()
        await saidBy(terminal, QUESTION)
        await person.say(QUESTION)
        expect(missingFrom(await person.pick(index), await saidBy(terminal, String(index + 1)))).toEqual([])
      }
    })

    test('a reply that cannot be made is one plain sentence, and the talk goes on', async () => {
      const person = await (await open(faulty)).person()
      expect((await person.say('bad')).text).toContain(knowledge.voice.trouble.en)
      expect((await person.say('good')).text).toContain('Hello.')
    })

    test('silence is silence', async () => {
      const person = await (await open(faulty)).person()
      person.send('quiet')
      expect((await person.say('good')).text).toContain('Hello.')
      expect(person.answers()).toBe(1)
    })

    test('it is ready once it is connected', async () => {
      const open_ = await open()
      await (await open_.person()).say('/help')
      expect(open_.health()).toEqual({ state: 'ready' })
    })

    test('a stop lets what was received be answered', async () => {
      const open_ = await open(slow)
      const person = await open_.person()
      person.send('good')
      await pause(30)
      await open_.stop()
      expect(person.answers()).toBe(1)
    })

    if (!platform.groups) return

    test('the whole question bank, each talk with somebody new', { timeout: 120_000 }, async () => {
      const open_ = await open()
      const wrong: string[] = []
      async function talk(questions: readonly string[]): Promise<void> {
        const person = await open_.person()
        const terminal = startChat()
        for (const text of questions)
          wrong.push(
            ...missingFrom(await person.say(text), await saidBy(terminal, text)).map((what) => `${text}: ${what}`),
          )
      }
      const talks = bank.values()
      const someAtATime = Array.from({ length: 20 }, async () => {
        for (const item of talks) await talk(('talk' in item ? item.talk : [item]).map(({ ask }) => ask))
      })
      await Promise.all(someAtATime)
      expect(wrong).toEqual([])
    })

    test('in a group it answers what is said to it, and nothing else', async () => {
      const member = await memberOf(await open())
      member.send(QUESTION)
      member.robot(QUESTION)
      const answer = await member.address(QUESTION)
      expect(missingFrom(answer, await saidBy(startChat(), QUESTION))).toEqual([])
      expect(member.answers()).toBe(1)
    })

    test('it tells the bot who speaks, where, and to whom', async () => {
      const heard: Message[] = []
      const member = await memberOf(
        await open(async (message) => {
          heard.push(message)
          return hello()
        }),
      )
      await member.address(QUESTION)
      expect(heard[0]).toMatchObject({ chat: 'group', addressed: true })
      for (const id of [heard[0]?.conversation, heard[0]?.place, heard[0]?.person])
        expect(id).toMatch(new RegExp(`^${platform.name}:`))
    })
  })
}

async function memberOf(stage: Stage): Promise<Member> {
  const member = await stage.member?.()
  if (!member) throw new Error('a platform with groups must open one')
  return member
}

async function saidBy(terminal: ReturnType<typeof startChat>, text: string): Promise<Reply> {
  const reply = await terminal(text)
  if (!reply) throw new Error('a private message is always answered')
  return reply
}

const hello = (): Reply => replyAbout('greeting', 'en', knowledge)

async function faulty({ text }: Message): Promise<Reply | undefined> {
  if (text === 'bad') throw new Error('no such table')
  return text === 'quiet' ? undefined : hello()
}

async function slow(): Promise<Reply> {
  await pause(100)
  return hello()
}
