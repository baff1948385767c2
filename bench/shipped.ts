/** How long the matchers of the shipped knowledge take to build, each time in a process of its own. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** Milliseconds, but for the counts and the size of the snapshot. */
export type ShippedRun = {
  entries: number
  phrasings: number
  /** The first build of a process, which also compiles the code … */
  first: number
  firstProcessor: number
  /** … and the sixth. */
  again: number
  againProcessor: number
  megabytes: number
  load: number
}
export type ShippedRow = { kind: string; runs: ShippedRun[] }

const KINDS = ['guidance', 'figures']

export const measureShipped = (repeat: number): ShippedRow[] =>
  KINDS.map((kind) => ({ kind, runs: Array.from({ length: repeat }, () => runOnce(kind)) }))

function runOnce(kind: string): ShippedRun {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'shipped-run.ts'), kind], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}
