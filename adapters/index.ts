/** Every chat platform: its name, when the configuration wants it, and how to load it. Nothing is imported before that. */
import type { Adapter, Preview, Services } from '../src/adapter.ts'
import type { Config } from '../src/config.ts'

export type AdapterEntry = {
  name: string
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
]

async function loadTelegram(config: Config, services: Services): Promise<Adapter> {
  const { telegram } = await import('./telegram/index.ts')
  const { telegramToken: token = '', telegramApiRoot: apiRoot, telegramWebhook: webhook } = config
  return telegram({ token, apiRoot, webhook }, services)
}

/** The chat for someone who has set nothing up. */
function hasNoToken({ telegramToken, discordToken }: Config): boolean {
  return telegramToken === undefined && discordToken === undefined
}

/** A conversation needs a person at both ends of the program. */
function standard() {
  const { stdin: input, stdout: output } = process
  return { input, output, interactive: Boolean(input.isTTY && output.isTTY) }
}
