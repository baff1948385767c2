/** From similarities to the probability that the best entry answers the question. */

export type Evidence = {
  /** Cosine of the question's words with the entry's nearest phrasing, 0 to 1. */
  phrasing: number
  /** Cosine of words, and of pieces of words, with all that the entry says, 0 to 1. */
  words: number
  pieces: number
  /** Share of the question's words, and of their pieces, that the entry explains, 0 to 1. */
  wordsExplained: number
  piecesExplained: number
  /** How far its score stands above the next entry's; negative behind the best. */
  lead: number
}

/** A lead beyond this tells nothing more. */
const LARGEST_LEAD = 0.4

/** How the signals add up to the score that entries are ranked by: searched by cross-validation over the shipped knowledge. */
const RANKING = { phrasing: 0.16, words: 0.9, pieces: 0.2, wordsExplained: 1, piecesExplained: 0.4 }

/**
 * Logistic regression of "the best entry is the right one", over the question bank and over phrasings of entries that the matcher lacks.
 * `npm run calibrate` fits it anew and shows accuracy and expected calibration error under cross-validation.
 */
const LOGISTIC = {
  phrasing: 2.95,
  words: 4.83,
  pieces: 2.51,
  wordsExplained: 1.0,
  piecesExplained: -0.95,
  lead: 4.2,
  bias: -3.88,
}

export const scoreOf = (evidence: Omit<Evidence, 'lead'>): number =>
  RANKING.phrasing * evidence.phrasing +
  RANKING.words * evidence.words +
  RANKING.pieces * evidence.pieces +
  RANKING.wordsExplained * evidence.wordsExplained +
  RANKING.piecesExplained * evidence.piecesExplained

/** The evidence as the regression sees it, in the order of `LOGISTIC`, the constant 1 last. */
export const regressors = (evidence: Evidence): number[] => [
  evidence.phrasing,
  evidence.words,
  evidence.pieces,
  evidence.wordsExplained,
  evidence.piecesExplained,
  Math.max(-LARGEST_LEAD, Math.min(LARGEST_LEAD, evidence.lead)),
  1,
]

export const REGRESSOR_NAMES = Object.keys(LOGISTIC)

const WEIGHTS = Object.values(LOGISTIC)

export const probabilityOf = (evidence: Evidence): number =>
  1 / (1 + Math.exp(-regressors(evidence).reduce((sum, value, index) => sum + value * (WEIGHTS[index] ?? 0), 0)))
