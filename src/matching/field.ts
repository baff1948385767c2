/** One way of comparing texts (phrasings by words, entries by words, entries by pieces): TF-IDF vectors in an inverted index. */

/** A term with the documents that hold it, ascending, and its share of each one's unit-length vector. */
type Term = { weight: number; documents: Uint32Array; shares: Float64Array }

export type Field = {
  /** Cosine of the question with every document that shares a term with it. */
  similarities(terms: readonly string[]): Map<number, number>
  /** Weight of a term: the rarer among entries, the more it tells; a term never seen weighs most. */
  weightOf(term: string): number
  /** Share of the question's weight that stands in each document that shares a term with it, 0 to 1. */
  coverages(terms: readonly string[]): Map<number, number>
  /** Whether the document holds the term. */
  holds(document: number, term: string): boolean
}

/**
 * @param documents terms of each document
 * @param entryOf the entry that each document belongs to
 */
export function buildField(documents: readonly (readonly string[])[], entryOf: readonly number[]): Field {
  const total = new Set(entryOf).size
  const idf = (entries: number): number => Math.log(1 + total / (0.5 + entries))
  const index = buildTerms()
  const weightOf = (term: string): number => index.get(term)?.weight ?? idf(0)

  function buildTerms(): Map<string, Term> {
    const holders = new Map<string, number[]>()
    for (const [document, terms] of documents.entries()) {
      for (const term of new Set(terms)) {
        const list = holders.get(term)
        if (list) list.push(document)
        else holders.set(term, [document])
      }
    }
    const built = new Map<string, Term>()
    for (const [term, list] of holders) {
      const weight = idf(new Set(list.map((document) => entryOf[document])).size)
      built.set(term, { weight, documents: Uint32Array.from(list), shares: new Float64Array(list.length) })
    }
    const filled = new Map<string, number>()
    for (const terms of documents) {
      for (const [term, share] of unitVector(terms, (one) => built.get(one)?.weight ?? 0)) {
        const at = filled.get(term) ?? 0
        const { shares } = built.get(term) as Term
        shares[at] = share
        filled.set(term, at + 1)
      }
    }
    return built
  }

  return {
    weightOf,
    holds: (document, term) => index.get(term)?.documents.includes(document) ?? false,
    similarities(terms) {
      const sums = new Map<number, number>()
      for (const [term, share] of unitVector(terms, weightOf)) {
        const known = index.get(term)
        known?.documents.forEach((document, at) => {
          sums.set(document, (sums.get(document) ?? 0) + share * (known.shares[at] ?? 0))
        })
      }
      return sums
    },
    coverages(terms) {
      const unique = [...new Set(terms)]
      const all = unique.reduce((sum, term) => sum + weightOf(term), 0)
      const covered = new Map<number, number>()
      for (const term of unique) {
        const known = index.get(term)
        known?.documents.forEach((document) => {
          covered.set(document, (covered.get(document) ?? 0) + known.weight / all)
        })
      }
      return covered
    },
  }
}

/** Repeated terms count by the root of their number. */
function unitVector(terms: readonly string[], weightOf: (term: string) => number): Map<string, number> {
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
