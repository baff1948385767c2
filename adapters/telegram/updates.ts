/** One update at a time: who gets which answer, edit or acknowledgement. */
import type { Bot } from 'grammy'
import type { CallbackQuery, InlineQuery, Message as TelegramMessage, Update } from 'grammy/types'
import type { Respond, Services } from '../../src/adapter.ts'
import { cut } from '../../src/bounds/cut.ts'
import { recent } from '../../src/bounds/recent.ts'
import { languageOf, type Message } from '../../src/message.ts'
import type { Reply } from '../../src/reply.ts'
import { messageKey, readAddress, writeAddress } from './address.ts'
import { type Decoded, decodeMessage, type Origin, originOf, placesOf } from './decode.ts'
import { isHarmless, shortly } from './errors.ts'
import { buildGroups } from './groups.ts'
import { inlineResults } from './inline.ts'
import { NOTICE } from './limits.ts'
import { buildSender, type Sent } from './sender.ts'
import { buildTyping } from './typing.ts'

/** @param delivery as it was claimed */
export type Deal = (update: Update, delivery: string) => Promise<void>

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
  const { tell, log, meter } = services
  const me = () => bot.botInfo
  const sender = buildSender(api, services)
  const typing = buildTyping(api, services)
  const groups = buildGroups(api, me, sender, services)
  const presses = recent<true>(PRESSES)
  const albums = recent<true>(ALBUMS)
  const commands = new Set([...services.commands('en').map(({ name }) => name), ...ALSO_COMMANDS])

  async function onMessage(given: TelegramMessage, delivery: string): Promise<void> {
    if (await groups.migration(given)) return
    const decoded = decodeMessage(given, me(), commands)
    const { media_group_id: album } = given
    const known = album !== undefined && albums.get(album)
    if (album !== undefined) albums.set(album, true)
    if (!decoded || (isMeant(decoded) && (await answerTo(originOf(given))))) return
    if (decoded === 'wordless') return known ? undefined : onWordless(given)
    const { message, origin } = asked(decoded, given)
    await answer({ ...message, delivery }, origin, (reply) => sender.send(reply, origin))
  }

  async function onWordless(given: TelegramMessage): Promise<void> {
    const language = languageOf(given.from?.language_code) ?? 'en'
    const reply = tell('only-text', language)
    await answered(await sender.send(reply, originOf(given)), { reply, to: originOf(given) })
  }

  /** Only what was answered is answered anew, in the place of the first answer. */
  async function onEdit(given: TelegramMessage, delivery: string): Promise<void> {
    const decoded = decodeMessage(given, me(), commands)
    if (!decoded || decoded === 'wordless') return
    const before = await answerTo(decoded.origin)
    if (!before) return
    const { message, origin } = asked(decoded, given)
    await answer({ ...message, edited: true, delivery }, origin, (reply) => sender.replace(before, reply, origin))
  }

  async function answer(message: Message, origin: Origin, show: (reply: Reply) => Promise<Sent | undefined>) {
    const work = async (): Promise<void> => {
      const reply = await replyTo(message)
      if (reply) await answered(await show(reply), { reply, to: origin, person: message.person })
    }
    // What was not meant for the bot may well go unanswered.
    await (message.addressed ? typing(origin, work) : work())
  }

  /** @param pressed a button was, so that the answer is to no message */
  async function answered(
    sent: Sent | undefined,
    { reply, to, person, pressed }: { reply: Reply; to: Origin; person?: string | undefined; pressed?: boolean },
  ): Promise<void> {
    if (!sent) return
    await services.delivered({
      message: messageKey(to.chat, sent.message),
      sent: writeAddress({ to, sent }),
      reply,
      person,
      ...(pressed ? {} : { asked: keyOf(to) }),
    })
  }

  async function answerTo(asked: Origin): Promise<Sent | undefined> {
    const address = await services.answerTo(keyOf(asked))
    return address === undefined ? undefined : readAddress(address)?.sent
  }

  async function onPress(query: CallbackQuery, delivery: string): Promise<void> {
    const { id, data, message: under } = query
    // Buttons of messages that were sent inline have no message here; the bot makes none.
    if (data === undefined || !under) return acknowledge(id, undefined)
    // A message too old for Telegram to show still has its chat and id.
    const origin = originOf(under as TelegramMessage)
    const message = { ...pressed(query, data, origin), delivery }
    const reply = await replyTo(message)
    // First of all the button stops turning, however long the answer may be held back.
    await acknowledge(id, reply?.brief ? reply.text : undefined)
    if (!reply || reply.brief) return
    const sent = await typing(origin, () => show(reply, origin, `${keyOf(origin)} ${data}`))
    await answered(sent, { reply, to: origin, person: message.person, pressed: true })
  }

  async function show(reply: Reply, under: Origin, pressKey: string): Promise<Sent | undefined> {
    if (reply.replaces) return sender.replace({ message: under.message }, reply, under)
    if (presses.get(pressKey)) return undefined
    const sent = await sender.send(reply, under)
    presses.set(pressKey, true)
    return sent
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
      return message.addressed ? tell('trouble', language) : undefined
    }
  }

  async function acknowledge(id: string, text: string | undefined): Promise<void> {
    await api.answerCallbackQuery(id, text ? { text: cut(text, NOTICE) } : {}).catch((error: unknown) => {
      if (!isHarmless(error)) log.warn({ reason: shortly(error) }, 'A press could not be acknowledged')
    })
  }

  return async (update, delivery) => {
    if (update.message) return onMessage(update.message, delivery)
    if (update.edited_message) return onEdit(update.edited_message, delivery)
    if (update.callback_query) return onPress(update.callback_query, delivery)
    if (update.inline_query) return onInline(update.inline_query)
    if (update.my_chat_member) return groups.standing(update.my_chat_member)
  }
}

const keyOf = ({ chat, message }: Origin): string => messageKey(chat, message)

/** Whether it will surely be answered: only then is it worth asking whether it was. */
const isMeant = (decoded: Decoded | 'wordless'): boolean => decoded === 'wordless' || decoded.message.addressed
