/** One way of comparing texts (phrasings by words, entries by words, entries by pieces): TF-IDF vectors in an inverted index. */

type Posting = { document: number; weight: number }

export type Field = {
  /** Cosine of the question with every document that shares a term with it. */
  similarities(terms: readonly string[]): Map<number, number>
  /** Weight of a term: the rarer among entries, the more it tells; a term never seen weighs most. */
  weightOf(term: string): number
  /** Share of the question's weight that stands anywhere in the entry, 0 to 1. */
  coverage(terms: readonly string[], entry: number): number
}

/**
 * @param documents terms of each document
 * @param entryOf the entry that each document belongs to
 */
export function buildField(documents: readonly (readonly string[])[], entryOf: readonly number[]): Field {
  const entriesWith = new Map<string, Set<number>>()
  for (const [index, terms] of documents.entries()) {
    for (const term of terms) {
      const entries = entriesWith.get(term)
      if (entries) entries.add(entryOf[index] ?? -1)
      else entriesWith.set(term, new Set([entryOf[index] ?? -1]))
    }
  }
  const total = new Set(entryOf).size
  const weightOf = (term: string): number => Math.log(1 + total / (0.5 + (entriesWith.get(term)?.size ?? 0)))

  const postings = new Map<string, Posting[]>()
  for (const [document, terms] of documents.entries()) {
    for (const [term, weight] of vectorOf(terms)) {
      const list = postings.get(term)
      if (list) list.push({ document, weight })
      else postings.set(term, [{ document, weight }])
    }
  }

  /** Unit-length vector; repeated terms count by the root of their number. */
  function vectorOf(terms: readonly string[]): Map<string, number> {
    const vector = new Map<string, number>()
    for (const term of terms) vector.set(term, (vector.get(term) ?? 0) + 1)
    let square = 0
    for (const [term, count] of vector) {
      const weight = Math.sqrt(count) * weightOf(term)
      vector.set(term, weight)
      square += weight * weight
    }
    const length = Math.sqrt(square) || 1
    for (const [term, weight] of vector) vector.set(term, weight / length)
    return vector
  }

  return {
    weightOf,
    similarities(terms) {
      const sums = new Map<number, number>()
      for (const [term, weight] of vectorOf(terms)) {
        for (const posting of postings.get(term) ?? [])
          sums.set(posting.document, (sums.get(posting.document) ?? 0) + weight * posting.weight)
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
