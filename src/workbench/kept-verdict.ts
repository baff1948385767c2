/** What a check has said of large knowledge is kept: while no file and no part of the program changes, and for the day, it says the same. */
import { resolve } from 'node:path'
import { cacheKey } from '../knowledge/cache.ts'
import { keptJson } from '../knowledge/kept-json.ts'
import type { Folders } from '../knowledge/read-folders.ts'
import type { Checked } from './findings.ts'
import { versionOfProgram } from './version-of-program.ts'

const kept = keptJson<Checked>('verdicts', 20)
/** Characters of all files; less is checked in no time. */
const LARGE = 128 * 1024

/** @param dependsOn all that the verdict rests on besides the files and the program */
export function verdictOnce(
  { files, problems }: Folders,
  folders: readonly string[],
  dependsOn: readonly string[],
  check: () => Checked,
): Checked {
  // Of what could not be read nothing is known but that; it may be there again the next time.
  if (problems.length > 0 || files.reduce((sum, { text }) => sum + text.length, 0) < LARGE) return check()
  const shownFrom = resolve('.')
  const key = cacheKey([
    { path: 'check', text: JSON.stringify([versionOfProgram(), shownFrom, folders, dependsOn]) },
    ...files.map(({ folder, path, text }) => ({ path: `${folder}/${path}`, text })),
  ])
  const place = JSON.stringify(folders.map((folder) => resolve(folder)))
  const known = kept.read(place, key)
  if (known) return known
  const checked = check()
  kept.write(place, key, checked)
  return checked
}
