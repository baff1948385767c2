/** The one file of the command line that sees the platforms; it hands commands what they need of them. */
import { ADAPTERS, wantedBy } from '../../adapters/index.ts'
import type { Adapter, Preview, Services } from '../adapter.ts'
import type { Config } from '../config.ts'

/** How replies look on each platform, by its name and in the order of the list. */
export async function loadPreviews(): Promise<ReadonlyMap<string, Preview>> {
  const loaded = ADAPTERS.map(async ({ name, preview }) => (preview ? ([[name, await preview()]] as const) : []))
  return new Map((await Promise.all(loaded)).flat())
}

/** How to change what was said on these platforms, as far as the configuration gives access to them. */
export async function loadAmenders(
  config: Config,
  services: Services,
  platforms: ReadonlySet<string>,
): Promise<ReadonlyMap<string, NonNullable<Adapter['amend']>>> {
  const loaded = await Promise.all(
    wantedBy(config)
      // What a package calls its platform is known once it is loaded.
      .filter(({ name }) => platforms.has(name) || !ADAPTERS.some((own) => own.name === name))
      .map(({ load }) => load(config, services)),
  )
  return new Map(
    loaded.flatMap((adapter) => {
      const amend = adapter.amend?.bind(adapter)
      return amend ? [[adapter.name, amend] as const] : []
    }),
  )
}
