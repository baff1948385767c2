/** A general matcher: example phrasings per entry in, entries ranked with calibrated probabilities out. */
import type { Lexicon } from '../language/lexicon.ts'
import { type Evidence, probabilityOf, scoreOf } from './calibration.ts'
import { buildField, type Field } from './field.ts'
import { type Terms, termsOf } from './terms.ts'

export type MatchEntry = {
  id: string
  phrasings: readonly string[]
  language?: string
  /** What the entry says: it lends its words, but is not compared as a question. */
  text?: readonly string[]
}

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
  /** The phrasing that came nearest; empty when none shares a word with the question. */
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

type Index = {
  /** Every phrasing with the entry it belongs to. */
  phrasings: { entry: number; text: string }[]
  byPhrasing: Field
  byWords: Field
  byPieces: Field
}

/** Apart from the matcher, so that the terms it cuts are let go once they are indexed. */
function buildIndex(entries: readonly MatchEntry[], { vocabulary }: MatcherOptions): Index {
  const phrasings = entries.flatMap((entry, index) => entry.phrasings.map((text) => ({ entry: index, text })))
  const asked = phrasings.map(({ text }) => termsOf(text, vocabulary))
  const said = entries.map((entry) => (entry.text ?? []).map((text) => termsOf(text, vocabulary)))
  for (const [index, { entry }] of phrasings.entries()) said[entry]?.push(asked[index] as Terms)
  const numbers = entries.map((_, index) => index)
  return {
    phrasings,
    byPhrasing: buildField(
      asked.map((terms) => terms.words),
      phrasings.map(({ entry }) => entry),
    ),
    byWords: buildField(
      said.map((all) => all.flatMap((terms) => terms.words)),
      numbers,
    ),
    byPieces: buildField(
      said.map((all) => all.flatMap((terms) => terms.pieces)),
      numbers,
    ),
  }
}

export function buildMatcher(entries: readonly MatchEntry[], options: MatcherOptions = {}): Matcher {
  const { phrasings, byPhrasing, byWords, byPieces } = buildIndex(entries, options)

  type Scored = { entry: number; phrasing: string; score: number; evidence: Omit<Evidence, 'lead'> }

  function scoreAll(terms: Terms): Scored[] {
    const nearest = new Map<number, { text: string; similarity: number }>()
    for (const [index, similarity] of byPhrasing.similarities(terms.words)) {
      const phrasing = phrasings[index]
      if (phrasing && similarity > (nearest.get(phrasing.entry)?.similarity ?? 0))
        nearest.set(phrasing.entry, { text: phrasing.text, similarity })
    }
    const words = byWords.similarities(terms.words)
    const pieces = byPieces.similarities(terms.pieces)
    const wordsExplained = byWords.coverages(terms.words)
    const piecesExplained = byPieces.coverages(terms.pieces)
    const scored = [...new Set([...words.keys(), ...pieces.keys()])].map((entry) => {
      const evidence = {
        phrasing: nearest.get(entry)?.similarity ?? 0,
        words: words.get(entry) ?? 0,
        pieces: pieces.get(entry) ?? 0,
        wordsExplained: wordsExplained.get(entry) ?? 0,
        piecesExplained: piecesExplained.get(entry) ?? 0,
      }
      return { entry, phrasing: nearest.get(entry)?.text ?? '', score: scoreOf(evidence), evidence }
    })
    return scored.sort((a, b) => b.score - a.score || (idOf(a) < idOf(b) ? -1 : 1))
  }

  const idOf = (scored: Scored): string => entries[scored.entry]?.id ?? ''

  return {
    rank(question, limit = 5) {
      const terms = termsOf(question, options.vocabulary)
      const scored = scoreAll(terms)
      const judged = scored.slice(0, limit).map((one, index) => {
        const rival = scored[index === 0 ? 1 : 0]
        const evidence = { ...one.evidence, lead: one.score - (rival?.score ?? 0) }
        return { one, evidence, probability: probabilityOf(evidence) }
      })
      let remaining = 1
      return judged
        .sort((a, b) => b.probability - a.probability)
        .map(({ one, evidence, probability }) => {
          const share = Math.min(remaining, probability)
          remaining -= share
          return { id: idOf(one), probability: share, why: explain(terms, one, evidence) }
        })
    },
  }

  function explain(terms: Terms, { entry, phrasing }: Scored, evidence: Evidence): Explanation {
    const unique = [...new Set(terms.words)].sort((a, b) => byWords.weightOf(b) - byWords.weightOf(a))
    const isKnown = (word: string) => byWords.holds(entry, word)
    return { phrasing, words: unique.filter(isKnown), unexplained: unique.filter((word) => !isKnown(word)), evidence }
  }
}
