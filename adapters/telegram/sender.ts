/** Sends and edits messages, and knows what to do when Telegram will not have them. */
import { type Api, InputFile } from 'grammy'
import type { Services } from '../../src/adapter.ts'
import type { Block, Reply } from '../../src/reply.ts'
import { type Origin, placeOf } from './decode.ts'
import { cannotEdit, isHarmless, isUnparsable, migratedTo, refusalOf } from './errors.ts'
import { cut, plainOf, visibleLength } from './html.ts'
import { CAPTION, MESSAGE } from './limits.ts'
import { recent } from './recent.ts'
import { type Rendered, renderReply } from './render.ts'

export type Sender = {
  /** Gives the id of the message sent; undefined where the chat would not have it. */
  send(reply: Reply, to: Origin): Promise<number | undefined>
  /** Puts a reply in the place of a message of the bot's own; gives the id of the message that now says it. */
  replace(message: number, reply: Reply, to: Origin): Promise<number | undefined>
  /** A short line without buttons. */
  tell(text: string, to: Origin): Promise<void>
}

/** Telegram keeps what was sent once, and takes its id in place of the file. */
type Picture = { key: string; file: InputFile | string }
const UPLOADED = { most: 300 }

type Needs = Pick<Services, 'say' | 'draw' | 'moved' | 'log' | 'meter'>

export function buildSender(api: Api, { say, draw, moved, log, meter }: Needs): Sender {
  const uploaded = recent<string>(UPLOADED)

  const form = ({ keyboard }: Rendered, parse: boolean) => ({
    ...(parse ? { parse_mode: 'HTML' as const } : {}),
    ...(keyboard ? { reply_markup: keyboard } : {}),
  })

  const text = (rendered: Rendered, parse: boolean) => ({
    text: parse ? rendered.html : cut(plainOf(rendered.html), MESSAGE),
    link_preview_options: { is_disabled: true },
    ...form(rendered, parse),
  })

  const caption = (rendered: Rendered, parse: boolean) => ({
    caption: parse ? rendered.html : cut(plainOf(rendered.html), CAPTION),
    ...form(rendered, parse),
  })

  /** The asker's message is answered in its topic; in a private chat it is plain who is meant. */
  const place = ({ chat, topic, message, group }: Origin) => ({
    chat_id: chat,
    ...(topic === undefined ? {} : { message_thread_id: topic }),
    ...(group ? { reply_parameters: { message_id: message, allow_sending_without_reply: true } } : {}),
  })

  async function send(reply: Reply, to: Origin): Promise<number | undefined> {
    const picture = await pictureOf(reply)
    const rendered = renderReply(picture ? withoutChartButton(reply) : reply, say)
    return attempt(to, async (where, parse) => {
      if (!picture) return (await api.raw.sendMessage({ ...place(where), ...text(rendered, parse) })).message_id
      const sent = await api.raw.sendPhoto({ ...place(where), photo: picture.file, ...caption(rendered, parse) })
      const largest = sent.photo.at(-1)
      if (largest) uploaded.set(picture.key, largest.file_id)
      return sent.message_id
    })
  }

  /** A picture goes with the answer only where its caption can carry every fact of it. */
  async function pictureOf(reply: Reply): Promise<Picture | undefined> {
    const block = reply.blocks.find((one): one is Extract<Block, { kind: 'chart' }> => one.kind === 'chart')
    if (!block || visibleLength(renderReply(reply, say).html) > CAPTION) return undefined
    const key = JSON.stringify(block.chart)
    const known = uploaded.get(key)
    if (known) return { key, file: known }
    try {
      const { png } = await draw(block.chart)
      return { key, file: new InputFile(png, 'chart.png') }
    } catch (error) {
      log.error({ reason: error instanceof Error ? error.message : String(error) }, 'A chart could not be drawn')
      return undefined
    }
  }

  async function replace(message: number, reply: Reply, to: Origin): Promise<number | undefined> {
    const rendered = renderReply(reply, say)
    let gone = false
    const edited = await attempt(to, async ({ chat }, parse) => {
      try {
        await api.raw.editMessageText({ chat_id: chat, message_id: message, ...text(rendered, parse) })
      } catch (error) {
        gone = cannotEdit(error)
        if (!gone && !isHarmless(error)) throw error
      }
      return message
    })
    if (!gone) return edited
    // A picture cannot become a text; what it said no longer holds.
    await api.raw.deleteMessage({ chat_id: to.chat, message_id: message }).catch(() => {})
    return send(reply, to)
  }

  /** Once as it should be; once more where the group has a new id, or where our HTML turns out not to parse. */
  async function attempt(
    to: Origin,
    call: (to: Origin, parse: boolean) => Promise<number>,
    parse = true,
  ): Promise<number | undefined> {
    try {
      const sent = await call(to, parse)
      meter.count('sent')
      return sent
    } catch (error) {
      const chat = migratedTo(error)
      if (chat !== undefined && chat !== to.chat) {
        await moved(placeOf(to.chat), placeOf(chat))
        return attempt({ ...to, chat }, call, parse)
      }
      if (parse && isUnparsable(error)) {
        log.error({ reason: 'unparsable' }, 'Telegram could not parse an answer; it was sent without formatting')
        meter.count('failed', 'unparsable')
        return attempt(to, call, false)
      }
      const refusal = refusalOf(error)
      if (refusal === undefined) throw error
      meter.count('refused', refusal)
      log.info({ reason: refusal }, 'Telegram would not deliver an answer')
      return undefined
    }
  }

  async function tell(line: string, to: Origin): Promise<void> {
    await attempt(to, async (where) => (await api.raw.sendMessage({ ...place(where), text: line })).message_id)
  }

  return { send, replace, tell }
}

const withoutChartButton = (reply: Reply): Reply => ({
  ...reply,
  actions: (reply.actions ?? []).filter(({ shows }) => shows !== 'chart'),
})
