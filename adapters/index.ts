/** Every chat platform: its name, when the configuration wants it, and how to load it. Nothing is imported before that. */
import type { Adapter, Services } from '../src/adapter.ts'
import type { Config } from '../src/config.ts'

export type AdapterEntry = {
  name: string
  wanted(config: Config): boolean
  load(config: Config, services: Services): Promise<Adapter>
}

export const ADAPTERS: readonly AdapterEntry[] = [
  {
    name: 'terminal',
    wanted: hasNoToken,
    load: async () => (await import('./terminal/index.ts')).terminal(standard()),
  },
]

/** The chat for someone who has set nothing up. */
function hasNoToken({ telegramToken, discordToken }: Config): boolean {
  return telegramToken === undefined && discordToken === undefined
}

/** A conversation needs a person at both ends of the program. */
function standard() {
  const { stdin: input, stdout: output } = process
  return { input, output, interactive: Boolean(input.isTTY && output.isTTY) }
}
