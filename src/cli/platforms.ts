/** The one file of the command line that sees the platforms; it hands commands what they need of them. */
import { ADAPTERS } from '../../adapters/index.ts'
import type { Preview } from '../adapter.ts'

/** How replies look on each platform, by its name and in the order of the list. */
export async function loadPreviews(): Promise<ReadonlyMap<string, Preview>> {
  const loaded = ADAPTERS.map(async ({ name, preview }) => (preview ? ([[name, await preview()]] as const) : []))
  return new Map((await Promise.all(loaded)).flat())
}
