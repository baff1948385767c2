/** The known word behind a misspelt one, found by what both are with one letter left out (symmetric deletion), without any scan. */
import { editDistance } from '../language/spelling.ts'
import { isStopWord } from '../language/stop-words.ts'
import { stem } from '../language/units.ts'
import { neighbourFeature } from './features.ts'
import { emptyTable, find, hashEnd, hashStep, intern, type Table } from './hash.ts'
import { countOf, stringAt } from './packed-strings.ts'
import { formHash, IS_LATIN, type Store, wordHash } from './store.ts'
import type { Token } from './tokens.ts'

export type SpellingIndex = {
  /** A word with at most one letter left out, to the forms that can become it: `starts[v]` to `starts[v + 1]` of `forms`. */
  variants: Table
  starts: Uint32Array
  forms: Uint32Array
  /** How many texts hold each form. */
  counts: Uint32Array
}

const SEED = 0x4cf5ad43
/** Shorter words are too easily turned into another. */
const SHORTEST = 3
const LONGEST = 24
/** Below this length the neighbouring words must make a correction likely, or the word be one that this share of all texts holds. */
const SURE = 4
const FREQUENT = 0.02
/** From this length on a word may be two slips away. */
const LONG = 5
/** Words written without spaces: of what length, and what each further word costs against being a frequent one. */
const SHORTEST_RUN = 6
const LONGEST_RUN = 60
const COST_OF_WORD = 12
/** Beyond so many unknown words it is no misspelt question but another text. */
const MOST_CORRECTED = 6

export function buildSpellingIndex({ lexicon, forms }: Store): SpellingIndex {
  const counts = new Uint32Array(lexicon.flags.length)
  for (const form of forms) counts[form] = (counts[form] as number) + 1
  const variants = emptyTable(counts.length * 8)
  const pairs: number[] = []
  for (let form = 0; form < counts.length; form++) {
    if (counts[form] === 0 || ((lexicon.flags[form] as number) & IS_LATIN) === 0) continue
    const text = stringAt(lexicon.strings, form)
    if (text.length < SHORTEST - 1 || text.length > LONGEST) continue
    for (const hash of variantsOf(text)) pairs.push(intern(variants, hash), form)
  }
  const starts = new Uint32Array(variants.size + 1)
  for (let at = 0; at < pairs.length; at += 2) {
    const variant = pairs[at] as number
    starts[variant + 1] = (starts[variant + 1] as number) + 1
  }
  for (let variant = 0; variant < variants.size; variant++)
    starts[variant + 1] = (starts[variant + 1] as number) + (starts[variant] as number)
  const filled = starts.slice()
  const held = new Uint32Array(pairs.length / 2)
  for (let at = 0; at < pairs.length; at += 2) {
    const variant = pairs[at] as number
    held[filled[variant] as number] = pairs[at + 1] as number
    filled[variant] = (filled[variant] as number) + 1
  }
  return { variants, starts, forms: held, counts }
}

/** Hashes of a word, and of the word with each letter left out. */
function variantsOf(text: string): Set<number> {
  const hashes = new Set([hashWithout(text, -1, -1)])
  for (let index = 0; index < text.length; index++) hashes.add(hashWithout(text, index, -1))
  return hashes
}

/** Hashes of a word with two letters left out. */
function furtherVariantsOf(text: string): Set<number> {
  const hashes = new Set<number>()
  for (let first = 0; first < text.length; first++)
    for (let second = first + 1; second < text.length; second++) hashes.add(hashWithout(text, first, second))
  return hashes
}

/** Hash of a word without the letters at two places; -1: at none. */
function hashWithout(text: string, first: number, second: number): number {
  let hash = SEED
  for (let index = 0; index < text.length; index++)
    if (index !== first && index !== second) hash = hashStep(hash, text.charCodeAt(index))
  return hashEnd(hash)
}

/** What is known of words besides their spelling. */
export type Known = {
  /** Whether some entry holds the word, by its id. */
  isHeld(word: number): boolean
  /** Whether it is a word of the language at large. */
  isWord(text: string): boolean
  /** Whether some phrasing has two words beside each other, by `neighbourFeature`. */
  isNeighbour(feature: number): boolean
}

/** A token, or what it was taken for; `trust` below 1 where it was. */
export type Corrected = Token & { trust: number }

/** How much of a word that was put right counts as what was asked; people rarely miss the first letter. */
const TRUST = 0.85
const TRUST_OTHER_FIRST = 0.5

export function correctTokens(
  tokens: readonly Token[],
  store: Store,
  index: SpellingIndex,
  { isHeld, isWord, isNeighbour }: Known,
): Corrected[] {
  const { lexicon } = store
  const frequent = FREQUENT * countOf(store.texts)
  let unknown = 0
  const read: Corrected[] = []
  for (const [at, token] of tokens.entries()) read.push(...corrected(token, read.at(-1), tokens[at + 1]))
  return read

  function corrected(token: Token, before: Token | undefined, after: Token | undefined): Corrected[] {
    const { kind, text, key } = token
    const asIs = [{ ...token, trust: 1 }]
    if (kind !== 'word' || text.length < SHORTEST || isKnown(token) || isStopWord(key) || isWord(text)) return asIs
    if (++unknown > MOST_CORRECTED) return asIs
    const form = text.length <= LONGEST ? nearestForm(text, before, after) : -1
    return form >= 0 ? [tokenOf(form, text, token)] : (apart(token) ?? asIs)
  }

  /** Another form of a known word is no misspelling. */
  function isKnown({ text, key }: Token): boolean {
    const form = find(lexicon.byForm, formHash(text))
    return (form >= 0 && index.counts[form] !== 0) || isHeld(find(lexicon.byWord, wordHash(key)))
  }

  /** The word that was meant, in the letters that were typed: as pieces they are still what stands there. */
  function tokenOf(form: number, written: string, { start, end }: Token): Corrected {
    const text = stringAt(lexicon.strings, form)
    const trust = text[0] === written[0] ? TRUST : TRUST_OTHER_FIRST
    return { text: written, key: stem(text), kind: 'word', start, end, trust }
  }

  function nearestForm(text: string, before: Token | undefined, after: Token | undefined): number {
    const close = bestOf(variantsOf(text), 1)
    return close >= 0 || text.length < LONG ? close : bestOf(furtherVariantsOf(text), 2)

    function bestOf(hashes: ReadonlySet<number>, mostSlips: number): number {
      let best = -1
      let bestScore = Number.NEGATIVE_INFINITY
      const tried = new Set<number>()
      for (const hash of hashes) {
        const variant = find(index.variants, hash)
        if (variant < 0) continue
        for (let at = index.starts[variant] as number; at < (index.starts[variant + 1] as number); at++) {
          const form = index.forms[at] as number
          if (index.counts[form] === 0 || tried.has(form)) continue
          tried.add(form)
          const score = likeness(text, form, mostSlips, before, after)
          if (score > bestScore || (score === bestScore && isBefore(form, best))) {
            best = form
            bestScore = score
          }
        }
      }
      return best
    }
  }

  function isBefore(form: number, other: number): boolean {
    return stringAt(lexicon.strings, form) < stringAt(lexicon.strings, other)
  }

  /** Few slips first; then what the neighbouring words make likely, and what is frequent. */
  function likeness(
    text: string,
    form: number,
    mostSlips: number,
    before: Token | undefined,
    after: Token | undefined,
  ): number {
    const candidate = stringAt(lexicon.strings, form)
    const slips = editDistance(text, candidate)
    if (slips > mostSlips) return Number.NEGATIVE_INFINITY
    const key = stem(candidate)
    const beside =
      (before && isNeighbour(neighbourFeature(before.key, key)) ? 1 : 0) +
      (after && isNeighbour(neighbourFeature(key, after.key)) ? 1 : 0)
    // The shorter, the more words are one slip away by chance.
    const sameFirst = candidate[0] === text[0] ? 1 : 0
    const count = index.counts[form] as number
    const isLikely = beside > 0 || count > frequent || (sameFirst === 1 && candidate.length >= SURE)
    if (text.length < SURE && !isLikely) return Number.NEGATIVE_INFINITY
    return 2 * beside + 2 * sameFirst - 6 * slips + Math.log(1 + count)
  }

  /** "Whatisfraud" as three known words; of several ways the one with the more frequent words. */
  function apart(token: Token): Corrected[] | undefined {
    const { text } = token
    if (text.length < SHORTEST_RUN || text.length > LONGEST_RUN) return undefined
    const costs = [0]
    const lasts: number[] = [-1]
    const froms = [0]
    for (let end = 1; end <= text.length; end++) {
      costs[end] = Number.POSITIVE_INFINITY
      for (let from = Math.max(0, end - LONGEST); from <= end - 2; from++) {
        const before = costs[from] as number
        if (before === Number.POSITIVE_INFINITY) continue
        const form = find(lexicon.byForm, formHash(text.slice(from, end)))
        const count = form < 0 ? 0 : (index.counts[form] as number)
        if (count === 0) continue
        const cost = before + COST_OF_WORD - Math.log(count)
        if (cost >= (costs[end] as number)) continue
        costs[end] = cost
        lasts[end] = form
        froms[end] = from
      }
    }
    if (costs[text.length] === Number.POSITIVE_INFINITY) return undefined
    const found: Corrected[] = []
    for (let end = text.length; end > 0; end = froms[end] as number) {
      const form = lasts[end] as number
      found.unshift(tokenOf(form, stringAt(lexicon.strings, form), token))
    }
    return found.length <= text.length / 3 ? found : undefined
  }
}
