/** What Discord knows: servers and channels, messages, and interactions that wait for their first answer. */

import type { Known } from './description.ts'
import {
  type Body,
  type Component,
  checkChoices,
  checkCommands,
  checkMessage,
  type GivenCommand,
  nested,
} from './documented-limits.ts'
import { nextId } from './ids.ts'
import { parseMarkdown } from './parse-markdown.ts'
import { REFUSED, type Refused } from './refused.ts'
import { asGuild, type Channel, type Server } from './servers.ts'

/** Milliseconds for the first answer to an interaction, and for all that may follow it. */
const DEADLINE = 3000
const TOKEN_LIFE = 15 * 60_000
const V2 = 1 << 15
const EPHEMERAL = 1 << 6
const CALLBACK = { message: 4, deferMessage: 5, deferUpdate: 6, update: 7, choices: 8 } as const

export type Button = { label: string; id: string | undefined; url: string | undefined }
export type Select = { id: string; placeholder: string; options: { label: string; value: string; chosen: boolean }[] }

/** What a person sees of a message of the bot's. */
export type Shown = {
  channel: string
  id: string
  text: string
  bold: string[]
  addresses: string[]
  rows: Button[][]
  selects: Select[]
  /** The one person who sees it; undefined: everyone. */
  only: string | undefined
  replyTo: string | undefined
  picture: { bytes: Uint8Array; alt: string | undefined } | undefined
  /** Nothing yet but that an answer is on its way. */
  thinking: boolean
  edits: number
  deleted: boolean
  /** As it was sent. */
  body: Body
}

export type Interaction = {
  id: string
  token: string
  kind: 'command' | 'component' | 'autocomplete'
  user: string
  channel: string
  /** When it was told, as `performance.now` counts. */
  at: number
  /** Which kind of first answer came, and after how many milliseconds. */
  answered: { type: number; after: number } | undefined
  /** The message under the button. */
  source: Shown | undefined
  /** What is shown in answer to it. */
  original: Shown | undefined
  choices: { name: string; value: string }[] | undefined
  /** A call about it was made to fail: what follows is no mistake of the bot's. */
  disturbed: boolean
}

export type Files = Map<string, Uint8Array>

export type User = {
  id: string
  username: string
  global_name?: string | null
  discriminator: string
  avatar: null
  bot?: boolean
}

type Json = Record<string, unknown>

/** @param changed called whenever a person would see something new */
export function buildWorld(me: User, application: string, violations: string[], changed: () => void) {
  const shown: Shown[] = []
  const shownIn = new Map<string, Shown[]>()
  const servers = new Map<string, Server>()
  const channels = new Map<string, Channel>()
  const refusing = new Map<string, Refused>()
  const interactions = new Map<string, Interaction>()
  const nonces = new Map<string, Shown>()
  const people = new Set<string>()
  const listed = new Map<string, GivenCommand[]>()
  let writes = 0
  /** Milliseconds by which Discord's clock is ahead. */
  let skew = 0

  const calls: Record<Known['kind'], (ids: string[], body: Json, files: Files, method: string) => unknown> = {
    gateway: () => undefined,
    callback: ([, token = ''], body, files) => callback(token, body, files),
    original([, token = ''], body, files, method) {
      const { original } = openInteraction(token)
      if (!original || original.deleted) throw REFUSED.unknownMessage()
      if (method === 'DELETE') return void Object.assign(original, { deleted: true })
      return asMessage(put(original, body as Body, files))
    },
    followup([, token = ''], body, files) {
      const { channel, user } = openInteraction(token)
      return asMessage(add(channel, body as Body, files, { user }))
    },
    send([channel = ''], body, files) {
      openChannel(channel)
      const { nonce, enforce_nonce, message_reference } = body as {
        nonce?: string
        enforce_nonce?: boolean
        message_reference?: { message_id: string }
      }
      const before = enforce_nonce ? nonces.get(`${channel} ${nonce}`) : undefined
      if (before) return asMessage(before)
      const replyTo =
        message_reference && people.has(message_reference.message_id) ? message_reference.message_id : undefined
      const message = add(channel, body as Body, files, { replyTo })
      if (nonce !== undefined) nonces.set(`${channel} ${nonce}`, message)
      return asMessage(message)
    },
    edit([channel = '', id = ''], body, files) {
      openChannel(channel)
      const message = messageOf(channel, id)
      if (people.has(id)) throw REFUSED.foreignMessage()
      if (!message || message.only !== undefined) throw REFUSED.unknownMessage()
      return asMessage(put(message, body as Body, files))
    },
    typing: ([channel = '']) => void openChannel(channel),
    commands([, server], body, _, method) {
      if (method === 'GET') return (listed.get(server ?? '') ?? []).map(asListed)
      const wanted = body as unknown as GivenCommand[]
      forbid('commands', checkCommands(wanted))
      listed.set(server ?? '', wanted)
      writes++
      return wanted.map(asListed)
    },
  }

  function forbid(what: string, wrong: readonly string[]): void {
    if (wrong.length === 0) return
    violations.push(...wrong.map((one) => `${what}: ${one}`))
    throw REFUSED.badBody(wrong.join('; '))
  }

  function openChannel(id: string): Channel {
    const refusal = refusing.get(id)
    if (refusal) throw refusal
    const channel = channels.get(id)
    if (!channel) throw REFUSED.unknownChannel()
    return channel
  }

  function openInteraction(token: string): Interaction {
    const interaction = interactions.get(token)
    if (!interaction) throw REFUSED.unknownWebhook()
    if (!interaction.answered) {
      violations.push('an interaction is followed up before its first answer')
      throw REFUSED.unknownWebhook()
    }
    if (performance.now() + skew - interaction.at > TOKEN_LIFE) throw REFUSED.tokenExpired()
    return interaction
  }

  function callback(token: string, { type, data = {} }: Json, files: Files): unknown {
    const interaction = interactions.get(token)
    if (!interaction) throw REFUSED.unknownInteraction()
    const after = performance.now() + skew - interaction.at
    if (interaction.answered) {
      if (!interaction.disturbed) violations.push('an interaction is answered twice')
      throw REFUSED.acknowledged()
    }
    if (after > DEADLINE) throw REFUSED.unknownInteraction()
    const refusal = refusing.get(interaction.channel)
    if (refusal) throw refusal
    const resource = begin(interaction, Number(type), data as Json, files)
    interaction.answered = { type: Number(type), after }
    return {
      interaction: { id: interaction.id, type: 2 },
      resource: { type, ...(resource ? { message: asMessage(resource) } : {}) },
    }
  }

  function begin(interaction: Interaction, type: number, data: Json, files: Files): Shown | undefined {
    const { kind, channel, user, source } = interaction
    if (
      (type === CALLBACK.choices) !== (kind === 'autocomplete') ||
      ((type === CALLBACK.update || type === CALLBACK.deferUpdate) && !source)
    ) {
      violations.push(`an answer of type ${type} to a ${kind}`)
      throw REFUSED.badBody('wrong type')
    }
    switch (type) {
      case CALLBACK.choices: {
        const choices = data.choices as NonNullable<Interaction['choices']>
        forbid('choices', checkChoices(choices))
        interaction.choices = choices
        return undefined
      }
      case CALLBACK.message:
        interaction.original = add(channel, data as Body, files, { user })
        return interaction.original
      case CALLBACK.deferMessage:
        interaction.original = wait(channel, Number(data.flags ?? 0) & EPHEMERAL ? user : undefined)
        return interaction.original
      case CALLBACK.deferUpdate:
        interaction.original = source
        return source
      default:
        interaction.original = source
        return source && put(source, data as Body, files)
    }
  }

  function wait(channel: string, only: string | undefined): Shown {
    const empty = { text: '', bold: [], addresses: [], rows: [], selects: [], replyTo: undefined, picture: undefined }
    return keep({
      channel,
      id: nextId(),
      ...empty,
      only,
      thinking: true,
      edits: 0,
      deleted: false,
      body: { flags: only ? EPHEMERAL : 0 },
    })
  }

  function add(
    channel: string,
    body: Body,
    files: Files,
    { user, replyTo }: { user?: string; replyTo?: string | undefined },
  ): Shown {
    forbid('a message', checkMessage(body, [...files.keys()]))
    const only = (body.flags ?? 0) & EPHEMERAL ? user : undefined
    return keep({
      channel,
      id: nextId(),
      ...read(body, files),
      only,
      replyTo,
      thinking: false,
      edits: 0,
      deleted: false,
    })
  }

  function put(message: Shown, body: Body, files: Files): Shown {
    const now = { ...body, flags: (body.flags ?? 0) | ((message.body.flags ?? 0) & (V2 | EPHEMERAL)) }
    forbid('an edit', checkMessage(now, [...files.keys()]))
    const edits = message.edits + (message.thinking ? 0 : 1)
    return Object.assign(message, { ...read(now, files), thinking: false, edits })
  }

  function keep(message: Shown): Shown {
    shown.push(message)
    shownIn.set(message.channel, [...(shownIn.get(message.channel) ?? []), message])
    return message
  }

  function read(body: Body, files: Files) {
    const all = nested(body.components ?? [])
    const texts = [body.content ?? '', ...all.map(({ content }) => content ?? '')].filter((text) => text !== '')
    const parsed = texts.map(parseMarkdown)
    const [picture] = all.flatMap(({ items = [] }) => items)
    const bytes = picture && files.get(picture.media.url.replace('attachment://', ''))
    return {
      body,
      text: parsed.map(({ text }) => text).join('\n\n'),
      bold: parsed.flatMap(({ bold }) => bold),
      addresses: [...parsed.flatMap(({ addresses }) => addresses), ...all.flatMap(({ url }) => url ?? [])],
      rows: all.filter(isButtonRow).map(({ components = [] }) => components.map(readButton)),
      selects: all.filter(({ type }) => type === 3).map(readSelect),
      picture: bytes && { bytes, alt: picture?.description },
    }
  }

  const messageOf = (channel: string, id: string): Shown | undefined =>
    shownIn.get(channel)?.find((message) => message.id === id && !message.deleted)

  function asMessage({ channel, id, body, thinking, edits }: Shown): Json {
    return {
      ...{ id, channel_id: channel, author: me, application_id: application, timestamp: new Date(0).toISOString() },
      ...{ type: 0, tts: false, mention_everyone: false, mentions: [], mention_roles: [], pinned: false },
      edited_timestamp: edits > 0 ? new Date(0).toISOString() : null,
      ...{ attachments: [], embeds: [], content: body.content ?? '' },
      flags: (body.flags ?? 0) | (thinking ? 1 << 7 : 0),
      components: asKept(body.components ?? []),
    }
  }

  const asListed = (command: GivenCommand): Json => ({
    ...{ id: nextId(), application_id: application, version: nextId(), nsfw: false, dm_permission: true },
    ...{ default_member_permissions: null, integration_types: [0], contexts: null, description: '' },
    ...command,
    ...(command.type === 1 ? {} : { description: '' }),
  })

  return {
    calls,
    shown,
    shownIn: (channel: string): readonly Shown[] => shownIn.get(channel) ?? [],
    servers,
    channels,
    interactions,
    listed,
    /** How often commands were written. */
    writes: (): number => writes,
    asMessage,
    addServer(server: Server): void {
      servers.set(server.id, server)
      for (const channel of server.channels) channels.set(channel.id, channel)
    },
    /** What a shard is told at its beginning. */
    begin(shard: number, shards: number) {
      const own = [...servers.values()].filter(({ id }) => Number((BigInt(id) >> 22n) % BigInt(shards)) === shard)
      return {
        ready: {
          ...{ v: 10, user: me, application: { id: application, flags: 0 } },
          guilds: own.map(({ id }) => ({ id, unavailable: true })),
        },
        servers: own.map((server) => ({ t: 'GUILD_CREATE', d: asGuild(server, me) })),
      }
    },
    /** From now on nothing can be said there. */
    refuseIn(channel: string, refusal: Refused): void {
      refusing.set(channel, refusal)
    },
    /** A person's message, known so that it can be replied to. */
    remember(message: string): void {
      people.add(message)
    },
    /** An interaction that waits for its first answer. */
    expect(given: Pick<Interaction, 'id' | 'token' | 'kind' | 'user' | 'channel' | 'source'>): Interaction {
      const interaction: Interaction = {
        ...given,
        ...{
          at: performance.now() + skew,
          answered: undefined,
          original: undefined,
          choices: undefined,
          disturbed: false,
        },
      }
      interactions.set(given.token, interaction)
      changed()
      return interaction
    },
    /** Lets so many milliseconds go by at Discord. */
    letPass(milliseconds: number): void {
      skew += milliseconds
    },
    /** Interactions that nobody answered in time, though nothing was in the way. */
    unanswered: (): Interaction[] =>
      [...interactions.values()].filter(({ answered, disturbed }) => !answered && !disturbed),
  }
}

const isButtonRow = ({ type, components = [] }: Component): boolean => type === 1 && components[0]?.type === 2

const readButton = ({ label = '', custom_id, url }: Component): Button => ({ label, id: custom_id, url })

const readSelect = ({ custom_id = '', placeholder = '', options = [] }: Component): Select => ({
  id: custom_id,
  placeholder,
  options: options.map(({ label, value, default: chosen = false }) => ({ label, value, chosen })),
})

/** Discord numbers components, and fills in what was left out. */
function asKept(components: readonly Component[]): unknown[] {
  let number = 0
  const kept = (one: Component): unknown => ({
    ...one,
    id: ++number,
    ...(one.type === 17 ? { accent_color: null, spoiler: false } : {}),
    ...(one.components ? { components: one.components.map(kept) } : {}),
    ...(one.accessory ? { accessory: kept(one.accessory) } : {}),
  })
  return components.map(kept)
}
