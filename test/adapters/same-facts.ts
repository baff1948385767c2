/** Whether a platform shows all that a reply says: its sentences, its sources with their addresses, and its choices. */
import type { Block, Reply } from '../../src/reply.ts'

/** What a person sees of an answer on some platform. */
export type Seen = {
  text: string
  /** Where its links lead. */
  addresses: readonly string[]
  /** What can be picked, by the label of its button or as a line of the text. */
  labels: readonly string[]
}

/** Everything of the reply that the platform does not show; empty: nothing. */
export function missingFrom(seen: Seen, reply: Reply): string[] {
  const text = flat(seen.text)
  const unsaid = reply.blocks.flatMap(sentencesOf).filter((sentence) => !text.includes(flat(sentence)))
  const unsourced = reply.sources.filter(
    ({ line, url }) =>
      !text.includes(flat(line)) || (url !== null && !seen.addresses.includes(url) && !text.includes(url)),
  )
  const unoffered = reply.choices.filter(({ label }) => !seen.labels.includes(label) && !text.includes(flat(label)))
  return [...unsaid, ...unsourced.map(({ line }) => line), ...unoffered.map(({ label }) => label)]
}

/** A line wrapped, or its white space trimmed, says the same. */
const flat = (text: string): string => text.replace(/\s+/gu, '')

function sentencesOf(block: Block): string[] {
  switch (block.kind) {
    case 'chart':
      return block.chart.runs.flatMap(({ break: apart, points }) => [
        ...(apart === null ? [] : [apart]),
        ...points.flatMap(({ label, shown }) => [label, shown]),
      ])
    case 'steps':
    case 'list':
      return [...('title' in block && block.title ? [block.title] : []), ...block.items]
    case 'note':
      return [block.label, block.text]
    default:
      return [block.text]
  }
}
