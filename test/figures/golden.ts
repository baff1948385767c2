/** The table of golden arithmetic (golden.md): its rows, and what is wrong with what comes back. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Reply } from '../../src/reply.ts'
import { startChat } from '../shipped.ts'

const oneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())])

const row = z.strictObject({
  before: z.array(z.string()).optional(),
  ask: z.string(),
  outcome: oneOrMore,
  rests: z.array(z.string()).optional(),
  says: z.array(oneOrMore).optional(),
  never: z.array(z.string()).optional(),
  refused: z.string().optional(),
  why: z.string(),
})
export type GoldenRow = z.infer<typeof row> & { operation: string }

const FOLDER = join(import.meta.dirname, 'golden')

export const GOLDEN: readonly GoldenRow[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .flatMap((name) =>
    z
      .array(row)
      .parse(parse(readFileSync(join(FOLDER, name), 'utf8')))
      .map((one) => ({ ...one, operation: name.replace('.yaml', '') })),
  )

export async function askRow({ before = [], ask }: GoldenRow): Promise<Reply | undefined> {
  const say = startChat()
  for (const earlier of before) await say(earlier)
  return say(ask)
}

/** What is wrong with the reply; nothing is good. */
export function wrongIn(row: GoldenRow, reply: Reply | undefined): string[] {
  if (!reply) return ['silence']
  const wrong: string[] = []
  // Addresses of sources carry % and digits of their own.
  const text = reply.blocks
    .map((block) => ('text' in block ? block.text : block.kind === 'chart' ? block.chart.alt : block.items.join('\n')))
    .join('\n')
  const shown = reply.text
  const rests = new Set([...reply.entries, ...reply.figures.map(({ id }) => id)])
  if (!row.outcome.includes(reply.outcome)) wrong.push(`outcome ${reply.outcome}, not ${row.outcome.join(' or ')}`)
  for (const id of row.rests ?? []) if (!rests.has(id)) wrong.push(`does not rest on ${id}`)
  for (const variants of row.says ?? [])
    if (!variants.some((variant) => shown.includes(variant))) wrong.push(`does not say ${variants.join(' or ')}`)
  for (const never of row.never ?? []) if (text.includes(never)) wrong.push(`says ${never}`)
  return wrong
}
