/** Sends and edits messages, and knows what to do when Telegram will not have them. */
import type { Api } from 'grammy'
import type { Services } from '../../src/adapter.ts'
import type { Reply } from '../../src/reply.ts'
import { type Origin, placeOf } from './decode.ts'
import { cannotEdit, isHarmless, isPicture, isPictureUnwanted, isUnparsable, migratedTo, refusalOf } from './errors.ts'
import { captionBody, chartOf, pictured, textBody } from './messages.ts'
import { buildPictures, type Picture } from './pictures.ts'
import { type Rendered, renderReply } from './render.ts'

/** Where an answer stands: the message that says it all, and the picture above it where that has a message of its own. */
export type Sent = { message: number; picture?: number }

export type Sender = {
  /** Undefined where the chat would not have it. */
  send(reply: Reply, to: Origin): Promise<Sent | undefined>
  /** Puts a reply in the place of what the bot said before; gives where it stands now. */
  replace(before: Sent, reply: Reply, to: Origin): Promise<Sent | undefined>
  /** The same for an answer of long ago: where it was deleted, nothing comes instead. */
  amend(before: Sent, reply: Reply, to: Origin): Promise<Sent | undefined>
  /** Takes back a message of the bot's own, where Telegram still lets it. */
  remove(chat: number, message: number): Promise<void>
}

type Needs = Pick<Services, 'say' | 'draw' | 'moved' | 'log' | 'meter'>

export function buildSender(api: Api, { say, draw, moved, log, meter }: Needs): Sender {
  const pictureOf = buildPictures({ draw, log })

  /** The asker's message is answered in its topic; in a private chat it is plain who is meant. */
  const place = ({ chat, topic, message, group }: Origin) => ({
    chat_id: chat,
    ...(topic === undefined ? {} : { message_thread_id: topic }),
    ...(group ? { reply_parameters: { message_id: message, allow_sending_without_reply: true } } : {}),
  })

  async function send(reply: Reply, to: Origin): Promise<Sent | undefined> {
    const chart = chartOf(reply)
    const picture = chart && (await pictureOf(chart))
    if (!picture) return sendText(renderReply(reply, say), to)
    const { caption, below } = pictured(reply, say)
    const above = await sendPicture(picture, caption, to)
    if (above === undefined) return undefined
    if (above === 'unwanted') return sendText(renderReply(reply, say), to)
    if (!below) return { message: above }
    const sent = await sendText(below, to)
    return sent && { ...sent, picture: above }
  }

  async function sendText(rendered: Rendered, to: Origin): Promise<Sent | undefined> {
    const message = await attempt(to, async (where, parse) => {
      return (await api.raw.sendMessage({ ...place(where), ...textBody(rendered, parse) })).message_id
    })
    return message === undefined ? undefined : { message }
  }

  async function sendPicture({ file, keep }: Picture, rendered: Rendered, to: Origin) {
    return attempt(to, async (where, parse) => {
      try {
        const sent = await api.raw.sendPhoto({ ...place(where), photo: file, ...captionBody(rendered, parse) })
        keep(sent.photo)
        return sent.message_id
      } catch (error) {
        if (!isPictureUnwanted(error)) throw error
        log.info({}, 'Telegram would not take a picture; its words were sent alone')
        return 'unwanted'
      }
    })
  }

  async function edit(before: Sent, reply: Reply, to: Origin): Promise<Sent | 'gone' | 'picture' | undefined> {
    const rendered = renderReply(reply, say)
    // What an earlier picture shows no longer holds.
    if (before.picture !== undefined) await remove(to.chat, before.picture)
    return attempt(to, async ({ chat }, parse) => {
      try {
        await api.raw.editMessageText({ chat_id: chat, message_id: before.message, ...textBody(rendered, parse) })
      } catch (error) {
        if (isPicture(error)) return 'picture'
        if (cannotEdit(error)) return 'gone'
        if (!isHarmless(error)) throw error
      }
      return { message: before.message }
    })
  }

  async function replace(before: Sent, reply: Reply, to: Origin): Promise<Sent | undefined> {
    const edited = await edit(before, reply, to)
    return edited === 'gone' || edited === 'picture' ? sendInstead(before, reply, to) : edited
  }

  async function amend(before: Sent, reply: Reply, to: Origin): Promise<Sent | undefined> {
    const edited = await edit(before, reply, to)
    if (edited === 'gone') return undefined
    return edited === 'picture' ? sendInstead(before, reply, to) : edited
  }

  async function sendInstead(before: Sent, reply: Reply, to: Origin): Promise<Sent | undefined> {
    await remove(to.chat, before.message)
    return send(reply, to)
  }

  async function remove(chat: number, message: number): Promise<void> {
    await api.raw.deleteMessage({ chat_id: chat, message_id: message }).catch(() => {})
  }

  /** Once as it should be; once more where the group has a new id, or where our HTML turns out not to parse. */
  async function attempt<T>(
    to: Origin,
    call: (to: Origin, parse: boolean) => Promise<T>,
    parse = true,
  ): Promise<T | undefined> {
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

  return { send, replace, amend, remove }
}
