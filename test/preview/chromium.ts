/** A real browser without a window, for tests that look at pages as people do. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const isProgram = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const executablePath = (process.env.PATH ?? '')
  .split(delimiter)
  .flatMap((folder) => NAMES.map((name) => join(folder, name)))
  .find(isProgram)

/** Where everything must hold, a missing browser is a failure. */
export const WITHOUT_CHROMIUM = executablePath === undefined && !process.env.CI
if (WITHOUT_CHROMIUM)
  console.warn(
    `SKIPPED: tests in a browser; there is none of ${NAMES.join(', ')} on the PATH (apt-get install chromium).`,
  )

export async function openChromium(): Promise<Browser> {
  if (executablePath === undefined)
    throw new Error(`There is none of ${NAMES.join(', ')} on the PATH; install one: apt-get install chromium`)
  return chromium.launch({ executablePath })
}
