/** One way of comparing texts (by words, by pairs, by pieces): TF-IDF vectors in an inverted index. */

type Posting = { phrasing: number; weight: number }

export type Field = {
  /** Cosine of the question with every phrasing that shares a term with it. */
  similarities(terms: readonly string[]): Map<number, number>
  /** Weight of a term: the rarer among entries, the more it tells; a term never seen weighs most. */
  weightOf(term: string): number
  /** Share of the question's weight that stands in any phrasing of the entry, 0 to 1. */
  coverage(terms: readonly string[], entry: number): number
  has(term: string): boolean
}

/**
 * @param phrasings terms of each phrasing
 * @param entryOf the entry that each phrasing belongs to
 */
export function buildField(phrasings: readonly (readonly string[])[], entryOf: readonly number[]): Field {
  const entriesWith = new Map<string, Set<number>>()
  for (const [index, terms] of phrasings.entries()) {
    for (const term of terms) {
      const entries = entriesWith.get(term)
      if (entries) entries.add(entryOf[index] ?? -1)
      else entriesWith.set(term, new Set([entryOf[index] ?? -1]))
    }
  }
  const total = new Set(entryOf).size
  const weightOf = (term: string): number => Math.log(1 + total / (0.5 + (entriesWith.get(term)?.size ?? 0)))

  const postings = new Map<string, Posting[]>()
  for (const [phrasing, terms] of phrasings.entries()) {
    const vector = vectorOf(terms)
    for (const [term, weight] of vector) {
      const list = postings.get(term)
      if (list) list.push({ phrasing, weight })
      else postings.set(term, [{ phrasing, weight }])
    }
  }

  /** Unit-length vector; repeated terms count by the root of their number. */
  function vectorOf(terms: readonly string[]): Map<string, number> {
    const counts = new Map<string, number>()
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
    let square = 0
    for (const [term, count] of counts) {
      const weight = Math.sqrt(count) * weightOf(term)
      counts.set(term, weight)
      square += weight * weight
    }
    const length = Math.sqrt(square) || 1
    for (const [term, weight] of counts) counts.set(term, weight / length)
    return counts
  }

  return {
    weightOf,
    has: (term) => entriesWith.has(term),
    similarities(terms) {
      const sums = new Map<number, number>()
      for (const [term, weight] of vectorOf(terms)) {
        for (const posting of postings.get(term) ?? []) sums.set(posting.phrasing, (sums.get(posting.phrasing) ?? 0) + weight * posting.weight)
      }
      return sums
    },
    coverage(terms, entry) {
      let covered = 0
      let all = 0
      for (const term of new Set(terms)) {
        const weight = weightOf(term)
        all += weight
        if (entriesWith.get(term)?.has(entry)) covered += weight
      }
      return all === 0 ? 0 : covered / all
    },
  }
}
