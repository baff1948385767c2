/** The known word behind a misspelt one. */
import Fuse from 'fuse.js'

export type Speller = { correct(word: string): string | undefined }

/** Words shorter than this are too easily turned into another. */
const SHORTEST = 4
const CANDIDATES = 12
const MOST_REMEMBERED = 5_000

/**
 * fuse.js finds candidates; what decides is the edit distance (Damerau-Levenshtein): one slip in a word of up to seven letters, two in a
 * longer one, the first letter counted double, since people rarely miss it.
 * @param vocabulary correctly spelt words, the more frequent ones first
 */
export function buildSpeller(vocabulary: readonly string[]): Speller {
  const known = new Set(vocabulary)
  const fuse = new Fuse(
    vocabulary.filter((word) => word.length >= SHORTEST),
    { threshold: 0.45, distance: 20, minMatchCharLength: 2 },
  )
  const rank = new Map(vocabulary.map((word, index) => [word, index]))
  const remembered = new Map<string, string | undefined>()

  function search(word: string): string | undefined {
    const allowed = word.length <= 7 ? 1 : 2
    let best: { word: string; distance: number } | undefined
    for (const { item } of fuse.search(word, { limit: CANDIDATES })) {
      const distance = editDistance(word, item) + (item[0] === word[0] ? 0 : 1)
      if (distance > allowed) continue
      if (
        !best ||
        distance < best.distance ||
        (distance === best.distance && (rank.get(item) ?? 0) < (rank.get(best.word) ?? 0))
      )
        best = { word: item, distance }
    }
    return best?.word
  }

  return {
    correct(word) {
      if (word.length < SHORTEST || word.length > 24 || known.has(word) || !/^[a-z]+$/.test(word)) return undefined
      if (!remembered.has(word)) {
        if (remembered.size >= MOST_REMEMBERED) remembered.clear()
        remembered.set(word, search(word))
      }
      return remembered.get(word)
    },
  }
}

/** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
          ? (before[j - 2] ?? 0) + 1
          : Number.POSITIVE_INFINITY
      row.push(
        Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1), swap),
      )
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}
