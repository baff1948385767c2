/** Shows replies, in answer to an interaction or in a channel, and knows what to do when Discord will not have them. */
import { Routes } from 'discord.js'
import type { Services } from '../../src/adapter.ts'
import type { Reply } from '../../src/reply.ts'
import type { Address } from './address.ts'
import type { Api } from './client.ts'
import { cannotQuote, isPictureUnwanted, isUnshowable, refusalOf, shortly } from './errors.ts'
import { chartOf, type Files, pictureFile, plainBody, plainComponents, replyBody } from './messages.ts'
import { renderReply } from './render.ts'
import type { Told, Turn } from './turn.ts'

/** Where a message that was answered stands. */
export type Origin = {
  channel: string
  /** Undefined: nobody asked. */
  message: string | undefined
  /** A private chat needs no quote to tell what is answered. */
  quote: boolean
}

export type Sender = {
  /** In answer to an interaction. */
  answer(turn: Turn, reply: Reply, how: How): Promise<Address | undefined>
  /** In a channel. */
  send(reply: Reply, to: Origin): Promise<Address | undefined>
  /** In the place of what the bot said there before. */
  amend(at: Address, reply: Reply): Promise<Address | undefined>
}

export type How = {
  /** Seen by the asker alone. */
  ephemeral: boolean
  /** In the place of the message whose button was pressed. */
  replaces: boolean
  /** Files may be attached there. */
  pictures: boolean
}

type Body = { flags: number }
type Show = (body: Body, files: Files | undefined) => Promise<Told>

export function buildSender(
  api: Api,
  { say, draw, log, meter }: Pick<Services, 'say' | 'draw' | 'log' | 'meter'>,
): Sender {
  async function pictureOf(reply: Reply): Promise<Files | undefined> {
    const chart = chartOf(reply)
    if (!chart) return undefined
    try {
      return pictureFile((await draw(chart)).png)
    } catch (error) {
      log.error({ reason: shortly(error) }, 'A chart could not be drawn')
      return undefined
    }
  }

  /** With its picture, else without; as plain words where Discord will not have the components. */
  async function attempt(reply: Reply, pictures: boolean, ephemeral: boolean, plain: Body, show: Show) {
    const files = pictures ? await pictureOf(reply) : undefined
    const bodyWith = (pictured: boolean): Body => replyBody(renderReply(reply, say, pictured), ephemeral)
    try {
      const told = await shown(bodyWith(files !== undefined), files)
      meter.count('sent')
      return told && { channel: told.channel_id, message: told.id }
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal === undefined) throw error
      meter.count('refused', refusal)
      log.info({ reason: refusal }, 'Discord would not deliver an answer')
      return undefined
    }

    async function shown(body: Body, attached: Files | undefined): Promise<Told> {
      try {
        return await show(body, attached)
      } catch (error) {
        if (attached && isPictureUnwanted(error)) {
          log.info({}, 'Discord would not take a picture; its words were sent alone')
          return shown(bodyWith(false), undefined)
        }
        if (body === plain || !isUnshowable(error)) throw error
        log.error({ reason: shortly(error) }, 'Discord would not show an answer; it was sent as plain words')
        meter.count('failed', 'unshowable')
        return shown(plain, undefined)
      }
    }
  }

  return {
    answer: (turn, reply, { ephemeral, replaces, pictures }) =>
      attempt(
        reply,
        pictures,
        ephemeral,
        replaces ? plainComponents(reply) : plainBody(reply, ephemeral),
        (body, files) => (replaces ? turn.replace(body, files) : turn.say(body, files)),
      ),

    send(reply, { channel, message, quote }) {
      // The same for every try, so that what was taken once is not taken again.
      const nonce = `${process.pid % 1000}-${Date.now()}-${Math.floor(Math.random() * 1e6)}`.slice(-25)
      let quotes = quote && message !== undefined
      const post: Show = async (body, files) => {
        const reference = quotes ? { message_reference: { message_id: message, fail_if_not_exists: false } } : {}
        const sent = { ...body, ...reference, nonce, enforce_nonce: true }
        try {
          return (await api.post(Routes.channelMessages(channel), { body: sent, ...(files ? { files } : {}) })) as Told
        } catch (error) {
          if (!quotes || !cannotQuote(error)) throw error
          quotes = false
          return post(body, files)
        }
      }
      return attempt(reply, true, false, plainBody(reply), post)
    },

    amend: ({ channel, message }, reply) =>
      attempt(reply, true, false, plainComponents(reply), async (body, files) => {
        const whole = { ...body, ...(files ? {} : { attachments: [] }) }
        return (await api.patch(Routes.channelMessage(channel, message), {
          body: whole,
          ...(files ? { files } : {}),
        })) as Told
      }),
  }
}
