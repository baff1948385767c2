/** What a matcher is given, and what it gives. */
import type { Lexicon } from '../language/lexicon.ts'
import type { Evidence } from './calibration.ts'

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
  /** Words of the language at large: one of them that no entry holds is left as it stands, not taken for a misspelt word of an entry. */
  isWord?: (word: string) => boolean
  /** Share of questions that no entry answers, as your logs show it: from it follows how likely "none of them" is. A fifth unless told. */
  outOfScope?: number
  /** False: no model is trained, and words alone rank; quicker to build, and less good. */
  train?: boolean
  /** Names these entries and this vocabulary, and changes when they do; a snapshot of another version is not used. Without it the entries are compared. */
  version?: string
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
  /** Whether it came from a snapshot. */
  isRestored: boolean
  /** All that was built, for `restoreMatcher`. */
  snapshot(): Uint8Array
}
