/** Puts questions together that share most of the words that tell what they are about. */
import { tellingWords } from '../knowledge/near-phrasings.ts'

export type Group<T> = [T, ...T[]]

/** From here on two questions are about the same thing: the cosine of their words, rare words counting for more than common ones. */
const ALIKE = 0.6

/**
 * @param items the weightiest first: each group is named by its first
 * @param language those of different languages never stand together
 * @param known texts that show how common a word is in this field
 */
export function groupWordings<T extends { text: string }>(
  items: readonly T[],
  language: (item: T) => string,
  known: readonly string[],
): Group<T>[] {
  const wordsOf = (text: string): Set<string> => new Set(tellingWords(text))
  const rows = items.map(({ text }) => wordsOf(text))
  const holders = new Map<string, number>()
  const texts = [...known.map(wordsOf), ...rows]
  for (const word of texts.flatMap((words) => [...words])) holders.set(word, (holders.get(word) ?? 0) + 1)
  const weight = (word: string): number => Math.log((texts.length + 1) / ((holders.get(word) ?? 0) + 0.5))
  const length = (words: Iterable<string>): number => Math.hypot(...[...words].map(weight)) || 1

  const groups: { length: number; items: Group<T> }[] = []
  /** Groups by the words of their first item. */
  const named = new Map<string, number[]>()
  for (const [row, item] of items.entries()) {
    const words = rows[row] ?? new Set()
    const products = new Map<number, number>()
    for (const word of words)
      for (const group of named.get(word) ?? []) products.set(group, (products.get(group) ?? 0) + weight(word) ** 2)
    const own = length(words)
    let best: { group: (typeof groups)[number]; likeness: number } | undefined
    for (const [index, product] of products) {
      const group = groups[index]
      if (!group || language(group.items[0]) !== language(item)) continue
      const likeness = product / (group.length * own)
      if (likeness >= ALIKE && likeness > (best?.likeness ?? 0)) best = { group, likeness }
    }
    if (best) best.group.items.push(item)
    else {
      for (const word of words) named.set(word, [...(named.get(word) ?? []), groups.length])
      groups.push({ length: own, items: [item] })
    }
  }
  return groups.map(({ items: grouped }) => grouped)
}
