/** The commands that Discord lists for the bot, in each language. Written only where they differ from what is listed. */
import { createHash } from 'node:crypto'
import { type APIApplicationCommand, Routes } from 'discord.js'
import type { Command, CommandOption, Services } from '../../src/adapter.ts'
import { cut } from '../../src/bounds/cut.ts'
import type { Language } from '../../src/message.ts'
import type { Api } from './client.ts'
import { RIGHTS } from './decode.ts'
import { COMMAND_DESCRIPTION, OPTION } from './limits.ts'

/** Where Discord speaks another language than the first. */
const LOCALES: readonly { language: Language; locale: 'zh-CN' | 'zh-TW' }[] = [
  { language: 'zh-Hans', locale: 'zh-CN' },
  { language: 'zh-Hant', locale: 'zh-TW' },
]
const CHAT_INPUT = 1
const OVER_MESSAGE = 3
const STRING = 3
/** In a server, in the chat with the bot, in other private chats. */
const CONTEXTS = { everywhere: [0, 1, 2], servers: [0] }
/** Added to a server, or by a person for themselves. */
const INSTALLS = { both: [0, 1], servers: [0] }

/**
 * @param server only there: for those who work on the bot, since it shows at once
 * @returns whether anything had to be written
 */
export async function register(
  api: Api,
  application: string,
  { commands, log }: Pick<Services, 'commands' | 'log'>,
  server?: string,
): Promise<boolean> {
  const route = server ? Routes.applicationGuildCommands(application, server) : Routes.applicationCommands(application)
  const wanted = commandsFor(commands)
  const listed = (await api.get(route, {
    query: new URLSearchParams({ with_localizations: 'true' }),
  })) as APIApplicationCommand[]
  const hash = hashOf(wanted, server !== undefined)
  if (hashOf(listed, server !== undefined) === hash) return false
  await api.put(route, { body: wanted })
  log.info(
    { hash: hash.slice(0, 12), commands: wanted.length },
    'The commands that Discord lists were brought up to date',
  )
  return true
}

/** The body of the call that lists them. */
export function commandsFor(commands: Services['commands']) {
  const listed = commands('en')
  const translated = LOCALES.map(({ language, locale }) => ({ locale, commands: commands(language) }))
  const inOthers = (index: number, text: (command: Command) => string) =>
    Object.fromEntries(
      translated.flatMap(({ locale, commands: own }) => (own[index] ? [[locale, text(own[index])]] : [])),
    )
  const optionsOf = (index: number) =>
    (listed[index]?.options ?? []).map((option, at) => {
      const others = (text: (one: CommandOption) => string) =>
        inOthers(index, ({ options }) => (options[at] ? text(options[at]) : option.label))
      return {
        type: STRING,
        name: option.name,
        name_localizations: others(({ label }) => label),
        description: described(option),
        description_localizations: others(described),
        required: option.required,
        ...(option.completed ? { autocomplete: true } : {}),
        ...(option.values
          ? { choices: option.values.map(({ label, value }) => ({ name: cut(label, OPTION), value })) }
          : {}),
      }
    })
  const slash = listed.map((command, index) => ({
    type: CHAT_INPUT,
    name: command.name,
    name_localizations: inOthers(index, ({ label }) => label),
    description: described(command),
    description_localizations: inOthers(index, described),
    options: optionsOf(index),
    ...(command.for === 'admins'
      ? {
          default_member_permissions: String(RIGHTS.manageServer),
          contexts: CONTEXTS.servers,
          integration_types: INSTALLS.servers,
        }
      : { contexts: CONTEXTS.everywhere, integration_types: INSTALLS.both }),
  }))
  const over = listed.flatMap(({ overMessage }, index) =>
    overMessage === undefined
      ? []
      : [
          {
            type: OVER_MESSAGE,
            name: overMessage,
            name_localizations: inOthers(index, (command) => command.overMessage ?? overMessage),
            contexts: CONTEXTS.everywhere,
            integration_types: INSTALLS.both,
          },
        ],
  )
  return [...slash, ...over]
}

const described = ({ description }: { description: string }): string => cut(description, COMMAND_DESCRIPTION)

/**
 * The same for what is wanted and for what Discord lists, which fills in what was left out. Nothing is kept between two runs:
 * what is listed is compared, so that it is right also when another program or another version has written it.
 */
function hashOf(commands: readonly object[], inServer: boolean): string {
  const lines = commands.map((command) => JSON.stringify(comparable(command, inServer))).sort()
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}

/** What makes no difference where it is left out. */
const EMPTY: Record<string, unknown> = { required: false, autocomplete: false, description: '', type: CHAT_INPUT }
const COMPARED = [
  ...['type', 'name', 'name_localizations', 'description', 'description_localizations', 'required', 'autocomplete'],
  ...['choices', 'options', 'value', 'default_member_permissions'],
]
/** Commands of one server are in that server, and have neither. */
const GLOBAL = ['contexts', 'integration_types']

function comparable(value: unknown, inServer: boolean): unknown {
  if (Array.isArray(value)) return value.map((one) => comparable(one, inServer))
  if (typeof value !== 'object' || value === null) return value
  const given = value as Record<string, unknown>
  return [...COMPARED, ...(inServer ? [] : GLOBAL)].flatMap((key) => {
    const own = given[key]
    if (own === undefined || own === null || own === EMPTY[key] || (Array.isArray(own) && own.length === 0)) return []
    return [[key, /_localizations$/.test(key) ? Object.entries(own as object).sort() : comparable(own, inServer)]]
  })
}
