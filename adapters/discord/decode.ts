/** What Discord delivers, read into a message of ours. Pure functions. */
import type {
  APIApplicationCommandAutocompleteInteraction,
  APIChatInputApplicationCommandInteraction,
  APIInteraction,
  APIMessage,
  APIMessageApplicationCommandInteraction,
  APIMessageComponentInteraction,
  APIUser,
  GatewayMessageCreateDispatchData,
} from 'discord.js'
import type { Command } from '../../src/adapter.ts'
import { languageOf, type Message, type Situation } from '../../src/message.ts'
import { flatten } from './components.ts'

/** What was asked, and on what. `wordless`: pictures, stickers, files without a word. */
export type Decoded = { message: Message; wordless: boolean }

/** The channel that a thread belongs to; the channel itself where it is no thread. */
export type ChannelOf = (channel: string) => string

export type Asking =
  | APIChatInputApplicationCommandInteraction
  | APIMessageApplicationCommandInteraction
  | APIMessageComponentInteraction

const CONTEXT = { bot: 1 } as const
const KIND = { command: 2, component: 3, autocomplete: 4 } as const
const COMMAND = { chatInput: 1, message: 3 } as const
const MESSAGE = { default: 0, reply: 19 } as const
const EPHEMERAL = 1 << 6

export const RIGHTS = {
  administrator: 1n << 3n,
  manageServer: 1n << 5n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  attachFiles: 1n << 15n,
  sendInThreads: 1n << 38n,
} as const

export const placeOf = (server: string): string => `discord:${server}`

export const isAutocomplete = (given: APIInteraction): given is APIApplicationCommandAutocompleteInteraction =>
  given.type === KIND.autocomplete

/** Whether it is one of the kinds that this bot has. */
export const isAsking = (given: APIInteraction): given is Asking =>
  given.type === KIND.component ||
  (given.type === KIND.command && (given.data.type === COMMAND.chatInput || given.data.type === COMMAND.message))

export const isPress = (given: Asking): given is APIMessageComponentInteraction => given.type === KIND.component

/** Whether the message under the button is seen by its presser alone. */
export const isEphemeral = ({ flags }: Pick<APIMessage, 'flags'>): boolean => ((flags ?? 0) & EPHEMERAL) !== 0

export function decodeInteraction(given: Asking, commands: readonly Command[]): Decoded {
  const said = isPress(given) ? { press: pressOf(given) } : textOfCommand(given, commands)
  const alone = isAlone(given)
  const channel = given.channel.id
  const message: Message = {
    ...placesOf(channel, placeOfInteraction(given), threadOf(given), userOf(given), alone),
    text: '',
    ...said,
    chat: alone ? 'private' : 'group',
    addressed: true,
    ...(alone ? {} : { by: 'command', whispers: true }),
    hears: 'addressed',
    hint: languageOf(given.locale),
    isAdmin: async () => isAdmin(given),
    situation: async () => situationOf(BigInt(given.app_permissions), isThread(given)),
  }
  return { message, wordless: 'text' in said && said.text === '' }
}

/** With the bot, and nobody else. */
const isAlone = ({ context, guild_id: server }: Asking): boolean =>
  context === undefined || context === null ? server === undefined : context === CONTEXT.bot

const userOf = ({ member, user }: Pick<Asking, 'member' | 'user'>): string => (member?.user ?? user)?.id ?? ''

/** The server, where the bot was added to it; people also bring it along as an app of their own. */
function placeOfInteraction({ guild_id: server, authorizing_integration_owners: owners }: Asking): string | undefined {
  return server !== undefined && (owners as Record<string, string> | undefined)?.['0'] !== undefined
    ? server
    : undefined
}

const isThread = ({ channel }: Asking): boolean => 'thread_metadata' in channel && channel.thread_metadata !== undefined

function threadOf(given: Asking): string {
  const { channel } = given
  return isThread(given) && 'parent_id' in channel && channel.parent_id ? channel.parent_id : channel.id
}

/** In a server each person has a memory of their own in each channel and thread. */
function placesOf(
  channel: string,
  server: string | undefined,
  thread: string,
  user: string,
  alone: boolean,
): Pick<Message, 'conversation' | 'place' | 'thread' | 'person'> {
  return {
    conversation: alone ? `discord:${channel}` : `discord:${channel}:${user}`,
    ...(server === undefined ? {} : { place: placeOf(server) }),
    thread: alone ? undefined : thread,
    person: `discord:${user}`,
  }
}

/** Who may give the command is set in Discord itself, and kept to by it; so is who sees a menu that only its asker sees. */
function isAdmin(given: Asking): boolean {
  if (!isPress(given) || isEphemeral(given.message)) return true
  return mayManage(BigInt(given.member?.permissions ?? 0))
}

export const mayManage = (rights: bigint): boolean => (rights & (RIGHTS.administrator | RIGHTS.manageServer)) !== 0n

/** Whether the bot may attach files to its answer. */
export const mayAttach = ({ guild_id: server, app_permissions: rights }: Asking): boolean =>
  server === undefined || (BigInt(rights) & (RIGHTS.administrator | RIGHTS.attachFiles)) !== 0n

/** @param rights of the bot in the channel */
export function situationOf(rights: bigint, thread: boolean): readonly Situation[] {
  const has = (right: bigint): boolean => (rights & (RIGHTS.administrator | right)) !== 0n
  const speaks = has(RIGHTS.viewChannel) && has(thread ? RIGHTS.sendInThreads : RIGHTS.sendMessages)
  return [
    'hears-no-others-text',
    speaks ? 'may-speak' : 'may-not-speak',
    ...(has(RIGHTS.attachFiles) ? [] : (['may-not-send-pictures'] as const)),
  ]
}

function pressOf({ data }: APIMessageComponentInteraction): string {
  return 'values' in data ? (data.values[0] ?? '') : data.custom_id
}

type GivenCommand = APIChatInputApplicationCommandInteraction | APIMessageApplicationCommandInteraction

/** A command that the bot does not have is left over from another version. */
const UNKNOWN = { text: '/help' }

function textOfCommand(given: GivenCommand, commands: readonly Command[]): { text: string } {
  const { data } = given
  if (data.type === COMMAND.message) {
    const command = commands.find(({ overMessage }) => overMessage === data.name)
    const words = wordsOf(data.resolved.messages[data.target_id])
    if (!command) return UNKNOWN
    return { text: words === '' ? '' : `/${command.name} ${words}` }
  }
  const command = commands.find(({ name }) => name === data.name)
  if (!command) return UNKNOWN
  const filled = filledIn(data.options ?? [])
  const values = command.options.flatMap(({ name }) => filled[name] ?? [])
  return { text: [`/${command.name}`, values.join(', ')].join(' ').trim() }
}

type Filled = readonly { name: string; value?: unknown }[]

export const filledIn = (options: Filled): Record<string, string> =>
  Object.fromEntries(options.flatMap(({ name, value }) => (typeof value === 'string' ? [[name, value]] : [])))

/** All words of a message: other bots write in embeds and components. */
function wordsOf(given: APIMessage | undefined): string {
  if (!given) return ''
  const embedded = (given.embeds ?? []).flatMap(({ title, description, fields = [] }) => [
    title,
    description,
    ...fields.flatMap(({ name, value }) => [name, value]),
  ])
  const shown = flatten(given.components ?? []).map(({ content }) => content)
  return withoutMentions([given.content, ...embedded, ...shown].filter(Boolean).join('\n'))
}

/** Mentions, emoji and times are told by ids that are no numbers of anybody's. */
const withoutMentions = (text: string): string =>
  text.replace(/<(?:@[!&]?|#|a?:\w+:|t:|\/[^:>]+:)-?\d+(?::\w)?>/g, ' ').trim()

/** Undefined: nothing that could be meant for the bot. Messages that are not come without their text, and are not looked at. */
export function decodeMessage(
  given: GatewayMessageCreateDispatchData,
  me: string,
  channelOf: ChannelOf,
): Decoded | undefined {
  const { author, type, webhook_id: webhook, guild_id: server, channel_id: channel } = given
  if (author.bot || webhook || (type !== MESSAGE.default && type !== MESSAGE.reply)) return undefined
  const alone = server === undefined
  const mentioned = given.mentions.some(({ id }: APIUser) => id === me)
  if (!alone && !mentioned) return undefined
  const text = withoutMentions(given.content)
  const replies = given.referenced_message?.author.id === me && !new RegExp(`<@!?${me}>`).test(given.content)
  return {
    message: {
      ...placesOf(channel, server, channelOf(channel), author.id, alone),
      text,
      chat: alone ? 'private' : 'group',
      addressed: true,
      ...(alone ? {} : { by: replies ? ('reply' as const) : ('mention' as const) }),
      hears: 'addressed',
    },
    // Somebody who only calls the bot by its name is greeted.
    wordless: text === '' && (given.attachments.length > 0 || (given.sticker_items ?? []).length > 0),
  }
}
