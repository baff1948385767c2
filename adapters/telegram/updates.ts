/** One update at a time: who gets which answer, edit or acknowledgement. */
import type { Bot } from 'grammy'
import type { CallbackQuery, InlineQuery, Message as TelegramMessage, Update } from 'grammy/types'
import type { Respond, Services } from '../../src/adapter.ts'
import type { Language, Message } from '../../src/message.ts'
import type { Reply } from '../../src/reply.ts'
import { type Decoded, decodeMessage, languageOf, type Origin, originOf, placesOf } from './decode.ts'
import { isHarmless, shortly } from './errors.ts'
import { buildGroups } from './groups.ts'
import { cut } from './html.ts'
import { inlineResults } from './inline.ts'
import { NOTICE } from './limits.ts'
import { recent } from './recent.ts'
import { buildSender, type Sent } from './sender.ts'
import { buildTyping } from './typing.ts'

export type Deal = (update: Update) => Promise<void>

/** Which answer belongs to which question is known for this many, and for as long as Telegram lets a message be edited. */
const ANSWERS = { most: 20_000, seconds: 48 * 3600 }
/** A button pressed again within this many seconds brings no second answer. */
const PRESSES = { most: 5000, seconds: 60 }
/** An album comes as one message for each picture, of which at most one has words. */
const ALBUMS = { most: 1000, seconds: 60 }
/** Seconds for which Telegram may give others the same inline results; knowledge changes at a restart at the earliest. */
const INLINE_CACHE = 300
/** Everyone may start the bot, and a few know it by this name. */
const ALSO_COMMANDS = ['start', 'lang']

export function buildDeal(bot: Bot, respond: Respond, services: Services): Deal {
  const { api } = bot
  const { say, log, meter } = services
  const me = () => bot.botInfo
  const sender = buildSender(api, services)
  const typing = buildTyping(api, services)
  const groups = buildGroups(api, me, sender, services)
  const answers = recent<Sent>(ANSWERS)
  const presses = recent<true>(PRESSES)
  const albums = recent<true>(ALBUMS)
  const commands = new Set([...services.commands('en').map(({ name }) => name), ...ALSO_COMMANDS])

  async function onMessage(given: TelegramMessage): Promise<void> {
    if (await groups.migration(given)) return
    const decoded = decodeMessage(given, me(), commands)
    const { media_group_id: album } = given
    const known = album !== undefined && albums.get(album)
    if (album !== undefined) albums.set(album, true)
    if (!decoded || answers.get(keyOf(originOf(given)))) return
    if (decoded === 'wordless') return known ? undefined : onWordless(given)
    const { message, origin } = asked(decoded, given)
    await answer(message, origin, (reply) => sender.send(reply, origin))
  }

  async function onWordless(given: TelegramMessage): Promise<void> {
    const language = languageOf(given.from?.language_code) ?? 'en'
    remember(originOf(given), await sender.send(line(say('only-text', language), language), originOf(given)))
  }

  /** Only what was answered is answered anew, in the place of the first answer. */
  async function onEdit(given: TelegramMessage): Promise<void> {
    const decoded = decodeMessage(given, me(), commands)
    if (!decoded || decoded === 'wordless') return
    const before = answers.get(keyOf(decoded.origin))
    if (!before) return
    const { message, origin } = asked(decoded, given)
    await answer({ ...message, edited: true }, origin, (reply) => sender.replace(before, reply, origin))
  }

  async function answer(message: Message, origin: Origin, show: (reply: Reply) => Promise<Sent | undefined>) {
    const work = async (): Promise<Sent | undefined> => {
      const reply = await replyTo(message)
      return reply && show(reply)
    }
    // What was not meant for the bot may well go unanswered.
    remember(origin, await (message.addressed ? typing(origin, work) : work()))
  }

  function remember(asked: Origin, sent: Sent | undefined): void {
    if (sent) answers.set(keyOf(asked), sent)
  }

  async function onPress(query: CallbackQuery): Promise<void> {
    const { id, data, message: under } = query
    // Buttons of messages that were sent inline have no message here; the bot makes none.
    if (data === undefined || !under) return acknowledge(id, undefined)
    // A message too old for Telegram to show still has its chat and id.
    const origin = originOf(under as TelegramMessage)
    const reply = await replyTo(pressed(query, data, origin))
    // First of all the button stops turning, however long the answer may be held back.
    await acknowledge(id, reply?.brief ? reply.text : undefined)
    if (reply && !reply.brief) await typing(origin, () => show(reply, origin, `${keyOf(origin)} ${data}`))
  }

  async function show(reply: Reply, under: Origin, pressKey: string): Promise<void> {
    if (reply.replaces) return void (await sender.replace({ message: under.message }, reply, under))
    if (presses.get(pressKey)) return
    await sender.send(reply, under)
    presses.set(pressKey, true)
  }

  function pressed({ from }: CallbackQuery, press: string, { chat, topic, group }: Origin): Message {
    return {
      ...placesOf(chat, topic, from.id, group),
      text: '',
      press,
      chat: group ? 'group' : 'private',
      addressed: true,
      hint: languageOf(from.language_code),
      isAdmin: () => groups.mayChange(chat, from.id),
    }
  }

  async function onInline({ id, query, from }: InlineQuery): Promise<void> {
    const results = await inlineResults(query, from.language_code, services)
    // With no word typed, what is offered depends on the person's language.
    const is_personal = !/\p{L}/u.test(query)
    await api.answerInlineQuery(id, results, { cache_time: INLINE_CACHE, is_personal }).catch((error: unknown) => {
      if (!isHarmless(error)) throw error
    })
  }

  function asked({ message, origin }: Decoded, given: TelegramMessage): Decoded {
    if (!origin.group) return { message, origin }
    const isAdmin = () => groups.mayChange(origin.chat, given.from?.id, given)
    return { message: { ...message, isAdmin, situation: () => groups.situation(origin.chat) }, origin }
  }

  async function replyTo(message: Message): Promise<Reply | undefined> {
    try {
      return await respond(message)
    } catch (error) {
      meter.count('failed', 'reply')
      log.error({ reason: shortly(error) }, 'A reply could not be made')
      const language = message.hint ?? 'en'
      return message.addressed ? line(say('trouble', language), language) : undefined
    }
  }

  async function acknowledge(id: string, text: string | undefined): Promise<void> {
    await api.answerCallbackQuery(id, text ? { text: cut(text, NOTICE) } : {}).catch((error: unknown) => {
      if (!isHarmless(error)) log.warn({ reason: shortly(error) }, 'A press could not be acknowledged')
    })
  }

  return async (update) => {
    if (update.message) return onMessage(update.message)
    if (update.edited_message) return onEdit(update.edited_message)
    if (update.callback_query) return onPress(update.callback_query)
    if (update.inline_query) return onInline(update.inline_query)
    if (update.my_chat_member) return groups.standing(update.my_chat_member)
  }
}

/** One plain line, answered like any other reply. */
const line = (text: string, language: Language): Reply => ({
  ...{ language, outcome: 'help', reason: null, confidence: 1, entries: [], figures: [] },
  ...{ blocks: [{ kind: 'paragraph', text }], sources: [], choices: [], text },
})

const keyOf = ({ chat, message }: Origin): string => `${chat}:${message}`
