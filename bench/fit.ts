/**
 * Fits the constants of src/matching/calibration.ts on the training parts of the public sets and on phrasings of the shipped knowledge: the weights of one choice among the candidates and
 * "none of them", by gradient descent on its logarithmic loss. Every set counts the same, and within it what is out of scope counts a fixed share.
 */

import { buildChineseLexicon } from '../src/answering/lexicons.ts'
import { matchEntries } from '../src/answering/match-entries.ts'
import { readConfig } from '../src/config.ts'
import { loadKnowledge } from '../src/knowledge/load.ts'
import { candidateTerms, noneTerms, OUT_OF_SCOPE, type Weights } from '../src/matching/calibration.ts'
import { buildMatcher, type MatchEntry, type MatcherOptions } from '../src/matching/index.ts'
import { entriesOf } from './matchers.ts'
import { hash, type Question, readTuningSet } from './sets.ts'
import { withTypos } from './typos.ts'

const FITTED_ON = [
  ...['clinc150', 'clinc150-10', 'banking77', 'banking77-10', 'banking77-oos', 'hwu64', 'hwu64-10'],
  ...['stackfaq', 'crosswoz'],
]
/** How much of it is taken to hold typos. */
const MISTYPED = 0.25
const CONSIDERED = 10
const STEPS = 500
const RATE = 0.3
const SHRINKAGE = 1e-4

type Sample = { candidates: number[][]; none: number[]; right: number; weight: number }

type Tuning = { entries: readonly MatchEntry[]; options: MatcherOptions; questions: readonly Question[] }

const publicSet = (name: string): Tuning => {
  const { train, answers, questions } = readTuningSet(name)
  return { entries: entriesOf(train, answers), options: {}, questions }
}

/** The shipped knowledge, whose entries also say something: every fifth phrasing is asked, and every fourth entry is lacking. */
function shippedKnowledge(): Tuning {
  const { knowledge } = loadKnowledge(readConfig().knowledgeFolders, { bank: false })
  if (!knowledge) throw new Error('the knowledge base has problems; run npm run check')
  const isStranger = (id: string): boolean => hash(`${id} stranger`) % 4 === 0
  const isAsked = (text: string): boolean => hash(text) % 5 === 0
  const all = matchEntries(knowledge)
  const entries = all
    .filter(({ id }) => !isStranger(id))
    .map((entry) => ({ ...entry, phrasings: entry.phrasings.filter((text) => !isAsked(text)) }))
  const questions = all.flatMap(({ id, phrasings }) =>
    phrasings.filter(isAsked).map((text) => ({ id: isStranger(id) ? null : id, text })),
  )
  return { entries, options: { vocabulary: buildChineseLexicon(knowledge) }, questions }
}

function samplesOf({ entries, options, questions }: Tuning, train: boolean): Sample[] {
  const matcher = buildMatcher(entries, { ...options, train })
  const out = questions.filter(({ id }) => id === null).length
  const inScope = questions.length - out
  const weightOf = (id: string | null): number => (id === null ? OUT_OF_SCOPE / out : (1 - OUT_OF_SCOPE) / inScope)
  const sampleOf = (id: string | null, text: string, share: number): Sample[] => {
    const ranked = matcher.rank(text, CONSIDERED)
    const right = ranked.findIndex((one) => one.id === id)
    const evidence = ranked.flatMap(({ why }) => why?.evidence ?? [])
    const [first] = evidence
    // Where the right entry is not among the candidates, no weights could choose it.
    if (!first || (id !== null && right < 0)) return []
    return [{ candidates: evidence.map(candidateTerms), none: noneTerms(first), right, weight: share * weightOf(id) }]
  }
  return questions.flatMap(({ id, text }) => [
    ...sampleOf(id, text, 1 - MISTYPED),
    ...sampleOf(
      id,
      withTypos(text, () => ''),
      MISTYPED,
    ),
  ])
}

/** Adam, with a smaller step for the last third. */
function fit(samples: readonly Sample[]): Weights {
  const [some] = samples
  if (!some) throw new Error('nothing to fit on')
  const split = some.candidates[0]?.length ?? 0
  const weights = new Float64Array(split + some.none.length)
  const mean = weights.slice()
  const square = weights.slice()
  const whole = samples.reduce((sum, { weight }) => sum + weight, 0)
  for (let step = 1; step <= STEPS; step++) {
    const gradient = weights.map((weight) => weight * SHRINKAGE)
    for (const sample of samples) addGradient(gradient, sample, whole)
    for (const [index, slope] of gradient.entries()) {
      mean[index] = 0.9 * (mean[index] as number) + 0.1 * slope
      square[index] = 0.99 * (square[index] as number) + 0.01 * slope * slope
      const rate = (step > (STEPS * 2) / 3 ? 0.2 : 1) * RATE
      const move = (mean[index] as number) / (1 - 0.9 ** step)
      weights[index] =
        (weights[index] as number) - (rate * move) / (Math.sqrt((square[index] as number) / (1 - 0.99 ** step)) + 1e-8)
    }
  }
  return { candidate: [...weights.subarray(0, split)], none: [...weights.subarray(split)] }

  function addGradient(gradient: Float64Array, { candidates, none, right, weight }: Sample, total: number): void {
    const rows = [...candidates, none]
    const offsetOf = (row: number): number => (row < candidates.length ? 0 : split)
    const scores = rows.map((terms, row) =>
      terms.reduce((sum, term, index) => sum + term * (weights[offsetOf(row) + index] as number), 0),
    )
    const largest = Math.max(...scores)
    const shares = scores.map((score) => Math.exp(score - largest))
    const all = shares.reduce((sum, share) => sum + share, 0)
    const chosen = right < 0 ? candidates.length : right
    for (const [row, terms] of rows.entries()) {
      const error = (((shares[row] as number) / all - (row === chosen ? 1 : 0)) * weight) / total
      for (const [index, term] of terms.entries())
        gradient[offsetOf(row) + index] = (gradient[offsetOf(row) + index] as number) + error * term
    }
  }
}

export function fitCalibration(): string {
  const write = ({ candidate, none }: Weights): string =>
    `{ candidate: [${candidate.map(round).join(', ')}], none: [${none.map(round).join(', ')}] }`
  const sets = [...FITTED_ON.map(publicSet), shippedKnowledge()]
  return [true, false]
    .map((train) => {
      const weights = fit(sets.flatMap((set) => samplesOf(set, train)))
      return `${train ? 'TRAINED' : 'UNTRAINED'} = ${write(weights)}`
    })
    .join('\n')
}

const round = (value: number): number => Math.round(value * 100) / 100
