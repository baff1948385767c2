/** A Bot API server for tests: real HTTP, every call checked against the description of the API, and faults on request. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Chat, ChatMember, InlineKeyboardMarkup, Message, Update, User, UserFromGetMe } from 'grammy/types'
import { checkCall, checkLength, checkObject, isMethod, parsedLength } from './description.ts'
import { type Entity, parseHtml, Unparsable } from './parse-html.ts'

export const TOKEN = '123456:local-test-token'
const LONGEST_RAW_TEXT = 32_768
const MOST_BUTTONS = 100
const MOST_IN_ROW = 8
const MOST_RESULTS = 50

export type Call = { method: string; params: Record<string, unknown>; refused: string | undefined }

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

export type Fault =
  | { status: number; description: string; parameters?: Record<string, unknown> }
  /** The connection breaks before the call is done, or after. */
  | 'reset'
  | 'reset after'
  /** A proxy's page in place of JSON. */
  | 'html'
  | { slow: number }

type Json = Record<string, unknown>

class Refused extends Error {
  readonly status: number
  readonly parameters: Json | undefined
  constructor(status: number, description: string, parameters?: Json) {
    super(description)
    this.status = status
    this.parameters = parameters
  }
}

export type BotApi = Awaited<ReturnType<typeof startBotApi>>

export async function startBotApi({ hearsAll = false, pollCheck = true } = {}) {
  const me = {
    ...{ id: 123456, is_bot: true, first_name: 'Crime figures', username: 'crime_bot' },
    ...{ can_join_groups: true, can_read_all_group_messages: hearsAll, supports_inline_queries: true },
    ...{ can_connect_to_business: false, has_main_web_app: false },
  } as UserFromGetMe
  const calls: Call[] = []
  const violations: string[] = []
  const shown: Shown[] = []
  const shownIn = new Map<number, Shown[]>()
  const chats = new Map<number, Chat>()
  const gone = new Map<number, Refused>()
  const topics = new Map<number, Set<number>>()
  const members = new Map<string, ChatMember>()
  const presses = new Set<string>()
  const inlineAnswers = new Map<string, Json>()
  const texts = new Map<string, unknown>()
  const faults: { method: string; fault: Fault; left: number; chat: number | undefined }[] = []
  const pending: Update[] = []
  const watchers = new Set<() => void>()
  let polling: { end: (refused?: Refused) => void } | undefined
  let webhook: { url: string; secret: string; allowed: unknown } | undefined
  let webhookPort: number | undefined
  const webhookQueues = new Map<string, Promise<void>>()
  let nextMessage = 1000
  let nextUpdate = 1

  const changed = (): void => {
    for (const watcher of watchers) watcher()
  }

  const methods: Record<string, (params: Json) => unknown> = {
    getMe: () => me,
    deleteWebhook() {
      webhook = undefined
      return true
    },
    setWebhook({ url, secret_token, allowed_updates }) {
      if (!/^https:/.test(String(url))) throw bad('bad webhook: An HTTPS URL must be provided for webhook')
      webhook = { url: String(url), secret: String(secret_token ?? ''), allowed: allowed_updates }
      return true
    },
    getUpdates,
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
      if (results.length > MOST_RESULTS) throw bad('RESULTS_TOO_MUCH')
      const ids = results.map(({ id }) => String(id))
      if (new Set(ids).size < ids.length) throw bad('RESULT_ID_DUPLICATE')
      for (const { input_message_content: content } of results) {
        const { message_text, parse_mode } = content as Json
        readText(String(message_text), parse_mode, 'sendMessage', 'text')
      }
      inlineAnswers.set(String(params.inline_query_id), params)
      return true
    },
    getChatMember({ chat_id, user_id }) {
      chatFor(chat_id)
      const nobody: User = { id: Number(user_id), is_bot: false, first_name: '?' }
      return members.get(`${chat_id} ${user_id}`) ?? memberAs('left', nobody)
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

  async function getUpdates({ offset = 0, limit = 100, timeout = 0 }: Json): Promise<Update[]> {
    if (webhook)
      throw new Refused(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      )
    polling?.end(
      new Refused(
        409,
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
      ),
    )
    while (pending[0] && pending[0].update_id < Number(offset)) pending.shift()
    if (pending.length === 0 && Number(timeout) > 0) {
      const waiting = Promise.withResolvers<void>()
      const timer = setTimeout(waiting.resolve, Number(timeout) * 1000)
      polling = { end: (refused) => (refused ? waiting.reject(refused) : waiting.resolve()) }
      try {
        await waiting.promise
      } finally {
        clearTimeout(timer)
        polling = undefined
      }
    }
    return pending.slice(0, Number(limit))
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

  const files = new Map<string, Blob>()
  function fileOf(photo: unknown): Blob {
    const file = photo instanceof Blob ? photo : files.get(String(photo))
    if (!file) throw bad('wrong file identifier/HTTP URL specified')
    files.set(`file ${file.size}`, file)
    return file
  }

  const asked = new Map<number, Set<number>>()
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
    if (field === 'text' && raw === '') throw bad('message text is empty')
    if (Buffer.byteLength(raw) > LONGEST_RAW_TEXT) throw bad('text is too long')
    const read = mode === 'HTML' ? parseHtml(raw) : { text: raw.trim(), entities: [] }
    if (field === 'text' && read.text === '') throw bad('text must be non-empty')
    if (checkLength(parsedLength(method, field), read.text, field).length > 0)
      throw bad(field === 'text' ? 'message is too long' : 'message caption is too long')
    return read
  }

  function readKeyboard(markup: unknown): Shown['keyboard'] {
    const rows = (markup as InlineKeyboardMarkup | undefined)?.inline_keyboard ?? []
    if (rows.flat().length > MOST_BUTTONS || rows.some((row) => row.length > MOST_IN_ROW))
      throw bad('BUTTON_COUNT_INVALID')
    return rows.map((row) =>
      row.map((button) => {
        const data = 'callback_data' in button ? String(button.callback_data) : ''
        if (data === '' || Buffer.byteLength(data) > 64) throw bad('BUTTON_DATA_INVALID')
        if (button.text.trim() === '') throw bad('BUTTON_TEXT_INVALID')
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

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      violations.push(`the server itself failed: ${error}`)
      response.destroy()
    })
  })

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? []
    const params = await readParams(request)
    if (token !== TOKEN) return answer(response, new Refused(401, 'Unauthorized'))
    const fault = nextFault(method, params)
    const call: Call = { method, params, refused: undefined }
    if (fault === 'reset') return void request.socket.destroy()
    if (fault === 'html')
      return void response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>')
    if (isStatus(fault)) return answer(response, new Refused(fault.status, fault.description, fault.parameters))
    if (fault !== undefined && typeof fault === 'object' && 'slow' in fault) await pause(fault.slow)
    if (method !== 'getUpdates') calls.push(call)
    try {
      const result = await perform(method, params)
      if (fault === 'reset after') return void request.socket.destroy()
      answer(response, result)
    } catch (error) {
      if (error instanceof Unparsable) violations.push(`${method}: ${error.message}`)
      const refused = error instanceof Unparsable ? new Refused(400, error.message) : error
      if (!(refused instanceof Refused)) throw error
      call.refused = refused.message
      answer(response, refused)
    } finally {
      changed()
    }
  }

  async function perform(method: string, params: Json): Promise<unknown> {
    if (!isMethod(method)) {
      violations.push(`there is no method ${method}`)
      throw new Refused(404, 'Not Found: method not found')
    }
    const wrong = pollCheck || method !== 'getUpdates' ? checkCall(method, params) : []
    if (wrong.length > 0) {
      violations.push(...wrong)
      throw bad(wrong.join('; '))
    }
    const run = methods[method]
    if (!run) {
      violations.push(`this server does not know ${method}`)
      throw bad(`${method} is not served here`)
    }
    return run(params)
  }

  function nextFault(method: string, params: Json): Fault | undefined {
    const due = faults.find(
      (one) => one.left > 0 && one.method === method && (one.chat === undefined || one.chat === params.chat_id),
    )
    if (due) due.left--
    return due?.fault
  }

  /** Hands an update to the bot in whichever way it asked for; gives its id. */
  function deliver(update: Omit<Update, 'update_id'>, id = nextUpdate++): number {
    const whole = { update_id: id, ...update } as Update
    violations.push(...checkObject('Update', whole).map((wrong) => `an update of this server: ${wrong}`))
    if (webhook) postInOrder(whole)
    else {
      pending.push(whole)
      polling?.end()
    }
    return id
  }

  /** Updates of one chat one after another, each again until it is taken; other chats in parallel. */
  function postInOrder(update: Update): void {
    const { message, callback_query, edited_message } = update
    const chat = String((message ?? edited_message ?? callback_query?.message)?.chat.id ?? 'none')
    const before = webhookQueues.get(chat) ?? Promise.resolve()
    webhookQueues.set(
      chat,
      before.then(() => post(update)),
    )
  }

  async function post(update: Update): Promise<void> {
    for (let attempt = 0; webhook && attempt < 5; attempt++) {
      const { pathname } = new URL(webhook.url)
      const taken = await fetch(`http://127.0.0.1:${webhookPort}${pathname}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': webhook.secret },
        body: JSON.stringify(update),
      }).then(
        ({ ok }) => ok,
        () => false,
      )
      if (taken) return
      await pause(20)
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  return {
    root: `http://127.0.0.1:${port}`,
    me,
    calls,
    /** What the description or the limits forbid; a test that ends with any has failed. */
    violations,
    shown,
    shownIn: (chat: number): readonly Shown[] => shownIn.get(chat) ?? [],
    chats,
    topics,
    inlineAnswers,
    texts,
    deliver,
    /** The next so many calls of a method fail, in one chat or in all. */
    fail(method: string, fault: Fault, { times = 1, chat }: { times?: number; chat?: number } = {}): void {
      faults.push({ method, fault, left: times, chat })
    },
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
    pollers: (): number => (polling ? 1 : 0),
    webhook: () => webhook,
    bringWebhookTo(to: number): void {
      webhookPort = to
    },
    /** Resolves once this holds, looked at after every call; rejects after a while, with what it waited for. */
    async until(holds: () => boolean, what: string, patience = 5000): Promise<void> {
      if (holds()) return
      const waiting = Promise.withResolvers<void>()
      const timer = setTimeout(() => waiting.reject(new Error(`never came: ${what}`)), patience)
      const watcher = (): void => {
        if (holds()) waiting.resolve()
      }
      watchers.add(watcher)
      try {
        await waiting.promise
      } finally {
        clearTimeout(timer)
        watchers.delete(watcher)
      }
    },
    async close(): Promise<void> {
      polling?.end()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type Standing = 'creator' | 'administrator' | 'member' | 'left' | 'kicked'

/** Somebody's standing in a chat, with all that Telegram tells of it. */
export function memberAs(status: Standing, user: User): ChatMember {
  switch (status) {
    case 'creator':
      return { status, user, is_anonymous: false }
    case 'administrator':
      return {
        ...{ status, user, is_anonymous: false, can_be_edited: false, can_manage_chat: true },
        ...{ can_delete_messages: false, can_manage_video_chats: false, can_restrict_members: false },
        ...{ can_promote_members: false, can_change_info: false, can_invite_users: false },
        ...{ can_post_stories: false, can_edit_stories: false, can_delete_stories: false },
        can_send_welcome_messages: false,
      }
    case 'kicked':
      return { status, user, until_date: 0 }
    default:
      return { status, user }
  }
}

const bad = (what: string): Refused => new Refused(400, `Bad Request: ${what}`)

const isStatus = (fault: Fault | undefined): fault is Extract<Fault, { status: number }> =>
  typeof fault === 'object' && 'status' in fault

const keyOf = (field: string, { scope, language_code }: Json): string =>
  [field, (scope as { type: string } | undefined)?.type, language_code].filter(Boolean).join(' ')

function answer(response: ServerResponse, result: unknown): void {
  const refused = result instanceof Refused
  const body = refused
    ? {
        ...{ ok: false, error_code: result.status, description: result.message },
        ...(result.parameters ? { parameters: result.parameters } : {}),
      }
    : { ok: true, result }
  response.writeHead(refused ? result.status : 200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** JSON, or with files multipart, whose other fields are JSON or plain text. */
async function readParams(request: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const type = request.headers['content-type'] ?? ''
  if (body.length === 0) return {}
  if (type.startsWith('application/json')) return JSON.parse(body.toString('utf8'))
  const form = await new Response(body, { headers: { 'content-type': type } }).formData()
  const fields = new Map(form.entries())
  const params: Json = {}
  for (const [name, value] of fields) {
    if (typeof value !== 'string') continue
    const attached = /^attach:\/\/(.+)$/.exec(value)?.[1]
    params[name] = attached ? fields.get(attached) : readField(value)
  }
  return params
}

function readField(value: string): unknown {
  if (!/^(?:[[{]|-?\d+$|true$|false$)/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
