/** One event at a time: who gets which answer, edit or acknowledgement. */
import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIInteraction,
  type APIMessageComponentInteraction,
  type GatewayMessageCreateDispatchData,
  type GatewayMessageUpdateDispatchData,
  Routes,
} from 'discord.js'
import type { Respond, Services } from '../../src/adapter.ts'
import { inOrder } from '../../src/bounds/in-order.ts'
import { recent } from '../../src/bounds/recent.ts'
import type { Message } from '../../src/message.ts'
import type { Reply } from '../../src/reply.ts'
import { type Address, messageKey, readAddress, writeAddress } from './address.ts'
import { offers } from './autocomplete.ts'
import type { Api } from './client.ts'
import {
  type Asking,
  type Decoded,
  decodeInteraction,
  decodeMessage,
  isAsking,
  isAutocomplete,
  isEphemeral,
  isPress,
  mayAttach,
} from './decode.ts'
import { isHarmless, refusalOf, shortly } from './errors.ts'
import { DEADLINE } from './limits.ts'
import { sharedBody } from './messages.ts'
import type { Origin, Sender } from './sender.ts'
import type { Servers } from './servers.ts'
import { buildTurn, type Turn } from './turn.ts'
import { buildTyping } from './typing.ts'

export type Events = {
  /** Whether a message was put to the bot: others are not looked at. */
  isMeant(given: GatewayMessageCreateDispatchData): boolean
  /** @param arrived when it came, as `performance.now` counts */
  interaction(given: APIInteraction, delivery: string, arrived: number): Promise<void>
  message(given: GatewayMessageCreateDispatchData, delivery: string): Promise<void>
  edit(given: GatewayMessageUpdateDispatchData, delivery: string): Promise<void>
}

export type Parts = {
  api: Api
  sender: Sender
  servers: Servers
  /** The bot's own id. */
  me(): string
  /** Milliseconds after which whoever gave a command is told that the answer will take a moment. */
  patience: number
}

/** A button pressed again within this many seconds brings no second answer. */
const PRESSES = { most: 5000, seconds: 60 }
const AUTOCOMPLETE = 8

export function buildEvents(
  { api, sender, servers, me, patience }: Parts,
  respond: Respond,
  services: Services,
): Events {
  const { tell, log, meter } = services
  const typing = buildTyping(api, services)
  const ordered = inOrder()
  const presses = recent<true>(PRESSES)
  const commands = services.commands('en')

  async function onInteraction(given: APIInteraction, delivery: string, arrived: number): Promise<void> {
    if (isAutocomplete(given)) return onTyping(given, arrived)
    if (!isAsking(given)) return
    const { id, token, application_id: application } = given
    const turn = buildTurn({ id, token, application, pressed: isPress(given) }, api, arrived)
    const decoded = decodeInteraction(given, commands)
    const { message } = decoded
    // Until it is known who may see the answer, in company only the asker does.
    let ephemeral = message.chat === 'group'
    const wait = (): void => void turn.wait(ephemeral).catch((error: unknown) => tellFailure(error))
    const timer = setTimeout(wait, Math.max(0, arrived + patience - performance.now()))
    try {
      await ordered(message.conversation, async () => {
        const reply = await replyTo({ ...decoded, message: { ...message, delivery } })
        if (!reply) return turn.nothing()
        ephemeral = (message.chat === 'group' && reply.audience === 'asker') || reply.brief === true
        await show(reply, given, message, turn, ephemeral)
      })
    } finally {
      clearTimeout(timer)
    }
  }

  async function show(reply: Reply, given: Asking, message: Message, turn: Turn, ephemeral: boolean): Promise<void> {
    const how = { ephemeral, replaces: false, pictures: mayAttach(given) }
    if (!isPress(given)) return answered(await sender.answer(turn, reply, how), reply, message, ephemeral)
    if (reply.shares) return share(given, turn)
    const under = { channel: given.message.channel_id, message: given.message.id }
    // What everyone sees is not replaced by what only one may see.
    if (reply.replaces && (isEphemeral(given.message) || !ephemeral)) {
      await sender.answer(turn, reply, { ...how, replaces: true })
      return answered(under, reply, message, isEphemeral(given.message))
    }
    const key = `${messageKey(under)} ${message.press}`
    if (!ephemeral && presses.get(key)) return turn.nothing()
    const at = await sender.answer(turn, reply, how)
    if (!ephemeral && at) presses.set(key, true)
    return answered(at, reply, message, ephemeral)
  }

  async function share({ message, data }: APIMessageComponentInteraction, turn: Turn): Promise<void> {
    try {
      await turn.say(sharedBody(message, data.custom_id))
      meter.count('sent')
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal === undefined) throw error
      meter.count('refused', refusal)
    }
  }

  async function onTyping(given: APIApplicationCommandAutocompleteInteraction, arrived: number): Promise<void> {
    const choices = await offers(given, services)
    const body = { type: AUTOCOMPLETE, data: { choices } }
    const call = { body, open: true, until: arrived + DEADLINE }
    await api.post(Routes.interactionCallback(given.id, given.token), call).catch((error: unknown) => {
      // Who goes on typing asks anew.
      if (!isHarmless(error)) throw error
    })
  }

  async function onMessage(given: GatewayMessageCreateDispatchData, delivery: string): Promise<void> {
    const decoded = decodeMessage(given, me(), servers.channelOf)
    if (!decoded) return
    const origin = originOf(given)
    const { message } = asked(decoded, given, delivery)
    await ordered(message.conversation, () =>
      typing(origin.channel, async () => {
        const reply = await replyTo({ ...decoded, message })
        if (reply) await answered(await sender.send(reply, origin), reply, message, false, origin)
      }),
    )
  }

  /** Only what was answered is answered anew, in the place of the first answer. */
  async function onEdit(given: GatewayMessageUpdateDispatchData, delivery: string): Promise<void> {
    const decoded = decodeMessage(given, me(), servers.channelOf)
    if (!decoded || decoded.wordless) return
    const origin = originOf(given)
    const before = await services.answerTo(keyOf(origin))
    const at = before === undefined ? undefined : readAddress(before)
    if (!at) return
    const { message } = asked(decoded, given, delivery)
    await ordered(message.conversation, async () => {
      const reply = await replyTo({ ...decoded, message: { ...message, edited: true } })
      if (!reply) return
      const now = (await sender.amend(at, reply)) ?? (await sender.send(reply, origin))
      await answered(now, reply, message, false, origin)
    })
  }

  /** @param asked the message that it answers; a command and a button are none */
  async function answered(
    at: Address | undefined,
    reply: Reply,
    { person }: Message,
    ephemeral: boolean,
    asked?: Origin,
  ): Promise<void> {
    // What only the asker saw is beyond the bot's reach.
    if (!at || ephemeral) return
    const where = { message: messageKey(at), sent: writeAddress(at) }
    await services.delivered({ ...where, reply, person, ...(asked ? { asked: keyOf(asked) } : {}) })
  }

  function asked(
    { message }: Decoded,
    { guild_id: server, author, member, channel_id: channel }: GatewayMessageCreateDispatchData,
    delivery: string,
  ): { message: Message } {
    const whole = { ...message, delivery, hint: servers.languageOf(server) }
    if (server === undefined) return { message: whole }
    const isAdmin = async () => servers.mayChange(server, author.id, member?.roles ?? [])
    return { message: { ...whole, isAdmin, situation: async () => servers.situation(channel) } }
  }

  async function replyTo({ message, wordless }: Decoded): Promise<Reply | undefined> {
    const language = message.hint ?? 'en'
    if (wordless) return tell('only-text', language)
    try {
      return await respond(message)
    } catch (error) {
      meter.count('failed', 'reply')
      log.error({ reason: shortly(error) }, 'A reply could not be made')
      return tell('trouble', language)
    }
  }

  function tellFailure(error: unknown): void {
    meter.count('failed', 'acknowledgement')
    log.warn({ reason: shortly(error) }, 'An interaction could not be acknowledged')
  }

  return {
    isMeant: (given) => decodeMessage(given, me(), servers.channelOf) !== undefined,
    interaction: onInteraction,
    message: onMessage,
    edit: onEdit,
  }
}

const originOf = ({ channel_id, id, guild_id }: GatewayMessageCreateDispatchData): Origin => ({
  channel: channel_id,
  message: id,
  quote: guild_id !== undefined,
})

const keyOf = ({ channel, message = '' }: Origin): string => messageKey({ channel, message })
