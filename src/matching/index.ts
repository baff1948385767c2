/** A general matcher: example phrasings per entry in, entries ranked with calibrated probabilities out. */
import type { Lexicon } from '../language/lexicon.ts'
import type { Evidence } from './calibration.ts'
import { trainModel } from './model.ts'
import { type Built, buildRank } from './rank.ts'
import { buildSpellingIndex } from './spelling.ts'
import { changeStore, emptyStore, type Store } from './store.ts'
import { buildWordIndex } from './word-index.ts'

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
  /** The same matcher with these entries as well; one with a known id takes the place of the old. */
  add(entries: readonly MatchEntry[]): void
  remove(ids: Iterable<string>): void
}

export function buildMatcher(entries: readonly MatchEntry[], options: MatcherOptions = {}): Matcher {
  return matcherOver(build(changeStore(emptyStore(), entries, new Set(), options.vocabulary)), options)
}

const build = (store: Store): Built => ({
  store,
  words: buildWordIndex(store),
  spelling: buildSpellingIndex(store),
  model: trainModel(store),
})

function matcherOver(first: Built, { vocabulary }: MatcherOptions): Matcher {
  let built = first
  let rank = buildRank(built, vocabulary)
  function change(added: readonly MatchEntry[], removed: ReadonlySet<string>): void {
    built = build(changeStore(built.store, added, removed, vocabulary))
    rank = buildRank(built, vocabulary)
  }
  return {
    rank: (question, limit = 5) => rank(question, limit),
    add: (entries) => change(entries, new Set()),
    remove: (ids) => change([], new Set(ids)),
  }
}
