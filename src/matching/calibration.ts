/** From evidence to probability: one logistic choice among the candidates and "none of them". */

/** What speaks for one entry. */
export type Evidence = {
  /** Score of the linear model: about 1 for an entry's own phrasings, about 0 for what shares nothing with them; 0 without a model. */
  linear: number
  /** Cosine of the question's words with the entry's nearest phrasing, 0 to 1. */
  phrasing: number
  /** Cosine of its content words with all that the entry says, 0 to 1. */
  words: number
  /** Share of the question's content words, by weight, that the entry explains, 0 to 1. */
  wordsExplained: number
  /** The same for all entries together: what is left over is strange to every entry. */
  wordsKnown: number
  /** Share of the content words, by weight, that had to be put right. */
  wordsCorrected: number
  /** Logarithm of the number of the entry's phrasings. */
  size: number
}

export type Weights = { candidate: number[]; none: number[] }

/** Share of questions out of scope that the weights below are fitted for: between CLINC150 (3 %) and CrossWOZ (57 %). */
export const OUT_OF_SCOPE = 0.2

/** With a trained model, and without one. Fitted by `npm run bench -- fit` on training parts of the public sets. */
const TRAINED: Weights = { candidate: [12.29, 2.06, -0.19, 2.36, -1.15], none: [4.2, 1.64, 0.36, 0] }
const UNTRAINED: Weights = { candidate: [0, 7.24, 6.53, 2.22, 0], none: [1.85, 2.98, 0.41, 1.11] }

/** What the choice sees of an entry … */
export const candidateTerms = ({ linear, phrasing, words, wordsExplained, size }: Evidence): number[] => [
  linear,
  phrasing,
  words,
  wordsExplained,
  linear * size,
]

/** … and of "none of them", from the evidence for the best. */
export const noneTerms = ({ wordsKnown, size, wordsCorrected }: Evidence): number[] => [
  1,
  wordsKnown,
  size,
  wordsCorrected,
]

const product = (weights: readonly number[], terms: readonly number[]): number =>
  terms.reduce((sum, term, index) => sum + term * (weights[index] ?? 0), 0)

/** What a share of questions out of scope other than the one fitted for adds to "none of them"; −∞ where there are none. */
export function noneMoreLikely(outOfScope: number): number {
  if (!(outOfScope >= 0 && outOfScope < 1))
    throw new RangeError(`outOfScope is a share, from 0 to less than 1: ${outOfScope} is none`)
  const odds = (share: number): number => share / (1 - share)
  return Math.log(odds(outOfScope) / odds(OUT_OF_SCOPE))
}

/**
 * Probabilities of the candidates, in their order; what is left to 1 is "none of them".
 * @param moreLikely what speaks for "none of them" besides the evidence, by `noneMoreLikely`
 */
export function probabilitiesOf(candidates: readonly Evidence[], trained: boolean, moreLikely: number): number[] {
  const { candidate, none } = trained ? TRAINED : UNTRAINED
  const [first] = candidates
  if (!first) return []
  const scores = candidates.map((evidence) => product(candidate, candidateTerms(evidence)))
  const noneScore = product(none, noneTerms(first)) + moreLikely
  const largest = Math.max(noneScore, ...scores)
  const shares = scores.map((score) => Math.exp(score - largest))
  const whole = shares.reduce((sum, share) => sum + share, Math.exp(noneScore - largest))
  return shares.map((share) => share / whole)
}
