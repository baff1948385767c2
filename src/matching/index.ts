/** A general matcher: example phrasings per entry in, entries ranked with calibrated probabilities out. */
import type { MatchEntry, Matcher, MatcherOptions } from './matcher.ts'
import { trainModel } from './model.ts'
import { type Built, buildRank } from './rank.ts'
import { fingerprintOf, readSnapshot, writeSnapshot } from './snapshot.ts'
import { buildSpellingIndex } from './spelling.ts'
import { changeStore, emptyStore, entriesOf, type Store } from './store.ts'
import { plainText, type Token, tokensOf } from './tokens.ts'
import { buildWordIndex } from './word-index.ts'
import { wordsOf } from './words.ts'

export type * from './matcher.ts'

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
    const tokens = tokensOf(plainText(text))
    tokensOfNew.set(text, tokens)
    return wordsOf(tokens, vocabulary)
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
