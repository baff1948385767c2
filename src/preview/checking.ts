/** What `check` finds in the files: looked for after every save and every midnight, while pages show what is known. */
import type { Checked } from '../workbench/findings.ts'

/** @param today ISO day: some remarks come with time */
export type Check = (today: string) => Promise<Checked>

export type Found = {
  /** Undefined: nothing is known yet. */
  checked: Checked | undefined
  /** It is of the files as they were, and being looked for again. */
  outdated: boolean
}

export type Checking = {
  /** What is known; with it, what is outdated is looked for again. */
  look(): Found
  /** The files are others. */
  saved(): void
}

type Told = {
  /** What was looked for is known. */
  done(): void
  failed(error: Error): void
}

export function buildChecking(check: Check, today: () => string, { done, failed }: Told): Checking {
  let checked: Checked | undefined
  /** The day for which `checked` holds, or will; undefined: for none. */
  let holds: string | undefined
  let looking = false

  /** One at a time; what is saved meanwhile is looked at once more. */
  async function follow(): Promise<void> {
    if (looking) return
    looking = true
    try {
      while (holds !== today()) {
        holds = today()
        checked = await check(holds)
      }
    } catch (error) {
      // Tried again with the next save.
      failed(error instanceof Error ? error : new Error(String(error)))
    } finally {
      looking = false
      done()
    }
  }

  return {
    look() {
      if (holds !== today()) void follow()
      return { checked, outdated: looking }
    },
    saved() {
      holds = undefined
      void follow()
    },
  }
}
