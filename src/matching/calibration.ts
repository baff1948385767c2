/** From similarities to the probability that the best entry answers the question. */

export type Evidence = {
  /** Cosine of words, pairs and pieces with the entry's nearest phrasing, each 0 to 1. */
  words: number
  pairs: number
  pieces: number
  /** Share of the question that the entry's phrasings explain, 0 to 1. */
  coverage: number
  /** How far its score stands above the next entry's. */
  lead: number
}

/** How the signals add up to the score that entries are ranked by. */
const RANKING = { words: 0.4, pairs: 0.15, pieces: 0.25, coverage: 0.2 }

/**
 * Logistic regression over leave-one-out questions: each example phrasing asked against a base without it (right: 1, wrong: 0), and against
 * a base without its whole entry (always 0). Fitted over the shipped knowledge; `docs/matching.md` says how to fit again.
 */
const LOGISTIC = { words: 2.2, pairs: 1.6, pieces: 3.0, coverage: 5.2, lead: 9, bias: -7.0 }

export const scoreOf = (evidence: Omit<Evidence, 'lead'>): number =>
  RANKING.words * evidence.words + RANKING.pairs * evidence.pairs + RANKING.pieces * evidence.pieces + RANKING.coverage * evidence.coverage

export function probabilityOf(evidence: Evidence): number {
  const logit =
    LOGISTIC.bias +
    LOGISTIC.words * evidence.words +
    LOGISTIC.pairs * evidence.pairs +
    LOGISTIC.pieces * evidence.pieces +
    LOGISTIC.coverage * evidence.coverage +
    LOGISTIC.lead * Math.min(evidence.lead, 0.3)
  return 1 / (1 + Math.exp(-logit))
}
