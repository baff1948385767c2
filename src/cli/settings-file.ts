/** The YAML of `settings export`: written, and read again with every problem at its line. */
import { isNode, LineCounter, parseDocument, stringify } from 'yaml'
import { z } from 'zod'
import { settings } from '../conversation/settings.ts'
import type { SavedSettings } from '../store/store.ts'

export type FileProblem = { line: number; message: string }

const time = z.iso.datetime('is not a time such as 2026-11-25T10:00:00.000Z').transform((text) => new Date(text))
/** As hashes and ids of the store are written. */
const code = z.string().regex(/^[\w-]+$/, 'is none of the codes that the store makes')

const file = z.strictObject({
  store: code,
  places: z.array(
    z.strictObject({
      place: code,
      known_as: z.array(code).min(1, 'is empty: the place could not be found by any of its names'),
      settings,
      changes: z.array(z.strictObject({ at: time, by: code.nullable(), key: z.string(), value: z.json() })),
    }),
  ),
})

const HEADER = ` What the admins of each group and server set. Ids stand in it as codes of the store, except for topics and channels:
 keep it as you keep a backup. It can be imported into any store with the same secret.
 changes: who changed what when, the newest first.`

/** @param fingerprint of the secret under which the places are known */
export function writeSettingsFile(saved: readonly SavedSettings[], fingerprint: string): string {
  const comment = HEADER.split('\n').map((line) => `#${line}`)
  const places = saved.map(({ changes, ...place }) => ({
    ...place,
    changes: changes.map(({ at, ...change }) => ({ at: at.toISOString(), ...change })),
  }))
  return `${comment.join('\n')}\n${stringify({ store: fingerprint, places }, { lineWidth: 0 })}`
}

export function readSettingsFile(
  text: string,
  fingerprint: string,
): { places: SavedSettings[]; problems: FileProblem[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const lineAt = (offset: number): number => lines.linePos(offset).line
  if (document.errors.length > 0)
    return { places: [], problems: document.errors.map(({ pos, message }) => ({ line: lineAt(pos[0]), message })) }

  /** Of what is there; a field that is missing stands where its record begins. */
  function lineOf(path: readonly PropertyKey[]): number {
    const node = document.getIn(path, true)
    if (isNode(node) && node.range) return lineAt(node.range[0])
    return path.length > 0 ? lineOf(path.slice(0, -1)) : 1
  }
  const read = file.safeParse(document.toJS())
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message }) => ({
      line: lineOf(path),
      message: `${path.join('.') || 'The file'}: ${message}`,
    }))
    return { places: [], problems }
  }
  if (read.data.store !== fingerprint)
    return {
      places: [],
      problems: [
        {
          line: lineOf(['store']),
          message:
            'The file comes from a store with another secret: set that STORE_SECRET, or the places could not be found again',
        },
      ],
    }
  return { places: read.data.places, problems: [] }
}
