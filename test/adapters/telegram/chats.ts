/** People who talk to the bot through the local Bot API server: say this, see that. */
import type { CallbackQuery, Chat, Message, MessageEntity, User } from 'grammy/types'
import { type TelegramOptions, telegram } from '../../../adapters/telegram/index.ts'
import type { Health, Respond, Services, Web } from '../../../src/adapter.ts'
import { buildBot } from '../../../src/conversation/bot.ts'
import { answerer, TODAY } from '../../shipped.ts'
import { type Line, logTo, meterTo } from '../operator.ts'
import type { Seen } from '../same-facts.ts'
import { type BotApi, startBotApi, TOKEN } from './bot-api.ts'
import type { Shown } from './world.ts'

export type Setting = {
  options?: Partial<TelegramOptions>
  services?: Partial<Services>
  respond?: Respond
  web?: Web
}

/** The adapter with the real bot behind it, connected to a server of its own. */
export async function connect({ hearsAll = false, ...setting }: Setting & { hearsAll?: boolean } = {}) {
  const api = await startBotApi({ hearsAll })
  const running = start(api, setting)
  await api.until(() => api.isPolled() || api.webhook() !== undefined, 'a bot that listens')
  return {
    ...running,
    api,
    /** Stops the bot and the server, and gives what was against the rules of either. */
    async leave(): Promise<string[]> {
      running.stop.abort()
      await running.ended
      await api.close()
      return api.violations
    },
  }
}

/** Starts the adapter against a server that is there. */
export function start(api: BotApi, { options, services, respond, web }: Setting = {}) {
  const bot = buildBot(answerer, () => TODAY)
  const log: Line[] = []
  const counted: Record<string, number> = {}
  const offered: Services = {
    ...bot,
    draw: () => Promise.reject(new Error('no painter here')),
    log: logTo(log),
    meter: meterTo(counted),
    ...(web ? { web } : {}),
    ...services,
  }
  const adapter = telegram(
    { token: TOKEN, apiRoot: api.root, pace: false, retry: { delay: 5, tries: 6 }, hold: 1, drain: 5, ...options },
    offered,
  )
  const stop = new AbortController()
  const ended = adapter.run(respond ?? bot.respond, stop.signal)
  ended.catch(() => {})
  return { adapter, stop, ended, log, counted, health: (): Health => adapter.health() }
}

let nextId = 1000

export const person = (name: string, more: Partial<User> = {}): User => ({
  id: nextId++,
  is_bot: false,
  first_name: name,
  language_code: 'en',
  ...more,
})

export type Seat = ReturnType<typeof privateChat>

export function privateChat(api: BotApi, who = person('Ann')) {
  return seatIn(api, { id: who.id, type: 'private', first_name: who.first_name }, who)
}

/** A group in which one person is looked at; the bot is a member. */
export function group(
  api: BotApi,
  { who = person('Ann'), forum = false, type = 'supergroup' as 'group' | 'supergroup' } = {},
) {
  const id = -nextId++ - 1_000_000
  const chat = { id, type, title: 'Neighbours', ...(forum ? { is_forum: true } : {}) } as Chat
  api.setMember(id, api.me, 'member')
  return seatIn(api, chat, who)
}

type Said = { entities?: MessageEntity[]; reply_to_message?: Message; topic?: number; more?: Partial<Message> }

function seatIn(api: BotApi, chat: Chat, who: User) {
  api.chats.set(chat.id, chat)
  const inChat = (): readonly Shown[] => api.shownIn(chat.id)
  const seen = new Set<Shown>()

  function write(
    text: string | undefined,
    { entities, reply_to_message, topic, more }: Said = {},
    from = who,
  ): Message {
    const found = text === undefined ? [] : (entities ?? entitiesIn(text))
    const message = {
      ...{ message_id: api.nextMessageId(), date: 1_700_000_000, chat, from },
      ...(text === undefined ? {} : { text }),
      ...(found.length > 0 ? { entities: found } : {}),
      ...(reply_to_message ? { reply_to_message } : {}),
      ...(topic === undefined ? {} : { message_thread_id: topic, is_topic_message: true }),
      ...more,
    } as Message
    api.remember(chat.id, message.message_id)
    return message
  }

  /** The next message of the bot here that was not looked at yet. */
  async function next(what: string): Promise<Shown> {
    const unseen = (): Shown | undefined => inChat().find((message) => !seen.has(message))
    await api.until(() => unseen() !== undefined, `an answer to ${what}`)
    const found = unseen()
    if (!found) throw new Error('it was there a moment ago')
    seen.add(found)
    return found
  }

  function pressOf(under: Shown, label: string, id = String(nextId++), from = who): CallbackQuery {
    const button = under.keyboard.flat().find(({ text, data }) => text === label || data === label)
    const message = {
      ...{ message_id: under.id, date: 1_700_000_000, chat, from: api.me, text: under.text },
      ...(under.topic === undefined ? {} : { message_thread_id: under.topic, is_topic_message: true }),
    } as Message
    return { id, from, chat_instance: '1', data: button?.data ?? label, message }
  }

  return {
    chat,
    who,
    pressOf,
    write,
    next,
    inChat,
    /** Says something, and gives what comes back. */
    async say(text: string, said: Said = {}): Promise<Shown> {
      api.deliver({ message: write(text, said) as never })
      return next(text)
    },
    /** Says something that must bring nothing: told by what is said after it, since a chat keeps its order. */
    async saysUnanswered(text: string | undefined, said: Said = {}, from = who): Promise<Shown> {
      api.deliver({ message: write(text, said, from) as never })
      api.deliver({ message: write('/privacy', said.topic === undefined ? {} : { topic: said.topic }) as never })
      return next('/privacy')
    },
    send(text: string, said: Said = {}): Message {
      const message = write(text, said)
      api.deliver({ message: message as never })
      return message
    },
    /** Presses a button, by its label or by what it hands back. Gives the notice that shows for a moment. */
    async press(under: Shown, label: string, from = who): Promise<string | undefined> {
      const id = String(nextId++)
      const before = inChat().length
      const { edits } = under
      api.expectAnswer(id)
      api.deliver({ callback_query: pressOf(under, label, id, from) })
      const answered = () =>
        api.calls.find(({ method, params }) => method === 'answerCallbackQuery' && params.callback_query_id === id)
      await api.until(() => answered() !== undefined && api.unanswered() === 0, `an answer to pressing ${label}`)
      const text = answered()?.params.text
      if (text !== undefined) return String(text)
      // What the press brings, if anything, comes after it was acknowledged.
      await api.until(() => inChat().length > before || under.edits > edits, 'what it brings', 250).catch(() => {})
      return undefined
    },
  }
}

/** Commands and mentions, as Telegram marks them. */
function entitiesIn(text: string): MessageEntity[] {
  return Array.from(text.matchAll(/(?<![\w/@])(?:\/\w+(?:@\w+)?|@\w+)/gu), ({ 0: whole, index }) => ({
    type: whole.startsWith('/') ? ('bot_command' as const) : ('mention' as const),
    offset: index,
    length: whole.length,
  }))
}

/** What a person sees of an answer, in terms of any platform. */
export const seenOf = ({ text, entities, keyboard }: Shown): Seen => ({
  text,
  addresses: entities.flatMap(({ url }) => url ?? []),
  labels: keyboard.flat().map((button) => button.text),
})
