/** Every chat platform: its name, when the configuration wants it, and how to load it. Nothing is imported before that. */
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Adapter, Connect, Preview, Services } from '../src/adapter.ts'
import type { Config } from '../src/config.ts'

export type AdapterEntry = {
  name: string
  /** Whether it is wanted where nobody has said which are. */
  wanted(config: Config): boolean
  load(config: Config, services: Services): Promise<Adapter>
  /** How its replies look, for those who write them. Needs no token and no network. */
  preview?(): Promise<Preview>
}

export const ADAPTERS: readonly AdapterEntry[] = [
  {
    name: 'terminal',
    wanted: hasNoToken,
    load: async () => (await import('./terminal/index.ts')).terminal(standard()),
    preview: async () => (await import('./terminal/preview.ts')).preview,
  },
  {
    name: 'telegram',
    wanted: ({ telegramToken }) => telegramToken !== undefined,
    load: loadTelegram,
    preview: async () => (await import('./telegram/preview.ts')).preview,
  },
  {
    name: 'discord',
    wanted: ({ discordToken }) => discordToken !== undefined,
    load: loadDiscord,
    preview: async () => (await import('./discord/preview.ts')).preview,
  },
]

/** Those that the configuration names, in this order, else those that have what they need. */
export function wantedBy(config: Config): AdapterEntry[] {
  if (!config.adapters) return ADAPTERS.filter((entry) => entry.wanted(config))
  return config.adapters.map((name) => ADAPTERS.find((entry) => entry.name === name) ?? packaged(name))
}

async function loadTelegram(config: Config, services: Services): Promise<Adapter> {
  const { telegramToken: token, telegramApiRoot: apiRoot, telegramWebhook: webhook } = config
  if (token === undefined) throw new Error('ADAPTERS names telegram, which needs TELEGRAM_BOT_TOKEN')
  const { telegram } = await import('./telegram/index.ts')
  return telegram({ token, apiRoot, webhook }, services)
}

async function loadDiscord(config: Config, services: Services): Promise<Adapter> {
  const { discordToken: token, discordApiRoot: apiRoot, discordShards: shards } = config
  if (token === undefined) throw new Error('ADAPTERS names discord, which needs DISCORD_BOT_TOKEN')
  const { discord } = await import('./discord/index.ts')
  return discord({ token, apiRoot, shards, developmentServer: config.discordDevelopmentServer }, services)
}

/** A package that is installed, or a file, that exports `connect`. */
function packaged(name: string): AdapterEntry {
  return {
    name,
    wanted: () => false,
    async load(config, services) {
      const connect = await connectOf(name)
      return connect(config.settingsOf(name), services)
    },
  }
}

async function connectOf(name: string): Promise<Connect> {
  const builtIn = ADAPTERS.map((entry) => entry.name).join(', ')
  const known = `There are ${builtIn}; any other is the name of an installed package, or the path of a file that begins with ./`
  const place = /^\.{0,2}\//.test(name) ? pathToFileURL(resolve(name)).href : name
  const loaded: unknown = await import(place).catch((cause: unknown) => {
    const { code } = cause as NodeJS.ErrnoException
    if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'ERR_UNSUPPORTED_DIR_IMPORT') throw cause
    throw new Error(`ADAPTERS names ${name}, which cannot be found. ${known}.`, { cause })
  })
  if (!hasConnect(loaded)) throw new Error(`ADAPTERS names ${name}, which exports no function \`connect\`. ${known}.`)
  return loaded.connect
}

const hasConnect = (loaded: unknown): loaded is { connect: Connect } =>
  typeof loaded === 'object' && loaded !== null && 'connect' in loaded && typeof loaded.connect === 'function'

/** The chat for someone who has set nothing up. */
function hasNoToken({ telegramToken, discordToken }: Config): boolean {
  return telegramToken === undefined && discordToken === undefined
}

/** A conversation needs a person at both ends of the program. */
function standard() {
  const { stdin: input, stdout: output } = process
  return { input, output, interactive: Boolean(input.isTTY && output.isTTY) }
}
