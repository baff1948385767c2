/** People who talk to the bot through the local Discord: say this, see that. */
import { type DiscordOptions, discord } from '../../../adapters/discord/index.ts'
import type { Health, Respond, Services } from '../../../src/adapter.ts'
import { buildBot } from '../../../src/conversation/bot.ts'
import { answerer, TODAY } from '../../shipped.ts'
import { type Line, logTo, meterTo } from '../operator.ts'
import type { Seen } from '../same-facts.ts'
import { type DiscordServer, startDiscord, TOKEN } from './discord-server.ts'
import { nextId } from './ids.ts'
import { asGuild, CHANNEL, type Channel, RIGHT, type Server, USUAL_RIGHTS } from './servers.ts'
import type { Interaction, Shown, User } from './world.ts'

export type Setting = {
  options?: Partial<DiscordOptions>
  services?: Partial<Services>
  respond?: Respond
}

/** The adapter with the real bot behind it, connected to a server of its own. */
export async function connect({ recommends = 1, ...setting }: Setting & { recommends?: number } = {}) {
  const api = await startDiscord({ recommends })
  const running = start(api, setting)
  await api.until(() => running.health().state === 'ready', 'a bot that listens')
  return {
    ...running,
    api,
    /** Stops the bot and the server, and gives what was against the rules of either. */
    async leave(): Promise<string[]> {
      running.stop.abort()
      await running.ended
      await api.close()
      return [...api.violations, ...api.unanswered().map(({ kind }) => `a ${kind} was never answered`)]
    },
  }
}

/** Starts the adapter against a server that is there. */
export function start(api: DiscordServer, { options, services, respond }: Setting = {}) {
  const bot = buildBot(answerer, () => TODAY)
  const log: Line[] = []
  const counted: Record<string, number> = {}
  const offered: Services = {
    ...bot,
    draw: () => Promise.reject(new Error('no painter here')),
    log: logTo(log),
    meter: meterTo(counted),
    ...services,
  }
  const adapter = discord(
    { token: TOKEN, apiRoot: api.root, pace: false, retry: { delay: 5, tries: 6 }, drain: 5, ...options },
    offered,
  )
  const stop = new AbortController()
  const ended = adapter.run(respond ?? bot.respond, stop.signal)
  ended.catch(() => {})
  return { adapter, stop, ended, log, counted, health: (): Health => adapter.health() }
}

export type Person = User & { locale: string }

export const person = (name: string, more: Partial<Person> = {}): Person => ({
  ...{
    id: nextId(),
    username: name.toLowerCase(),
    global_name: name,
    discriminator: '0',
    avatar: null,
    locale: 'en-US',
  },
  ...more,
})

const userOf = ({ locale: _, ...user }: Person): User => user

/** How somebody came by the bot, and what either may do there. */
type Standing = { context: 0 | 1 | 2; installed: 'server' | 'user'; server?: Server; rights?: bigint; roles?: string[] }

export type Seat = ReturnType<typeof directChat>

/** Alone with the bot. */
export function directChat(api: DiscordServer, who = person('Ann')) {
  const channel: Channel = { id: nextId(), type: CHANNEL.direct, recipients: [userOf(who)] }
  return seatIn(api, channel, who, { context: 1, installed: 'user' })
}

/** A private group of people, one of whom brings the bot along. */
export function privateGroup(api: DiscordServer, who = person('Ann')) {
  return seatIn(api, { id: nextId(), type: CHANNEL.group }, who, { context: 2, installed: 'user' })
}

type ServerWith = {
  who?: Person
  /** Of everyone. */
  rights?: bigint
  /** Of the person beyond everyone's. */
  own?: bigint
  locale?: string
  /** `user`: the bot was never added to it, the person brings it along. */
  installed?: 'server' | 'user'
  /** Whether the bot is told of it; false: it has been there since before. */
  joins?: boolean
}

/** A server, in one channel of which one person is looked at; news go to another. */
export function server(api: DiscordServer, setting: ServerWith = {}) {
  const { who = person('Ann'), rights = USUAL_RIGHTS, own = 0n, locale = 'en-US', installed = 'server' } = setting
  const id = nextId()
  const text = (name: string, position: number): Channel => ({
    ...{ id: nextId(), type: CHANNEL.text, name, guild_id: id, position, parent_id: null, permission_overwrites: [] },
  })
  const [news, channel] = [text('news', 0), text('general', 1)]
  const role = { id: nextId(), rights: own }
  const made: Server = {
    ...{ id, name: 'Neighbours', owner: nextId(), locale, rights, roles: [role], channels: [news, channel] },
    ...{ systemChannel: news.id, joinedAt: new Date().toISOString() },
  }
  for (const one of made.channels) api.channels.set(one.id, one)
  if (installed === 'server') {
    api.addServer(made)
    if (setting.joins !== false) api.gateway.tell({ t: 'GUILD_CREATE', d: asGuild(made, api.me) }, id)
  }
  const standing: Standing = { context: 0, installed, server: made, rights: rights | own, roles: own ? [role.id] : [] }
  return {
    ...seatIn(api, channel, who, standing),
    server: made,
    news,
    /** Another person in the same channel. */
    with: (other: Person) => seatIn(api, channel, other, { ...standing, rights, roles: [] }, api.shownIn(channel.id)),
    /** The same person in another channel. */
    in: (other: Channel) => seatIn(api, other, who, standing),
    /** The same person in a thread of the channel, or in a post of a forum. */
    thread(parent = channel) {
      const thread: Channel = {
        ...{ id: nextId(), type: CHANNEL.publicThread, name: 'a thread', guild_id: id, parent_id: parent.id },
        thread_metadata: {
          archived: false,
          auto_archive_duration: 60,
          archive_timestamp: made.joinedAt,
          locked: false,
        },
      }
      made.channels.push(thread)
      api.channels.set(thread.id, thread)
      api.gateway.tell({ t: 'THREAD_CREATE', d: { ...thread, newly_created: true } }, id)
      return seatIn(api, thread, who, standing)
    },
  }
}

type Said = { mentions?: boolean; repliesTo?: Shown; from?: User; webhook?: string; type?: number; more?: object }
type Values = Record<string, string>

function seatIn(
  api: DiscordServer,
  channel: Channel,
  who: Person,
  { context, installed, server, rights = 0n, roles = [] }: Standing,
  looked: readonly Shown[] = [],
) {
  api.channels.set(channel.id, channel)
  const seen = new Set(looked)
  const visible = (): Shown[] =>
    api.shownIn(channel.id).filter(({ only, deleted }) => !deleted && (only === undefined || only === who.id))

  function write(
    text: string,
    { mentions = false, repliesTo, from = userOf(who), webhook, type = 0, more = {} }: Said = {},
  ) {
    const id = nextId()
    api.remember(id)
    const meant = mentions || repliesTo !== undefined || server === undefined
    return {
      ...{ id, channel_id: channel.id, author: from, timestamp: new Date().toISOString(), edited_timestamp: null },
      ...{
        tts: false,
        mention_everyone: false,
        mention_roles: [],
        attachments: [],
        embeds: [],
        components: [],
        pinned: false,
      },
      ...(server
        ? { guild_id: server.id, member: { roles, joined_at: server.joinedAt, deaf: false, mute: false, flags: 0 } }
        : {}),
      mentions: (mentions || repliesTo) && server ? [api.me] : [],
      // Without the privileged intent, what is not meant for the bot comes without its text.
      content: meant ? `${mentions ? `<@${api.me.id}> ` : ''}${text}` : '',
      type: repliesTo ? 19 : type,
      ...(webhook ? { webhook_id: webhook } : {}),
      ...(repliesTo ? { referenced_message: api.asMessage(repliesTo) } : {}),
      ...more,
    }
  }

  const tell = (t: string, d: object): void => api.gateway.tell({ t, d }, server?.id)

  function send(text: string, said: Said = {}) {
    const message = write(text, said)
    tell('MESSAGE_CREATE', message)
    return message
  }

  /** The next message of the bot here that was not looked at yet, and is no reply to another message than this. */
  async function next(what: string, to?: string): Promise<Shown> {
    const isNext = (message: Shown): boolean =>
      !seen.has(message) && !message.thinking && (to === undefined || [to, undefined].includes(message.replyTo))
    const unseen = (): Shown | undefined => visible().find(isNext)
    await api.until(() => unseen() !== undefined, `an answer to ${what}`)
    const found = unseen()
    if (!found) throw new Error('it was there a moment ago')
    seen.add(found)
    return found
  }

  function interact(type: number, kind: Interaction['kind'], data: object, source?: Shown): Interaction {
    const id = nextId()
    const token = `token-of-${id}`
    const waiting = api.expect({ id, token, kind, user: who.id, channel: channel.id, source })
    tell('INTERACTION_CREATE', {
      ...{
        id,
        token,
        type,
        data,
        version: 1,
        application_id: api.application,
        channel_id: channel.id,
        channel,
        context,
      },
      ...(server
        ? { guild_id: server.id, guild_locale: server.locale, member: { ...memberOf(), user: userOf(who) } }
        : { user: userOf(who) }),
      ...{ locale: who.locale, entitlements: [], attachment_size_limit: 10_485_760 },
      app_permissions: String(server && installed === 'server' ? server.rights : USUAL_RIGHTS),
      authorizing_integration_owners: installed === 'server' && server ? { 0: server.id } : { 1: who.id },
      ...(source ? { message: api.asMessage(source) } : {}),
    })
    return waiting
  }

  const memberOf = () => ({
    roles,
    joined_at: server?.joinedAt,
    deaf: false,
    mute: false,
    flags: 0,
    permissions: String(rights),
  })

  const optionsOf = (values: Values, focused?: string) =>
    Object.entries(values).map(([name, value]) => ({
      type: 3,
      name,
      value,
      ...(name === focused ? { focused: true } : {}),
    }))

  function give(name: string, values: Values = {}): Interaction {
    return interact(2, 'command', { id: nextId(), name, type: 1, options: optionsOf(values) })
  }

  /** What is shown in answer, once it is more than a promise. */
  async function answerTo(interaction: Interaction, what: string): Promise<Shown> {
    const shown = (): Shown | undefined => {
      const { original } = interaction
      return interaction.answered && original && !original.thinking ? original : undefined
    }
    await api.until(() => shown() !== undefined, `an answer to ${what}`)
    const found = shown()
    if (!found) throw new Error('it was there a moment ago')
    seen.add(found)
    return found
  }

  function tokenOf(under: Shown, label: string): { custom_id: string; component_type: number; values?: string[] } {
    const button = under.rows.flat().find((one) => one.label === label || one.id === label)
    if (button?.id) return { custom_id: button.id, component_type: 2 }
    for (const { id, options } of under.selects) {
      const option = options.find(({ label: own, value }) => own === label || value === label)
      if (option) return { custom_id: id, component_type: 3, values: [option.value] }
    }
    return { custom_id: label, component_type: 2 }
  }

  return {
    channel,
    who,
    write,
    send,
    tell,
    next,
    give,
    inChannel: visible,
    /** Says something, and gives what comes back. */
    async say(text: string, said: Said = {}): Promise<Shown> {
      return next(text, send(text, said).id)
    },
    /** Says something that must bring nothing: told by what is said after it, since a person's messages keep their order. */
    async saysUnanswered(text: string, said: Said = {}): Promise<Shown> {
      send(text, said)
      return next('/privacy', send('/privacy', { mentions: true }).id)
    },
    /** Gives a slash command, and gives what comes back. */
    command: async (name: string, values: Values = {}): Promise<Shown> => answerTo(give(name, values), `/${name}`),
    /** What is offered while an option is filled in. */
    async offered(name: string, focused: string, values: Values): Promise<{ name: string; value: string }[]> {
      const interaction = interact(4, 'autocomplete', {
        id: nextId(),
        name,
        type: 1,
        options: optionsOf(values, focused),
      })
      await api.until(() => interaction.answered !== undefined, `what ${name} offers`)
      return interaction.choices ?? []
    },
    /** Gives a command over somebody's message. */
    async over(name: string, text: string, more: object = {}): Promise<Shown> {
      const message = { ...write(text), content: text, ...more }
      const data = {
        id: nextId(),
        name,
        type: 3,
        target_id: message.id,
        resolved: { messages: { [message.id]: message } },
      }
      return answerTo(interact(2, 'command', data), name)
    },
    /** Presses a button or picks from a list, by its label or by what it hands back. Undefined: there is nothing new to see. */
    async press(under: Shown, label: string): Promise<Shown | undefined> {
      const interaction = interact(3, 'component', tokenOf(under, label), under)
      await api.until(() => interaction.answered !== undefined, `an answer to pressing ${label}`)
      return interaction.answered?.type === 6 ? undefined : answerTo(interaction, label)
    },
    pressing: (under: Shown, label: string): Interaction => interact(3, 'component', tokenOf(under, label), under),
  }
}

/** What a person sees of an answer, in terms of any platform. */
export const seenOf = ({ text, addresses, rows, selects }: Shown): Seen => ({
  text,
  addresses,
  labels: [
    ...rows.flat().map(({ label }) => label),
    ...selects.flatMap(({ options }) => options.map(({ label }) => label)),
  ],
})

export { RIGHT }
