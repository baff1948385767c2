/** The matchers over a knowledge base: taken up from where it is kept, or built, and kept for the next time. */
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import { shelfOf } from '../knowledge/shelf.ts'
import { isEverydayWord } from '../language/everyday-words.ts'
import type { Lexicon } from '../language/lexicon.ts'
import { buildMatcher, type MatchEntry, type Matcher, type MatcherOptions, restoreMatcher } from '../matching/index.ts'
import { buildChineseLexicon } from './lexicons.ts'
import { figureEntries, matchEntries } from './match-entries.ts'

type Kind = {
  kept: string
  entries(knowledge: KnowledgeBase): MatchEntry[]
  options?: MatcherOptions
}

const GUIDANCE: Kind = { kept: 'guidance.matcher', entries: matchEntries }
const FIGURES: Kind = {
  kept: 'figures.matcher',
  entries: figureEntries,
  // Of its ranking only the words in common are looked at.
  options: { train: false },
}

/** @param vocabulary as `buildChineseLexicon` gives it */
export const guidanceMatcher = (knowledge: KnowledgeBase, vocabulary: Lexicon<string>): Matcher =>
  matcherOf(GUIDANCE, knowledge, vocabulary)

/** Figures by their own words. */
export const figureMatcher = (knowledge: KnowledgeBase, vocabulary: Lexicon<string>): Matcher =>
  matcherOf(FIGURES, knowledge, vocabulary)

/**
 * The matcher of guidance without some example questions: what would answer if nobody had written them.
 * @param leftOut as `phrasingKey` gives them
 */
export function matcherWithout(leftOut: ReadonlySet<string>, knowledge: KnowledgeBase): Matcher {
  const matcher = guidanceMatcher(knowledge, buildChineseLexicon(knowledge))
  matcher.add(
    matchEntries(knowledge).flatMap(({ id, phrasings, ...entry }) => {
      const left = phrasings.filter((phrasing) => !leftOut.has(phrasingKey(id, phrasing)))
      return left.length < phrasings.length ? [{ ...entry, id, phrasings: left }] : []
    }),
  )
  return matcher
}

export const phrasingKey = (entry: string, phrasing: string): string => `${entry}\n${phrasing}`

/** What answering needs of them as bytes by their names, for a shelf elsewhere. */
export function snapshotsOf(knowledge: KnowledgeBase): Map<string, Uint8Array> {
  const vocabulary = buildChineseLexicon(knowledge)
  return new Map([GUIDANCE, FIGURES].map((kind) => [kind.kept, matcherOf(kind, knowledge, vocabulary).snapshot()]))
}

function matcherOf({ kept, entries, options }: Kind, knowledge: KnowledgeBase, vocabulary: Lexicon<string>): Matcher {
  const all = { ...options, vocabulary, isWord: isEverydayWord }
  const shelf = shelfOf(knowledge)
  if (!shelf) return buildMatcher(entries(knowledge), all)
  const matcher = restoreMatcher(shelf.read(kept), () => entries(knowledge), { ...all, version: shelf.version })
  if (!matcher.isRestored) shelf.write(kept, matcher.snapshot())
  return matcher
}
