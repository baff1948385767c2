/** What Telegram knows: chats, who is in them, and what the bot has said there. */
import type { Chat, ChatMember, InlineKeyboardMarkup, Message, User } from 'grammy/types'
import { checkLength, parsedLength } from './description.ts'
import { memberAs, type Standing } from './members.ts'
import { type Entity, parseHtml } from './parse-html.ts'
import { bad, overLimit, Refused } from './refused.ts'

const LONGEST_RAW_TEXT = 32_768
const MOST_BUTTONS = 100
const MOST_IN_ROW = 8
const MOST_RESULTS = 50
const MOST_CALLBACK_BYTES = 64
const ADMINS: ReadonlySet<string> = new Set(['creator', 'administrator'])

type Json = Record<string, unknown>

/** What a person sees of a message of the bot's. */
export type Shown = {
  chat: number
  id: number
  text: string
  entities: Entity[]
  keyboard: { text: string; data: string }[][]
  replyTo: number | undefined
  topic: number | undefined
  /** The bytes, whether they came with this message or with an earlier one. */
  photo: Blob | undefined
  edits: number
  deleted: boolean
}

/** @param changed called whenever a person would see something new */
export function buildWorld(me: User, changed: () => void) {
  const shown: Shown[] = []
  const shownIn = new Map<number, Shown[]>()
  const asked = new Map<number, Set<number>>()
  const files = new Map<string, Blob>()
  const chats = new Map<number, Chat>()
  const gone = new Map<number, Refused>()
  const topics = new Map<number, Set<number>>()
  const members = new Map<string, ChatMember>()
  const presses = new Set<string>()
  const inlineAnswers = new Map<string, Json>()
  const texts = new Map<string, unknown>()
  let nextMessage = 1000

  const methods: Record<string, (params: Json) => unknown> = {
    sendMessage: (params) => send(params, 'text'),
    sendPhoto: (params) => send(params, 'caption'),
    editMessageText: edit,
    deleteMessage({ chat_id, message_id }) {
      const message = messageOf(Number(chat_id), Number(message_id))
      if (!message) throw bad('message to delete not found')
      message.deleted = true
      return true
    },
    sendChatAction({ chat_id }) {
      chatFor(chat_id)
      return true
    },
    answerCallbackQuery({ callback_query_id }) {
      if (!presses.delete(String(callback_query_id)))
        throw bad('query is too old and response timeout expired or query ID is invalid')
      return true
    },
    answerInlineQuery(params) {
      const results = params.results as Json[]
      if (results.length > MOST_RESULTS) throw overLimit('RESULTS_TOO_MUCH')
      const ids = results.map(({ id }) => String(id))
      if (new Set(ids).size < ids.length) throw overLimit('RESULT_ID_DUPLICATE')
      for (const { input_message_content: content } of results) {
        const { message_text, parse_mode } = content as Json
        readText(String(message_text), parse_mode, 'sendMessage', 'text')
      }
      inlineAnswers.set(String(params.inline_query_id), params)
      return true
    },
    getChatMember({ chat_id, user_id }) {
      chatFor(chat_id)
      const asker = members.get(`${chat_id} ${me.id}`)
      // Of others it is told for sure only to an admin.
      if (user_id !== me.id && !ADMINS.has(asker?.status ?? '')) throw bad('CHAT_ADMIN_REQUIRED')
      const nobody: User = { id: Number(user_id), is_bot: false, first_name: '?' }
      return members.get(`${chat_id} ${user_id}`) ?? memberAs('left', nobody)
    },
    getChatAdministrators({ chat_id }) {
      chatFor(chat_id)
      const there = Array.from(members).filter(([key]) => key.startsWith(`${chat_id} `))
      return there.map(([, member]) => member).filter(({ status, user }) => ADMINS.has(status) && !user.is_bot)
    },
    setMyCommands: keep('commands'),
    getMyCommands: (params) => texts.get(keyOf('commands', params)) ?? [],
    setMyDescription: keep('description'),
    getMyDescription: (params) => ({ description: texts.get(keyOf('description', params)) ?? '' }),
    setMyShortDescription: keep('short_description'),
    getMyShortDescription: (params) => ({ short_description: texts.get(keyOf('short_description', params)) ?? '' }),
  }

  function keep(field: string) {
    return (params: Json): true => {
      texts.set(keyOf(field, params), params[field])
      return true
    }
  }

  function chatFor(id: unknown): Chat {
    const refusal = gone.get(Number(id))
    if (refusal) throw refusal
    const chat = chats.get(Number(id))
    if (!chat) throw bad('chat not found')
    return chat
  }

  function send(params: Json, field: 'text' | 'caption'): Message {
    const chat = chatFor(params.chat_id)
    const method = field === 'text' ? 'sendMessage' : 'sendPhoto'
    const { text, entities } = readText(String(params[field] ?? ''), params.parse_mode, method, field)
    const topic = params.message_thread_id === undefined ? undefined : Number(params.message_thread_id)
    if (topic !== undefined && !topics.get(chat.id)?.has(topic)) throw bad('message thread not found')
    const reply = params.reply_parameters as { message_id: number; allow_sending_without_reply?: boolean } | undefined
    if (reply && !known(chat.id, reply.message_id) && !reply.allow_sending_without_reply)
      throw bad('message to be replied not found')
    const message: Shown = {
      ...{ chat: chat.id, id: nextMessage++, text, entities, topic, edits: 0, deleted: false },
      keyboard: readKeyboard(params.reply_markup),
      replyTo: reply && known(chat.id, reply.message_id) ? reply.message_id : undefined,
      photo: field === 'caption' ? fileOf(params.photo) : undefined,
    }
    shown.push(message)
    shownIn.set(chat.id, [...(shownIn.get(chat.id) ?? []), message])
    changed()
    return asMessage(message)
  }

  function fileOf(photo: unknown): Blob {
    const file = photo instanceof Blob ? photo : files.get(String(photo))
    if (!file) throw bad('wrong file identifier/HTTP URL specified')
    files.set(`file ${file.size}`, file)
    return file
  }

  const known = (chat: number, id: number): boolean =>
    asked.get(chat)?.has(id) === true || messageOf(chat, id) !== undefined
  const messageOf = (chat: number, id: number): Shown | undefined =>
    shownIn.get(chat)?.find((message) => message.id === id)

  function edit(params: Json): Message {
    chatFor(params.chat_id)
    const message = messageOf(Number(params.chat_id), Number(params.message_id))
    if (!message) throw bad('message to edit not found')
    if (message.photo) throw bad('there is no text in the message to edit')
    const { text, entities } = readText(String(params.text), params.parse_mode, 'editMessageText', 'text')
    const keyboard = readKeyboard(params.reply_markup)
    if (text === message.text && JSON.stringify(keyboard) === JSON.stringify(message.keyboard))
      throw bad(
        'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
      )
    Object.assign(message, { text, entities, keyboard, edits: message.edits + 1 })
    changed()
    return asMessage(message)
  }

  function readText(raw: string, mode: unknown, method: string, field: string): { text: string; entities: Entity[] } {
    if (field === 'text' && raw === '') throw overLimit('message text is empty')
    if (Buffer.byteLength(raw) > LONGEST_RAW_TEXT) throw overLimit('text is too long')
    const read = mode === 'HTML' ? parseHtml(raw) : { text: raw.trim(), entities: [] }
    if (field === 'text' && read.text === '') throw overLimit('text must be non-empty')
    if (checkLength(parsedLength(method, field), read.text, field).length > 0)
      throw overLimit(field === 'text' ? 'message is too long' : 'message caption is too long')
    return read
  }

  function readKeyboard(markup: unknown): Shown['keyboard'] {
    const rows = (markup as InlineKeyboardMarkup | undefined)?.inline_keyboard ?? []
    if (rows.flat().length > MOST_BUTTONS || rows.some((row) => row.length > MOST_IN_ROW))
      throw overLimit('BUTTON_COUNT_INVALID')
    return rows.map((row) =>
      row.map((button) => {
        const data = 'callback_data' in button ? String(button.callback_data) : ''
        if (data === '' || Buffer.byteLength(data) > MOST_CALLBACK_BYTES) throw overLimit('BUTTON_DATA_INVALID')
        if (button.text.trim() === '') throw overLimit('BUTTON_TEXT_INVALID')
        return { text: button.text, data }
      }),
    )
  }

  const asMessage = ({ chat, id, text, topic, photo }: Shown): Message =>
    ({
      ...(photo ? { photo: [{ file_id: `file ${photo.size}`, file_unique_id: 'x', width: 1, height: 1 }] } : {}),
      ...{ message_id: id, date: 1, chat: chats.get(chat), from: me, text },
      ...(topic === undefined ? {} : { message_thread_id: topic, is_topic_message: true }),
    }) as Message

  return {
    methods,
    shown,
    shownIn: (chat: number): readonly Shown[] => shownIn.get(chat) ?? [],
    chats,
    topics,
    inlineAnswers,
    texts,
    /** From now on nothing can be sent there. */
    refuse(chat: number, status: number, description: string, parameters?: Json): void {
      gone.set(chat, new Refused(status, description, parameters))
    },
    setMember(chat: number, user: User, standing: Standing): void {
      members.set(`${chat} ${user.id}`, memberAs(standing, user))
    },
    /** A message of a person's, known so that it can be replied to. */
    remember(chat: number, message: number): void {
      asked.set(chat, (asked.get(chat) ?? new Set()).add(message))
    },
    nextMessageId: () => nextMessage++,
    /** A press that waits for its answer. */
    expectAnswer(id: string): void {
      presses.add(id)
    },
    unanswered: (): number => presses.size,
  }
}

const keyOf = (field: string, { scope, language_code }: Json): string =>
  [field, (scope as { type: string } | undefined)?.type, language_code].filter(Boolean).join(' ')
