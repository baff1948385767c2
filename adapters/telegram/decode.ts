/** What Telegram delivers, read into a message of ours. Pure functions. */
import type { Chat, Message as TelegramMessage, User, UserFromGetMe } from 'grammy/types'
import { languageOf, type Message } from '../../src/message.ts'

/** Where an answer goes. */
export type Origin = {
  chat: number
  /** The message that asked, to reply to. */
  message: number
  /** Only in a forum, and never for its General topic, whose id Telegram refuses. */
  topic: number | undefined
  group: boolean
}

export type Decoded = { message: Message; origin: Origin }

/** Another account of Telegram's own: what channels post in their discussion groups comes from it. */
const CHANNEL_POSTS = 777000

/** Undefined: nothing that could be meant for the bot. `wordless`: a sticker, a voice message, a file without a caption. */
export function decodeMessage(
  given: TelegramMessage,
  me: UserFromGetMe,
  commands: ReadonlySet<string>,
): Decoded | 'wordless' | undefined {
  if (!isFromPerson(given, me)) return undefined
  const group = isGroup(given.chat)
  if (!group && given.chat.type !== 'private') return undefined
  const written = given.text ?? given.caption
  if (written === undefined) return group || isService(given) ? undefined : 'wordless'
  const command = readCommand(written, me)
  if (command === 'of another bot') return undefined
  const by = group ? addressedBy(given, me, command, commands) : undefined
  const origin = originOf(given)
  const message: Message = {
    ...placesOf(given.chat.id, origin.topic, given.sender_chat?.id ?? given.from?.id, group),
    text: command ? command.text : withoutMention(written, given, me),
    chat: group ? 'group' : 'private',
    addressed: !group || by !== undefined,
    ...(by ? { by } : {}),
    hint: languageOf(given.from?.language_code),
  }
  return { message, origin }
}

export function originOf({ chat, message_id, is_topic_message, message_thread_id }: TelegramMessage): Origin {
  const topic = is_topic_message && message_thread_id !== GENERAL_TOPIC ? message_thread_id : undefined
  return { chat: chat.id, message: message_id, topic, group: isGroup(chat) }
}

const GENERAL_TOPIC = 1

export const isGroup = ({ type }: Chat): boolean => type === 'group' || type === 'supergroup'

export const placeOf = (chat: number): string => `telegram:${chat}`

/** In a group each person has a memory of their own in each topic. */
export function placesOf(
  chat: number,
  topic: number | undefined,
  person: number | undefined,
  group: boolean,
): Pick<Message, 'conversation' | 'place' | 'thread' | 'person'> {
  const place = placeOf(chat)
  return {
    conversation: group ? [place, topic ?? 0, person ?? 0].join(':') : place,
    place,
    thread: topic === undefined ? undefined : String(topic),
    person: `telegram:${person ?? chat}`,
  }
}

/** People, admins who write as their group, and people who write as their channel; no bots, and no posts of a linked channel. */
function isFromPerson({ from, sender_chat, is_automatic_forward, via_bot }: TelegramMessage, me: User): boolean {
  if (is_automatic_forward || from?.id === CHANNEL_POSTS) return false
  // Our own inline results, sent by people.
  if (via_bot?.id === me.id) return false
  // Whoever writes as a chat does it through one of Telegram's own bots.
  if (sender_chat) return true
  return from !== undefined && !from.is_bot
}

/** An admin of the group who writes under its name. */
export const isAnonymousAdmin = ({ sender_chat, chat }: TelegramMessage): boolean => sender_chat?.id === chat.id

/** What a group or a chat says about itself: somebody joined, the title changed. */
const isService = (given: TelegramMessage): boolean => !WORDLESS.some((kind) => kind in given)

const WORDLESS = [
  ...(['animation', 'audio', 'contact', 'dice', 'document', 'game', 'location', 'paid_media', 'photo'] as const),
  ...(['poll', 'sticker', 'story', 'venue', 'video', 'video_note', 'voice'] as const),
]

type Command = { name: string; text: string }

function readCommand(text: string, me: UserFromGetMe): Command | 'of another bot' | undefined {
  const match = /^\/([a-z0-9_]{1,32})(?:@(\w+))?(?=\s|$)/iu.exec(text)
  if (!match) return undefined
  const [whole, name = '', bot] = match
  if (bot && bot.toLowerCase() !== me.username.toLowerCase()) return 'of another bot'
  return { name: name.toLowerCase(), text: `/${name}${text.slice(whole.length)}` }
}

function addressedBy(
  given: TelegramMessage,
  me: UserFromGetMe,
  command: Command | undefined,
  commands: ReadonlySet<string>,
): Message['by'] {
  // A command that is not ours was meant for another bot of the group.
  if (command) return commands.has(command.name) ? 'command' : undefined
  if (mentionsIn(given, me).length > 0) return 'mention'
  const { reply_to_message: before } = given
  // In a topic, what replies to nothing is marked as a reply to the topic's beginning.
  return before?.from?.id === me.id && !before.forum_topic_created ? 'reply' : undefined
}

function mentionsIn({ text, caption, entities, caption_entities }: TelegramMessage, me: UserFromGetMe) {
  const written = text ?? caption ?? ''
  return (entities ?? caption_entities ?? []).filter(
    (entity) =>
      (entity.type === 'mention' &&
        written.slice(entity.offset, entity.offset + entity.length).toLowerCase() ===
          `@${me.username.toLowerCase()}`) ||
      (entity.type === 'text_mention' && entity.user.id === me.id),
  )
}

function withoutMention(written: string, given: TelegramMessage, me: UserFromGetMe): string {
  return mentionsIn(given, me)
    .toReversed()
    .reduce((text, { offset, length }) => `${text.slice(0, offset)} ${text.slice(offset + length)}`, written)
    .trim()
}
