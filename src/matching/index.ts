/** A general matcher: example phrasings per entry in, entries ranked with calibrated probabilities out. */
import type { Lexicon } from '../language/lexicon.ts'
import { type Evidence, probabilityOf, scoreOf } from './calibration.ts'
import { buildField } from './field.ts'
import { type Terms, termsOf } from './terms.ts'

export type MatchEntry = { id: string; phrasings: readonly string[]; language?: string }

export type MatcherOptions = {
  /** Chinese words that segmentation must keep whole. */
  vocabulary?: Lexicon<unknown>
}

export type Ranked = {
  id: string
  /** Calibrated: that this entry answers the question. What is left to 1 over all entries is "none of them". */
  probability: number
  why?: Explanation
}

export type Explanation = {
  /** The phrasing that came nearest. */
  phrasing: string
  /** Words of the question that the entry knows, the most telling first. */
  words: string[]
  /** Words of the question that the entry leaves unexplained. */
  unexplained: string[]
  evidence: Evidence
}

export type Matcher = {
  /** Best first; empty when nothing is near. */
  rank(question: string, limit?: number): Ranked[]
}

export function buildMatcher(entries: readonly MatchEntry[], options: MatcherOptions = {}): Matcher {
  const phrasings = entries.flatMap((entry, entryIndex) =>
    entry.phrasings.map((text) => ({ entry: entryIndex, text, terms: termsOf(text, options.vocabulary) })),
  )
  const entryOf = phrasings.map((phrasing) => phrasing.entry)
  const fieldOf = (name: keyof Terms) =>
    buildField(
      phrasings.map((phrasing) => phrasing.terms[name]),
      entryOf,
    )
  const fields = { words: fieldOf('words'), pairs: fieldOf('pairs'), pieces: fieldOf('pieces') }

  type Scored = { entry: number; phrasing: number; score: number; evidence: Omit<Evidence, 'lead'> }

  function best(terms: Terms): Scored[] {
    const words = fields.words.similarities(terms.words)
    const pairs = fields.pairs.similarities(terms.pairs)
    const pieces = fields.pieces.similarities(terms.pieces)
    const coverages = new Map<number, number>()
    const byEntry = new Map<number, Scored>()
    for (const phrasing of new Set([...words.keys(), ...pieces.keys()])) {
      const entry = entryOf[phrasing] ?? -1
      let coverage = coverages.get(entry)
      if (coverage === undefined) {
        coverage = (fields.words.coverage(terms.words, entry) + fields.pieces.coverage(terms.pieces, entry)) / 2
        coverages.set(entry, coverage)
      }
      const evidence = { words: words.get(phrasing) ?? 0, pairs: pairs.get(phrasing) ?? 0, pieces: pieces.get(phrasing) ?? 0, coverage }
      const score = scoreOf(evidence)
      const known = byEntry.get(entry)
      if (!known || score > known.score || (score === known.score && phrasing < known.phrasing)) byEntry.set(entry, { entry, phrasing, score, evidence })
    }
    return [...byEntry.values()].sort((a, b) => b.score - a.score || idOf(a).localeCompare(idOf(b), 'en'))
  }

  const idOf = (scored: Scored): string => entries[scored.entry]?.id ?? ''

  return {
    rank(question, limit = 5) {
      const terms = termsOf(question, options.vocabulary)
      const scored = best(terms)
      let remaining = 1
      return scored.slice(0, limit).map((one, index) => {
        // The lead of the first is over the second; the others trail the first, and their lead is negative.
        const lead = index === 0 ? one.score - (scored[1]?.score ?? 0) : one.score - (scored[0]?.score ?? 0)
        const evidence = { ...one.evidence, lead }
        const probability = Math.min(remaining, probabilityOf(evidence))
        remaining -= probability
        return { id: idOf(one), probability, why: explain(terms, one, evidence) }
      })
    },
  }

  function explain(terms: Terms, scored: Scored, evidence: Evidence): Explanation {
    const unique = [...new Set(terms.words)].sort((a, b) => fields.words.weightOf(b) - fields.words.weightOf(a))
    const isKnown = (word: string) => fields.words.coverage([word], scored.entry) > 0
    return {
      phrasing: phrasings[scored.phrasing]?.text ?? '',
      words: unique.filter(isKnown),
      unexplained: unique.filter((word) => !isKnown(word)),
      evidence,
    }
  }
}
