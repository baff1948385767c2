/** What `check` finds in the files as they are: looked for once after every save and every midnight, since it takes seconds. */
import { isDeepStrictEqual } from 'node:util'
import type { Checked } from '../workbench/check.ts'

/** @param today ISO day: some remarks come with time */
export type Check = (today: string) => Promise<Checked>

export type Checking = {
  /** What was found when it was last looked for, perhaps before the last save; undefined: never yet. */
  last(): Checked | undefined
  /** What is found in the files as they are now. */
  now(): Promise<Checked>
  /** The files are others. */
  saved(): void
}

/** @param changed called when something else is found than before */
export function buildChecking(check: Check, today: () => string, changed: () => void): Checking {
  let last: Checked | undefined
  /** The day for which `last` holds; undefined: a save has outdated it. */
  let holds: string | undefined
  let looking: Promise<Checked> | undefined

  /** One at a time; what is saved meanwhile is looked at once more. */
  async function look(): Promise<Checked> {
    let found: Checked
    do {
      holds = today()
      found = await check(holds)
    } while (holds === undefined)
    const differs = !isDeepStrictEqual(found, last)
    last = found
    if (differs) changed()
    return found
  }

  async function now(): Promise<Checked> {
    if (last && !looking && holds === today()) return last
    looking ??= look().finally(() => {
      looking = undefined
    })
    return looking
  }

  return {
    last: () => last,
    now,
    saved() {
      holds = undefined
      // Whoever asks for it next is told what went wrong.
      now().catch(() => undefined)
    },
  }
}
