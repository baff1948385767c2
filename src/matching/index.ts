/** A general matcher: example phrasings per entry in, entries ranked with calibrated probabilities out. */
import type { Lexicon } from '../language/lexicon.ts'
import type { Evidence } from './calibration.ts'
import { trainModel } from './model.ts'
import { type Built, buildRank } from './rank.ts'
import { fingerprintOf, readSnapshot, writeSnapshot } from './snapshot.ts'
import { buildSpellingIndex } from './spelling.ts'
import { changeStore, emptyStore, entriesOf, type Store } from './store.ts'
import { plainText, type Token, tokensOf } from './tokens.ts'
import { buildWordIndex } from './word-index.ts'
import { wordsOf } from './words.ts'

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

export function buildMatcher(entries: readonly MatchEntry[], options: MatcherOptions = {}): Matcher {
  return matcherOver(build(emptyStore(), entries, new Set(), options), false, options)
}

/** A matcher from its snapshot, or built anew where the snapshot is missing, damaged, or of other entries. */
export function restoreMatcher(
  snapshot: Uint8Array | undefined,
  entries: readonly MatchEntry[] | (() => readonly MatchEntry[]),
  options: MatcherOptions = {},
): Matcher {
  const all = typeof entries === 'function' ? entries : () => entries
  const built = snapshot && readSnapshot(snapshot, fingerprintOf(all, options.version))
  return built ? matcherOver(built, true, options) : buildMatcher(all(), options)
}

function build(
  store: Store,
  added: readonly MatchEntry[],
  removed: ReadonlySet<string>,
  { vocabulary, train = true }: MatcherOptions,
): Built {
  // What is new is cut once, for the words and for the model.
  const tokensOfNew = new Map<string, Token[]>()
  const changed = changeStore(store, added, removed, (text) => {
    const plain = plainText(text)
    const tokens = tokensOf(plain)
    tokensOfNew.set(text, tokens)
    return { tokens, words: wordsOf(plain, tokens, vocabulary) }
  })
  return {
    store: changed,
    words: buildWordIndex(changed),
    spelling: buildSpellingIndex(changed),
    model: train ? trainModel(changed, (text) => tokensOfNew.get(text) ?? tokensOf(plainText(text))) : undefined,
  }
}

function matcherOver(first: Built, isRestored: boolean, options: MatcherOptions): Matcher {
  let built = first
  let rank = buildRank(built, options)
  function change(added: readonly MatchEntry[], removed: ReadonlySet<string>): void {
    built = build(built.store, added, removed, options)
    rank = buildRank(built, options)
  }
  return {
    isRestored,
    rank: (question, limit = 5) => rank(question, limit),
    add: (entries) => change(entries, new Set()),
    remove: (ids) => change([], new Set(ids)),
    snapshot: () =>
      writeSnapshot(
        built,
        fingerprintOf(() => entriesOf(built.store), options.version),
      ),
  }
}
