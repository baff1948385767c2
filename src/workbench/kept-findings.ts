/** What asking the bot has shown of a knowledge base is kept beside it: while nothing changes, and for the day, it need not be asked again. */
import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import type { Problem } from '../knowledge/problem.ts'
import type { Shelf } from '../knowledge/shelf.ts'
import { versionOfProgram } from './version-of-program.ts'

const NAME = 'answers.findings'

/** @param dependsOn all that the findings rest on besides the knowledge and the program */
export function findingsOnce(shelf: Shelf, dependsOn: readonly string[], find: () => Problem[]): Problem[] {
  const made = createHash('sha256')
    .update(JSON.stringify([shelf.version, versionOfProgram(), resolve('.'), dependsOn]))
    .digest('hex')
  const kept = read(shelf)
  if (kept?.made === made) return kept.found
  const found = find()
  shelf.write(NAME, Buffer.from(JSON.stringify({ made, found } satisfies Kept)))
  return found
}

type Kept = { made: string; found: Problem[] }

function read(shelf: Shelf): Kept | undefined {
  const bytes = shelf.read(NAME)
  try {
    return bytes && JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    return undefined
  }
}
