/**
 * Fits the constants of src/matching/calibration.ts: logistic regression of "the best entry is the right one" on the evidence for it.
 * Two kinds of questions: those of the question bank (asked of the whole base), and example phrasings of entries that the matcher lacks
 * (never right). Prints the coefficients, and the accuracy and the expected calibration error of five-fold cross-validation.
 */
import { matchEntries } from '../src/answering/retrieve.ts'
import { buildChineseLexicon, buildUnderstand } from '../src/answering/understand.ts'
import { readConfig } from '../src/config.ts'
import { loadKnowledge } from '../src/knowledge/load.ts'
import { REGRESSOR_NAMES, regressors } from '../src/matching/calibration.ts'
import { buildMatcher } from '../src/matching/index.ts'

const FOLDS = 5
const STEPS = 4000
/** Questions near to the subject whose entry does not exist (yet) are rarer than such phrasings are many. */
const STRANGER_WEIGHT = 0.15

type Sample = { values: number[]; right: number; inScope: boolean; weight: number }

const config = readConfig()
const { knowledge, problems, bank } = loadKnowledge(config.knowledgeFolders)
if (!knowledge) throw new Error(`${problems.length} problems; run npm run check`)
const vocabulary = buildChineseLexicon(knowledge)
const entries = matchEntries(knowledge)
const understand = buildUnderstand(knowledge, vocabulary)

const samples = [...bankSamples(), ...strangerSamples()]

function bankSamples(): Sample[] {
  const matcher = buildMatcher(entries, { vocabulary })
  const ids = new Set(entries.map((entry) => entry.id))
  return bank.flatMap((item) => {
    if ('talk' in item) return []
    const wanted = (item.expect.entry ?? []).filter((id) => ids.has(id))
    // A question for a figure says nothing about how well guidance is matched.
    if (item.expect.entry && wanted.length === 0) return []
    const best = matcher.rank(understand(item.ask, config.today()).text, 1)[0]
    return best?.why
      ? [
          {
            values: regressors(best.why.evidence),
            right: wanted.includes(best.id) ? 1 : 0,
            inScope: wanted.length > 0,
            weight: 1,
          },
        ]
      : []
  })
}

function strangerSamples(): Sample[] {
  return Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
    const matcher = buildMatcher(
      entries.filter((_, index) => index % FOLDS !== fold),
      { vocabulary },
    )
    const strangers = entries
      .filter((_, index) => index % FOLDS === fold)
      .flatMap((entry) => entry.phrasings.filter((_, index) => index % 4 === 1))
    return strangers.flatMap((text) => {
      const best = matcher.rank(text, 1)[0]
      return best?.why
        ? [{ values: regressors(best.why.evidence), right: 0, inScope: false, weight: STRANGER_WEIGHT }]
        : []
    })
  })
}

const probability = (weights: readonly number[], values: readonly number[]): number =>
  1 / (1 + Math.exp(-values.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), 0)))

function fitLogistic(training: readonly Sample[]): number[] {
  const weights: number[] = REGRESSOR_NAMES.map(() => 0)
  const total = training.reduce((sum, sample) => sum + sample.weight, 0)
  for (let step = 0; step < STEPS; step++) {
    const gradient = weights.map(() => 0)
    for (const { values, right, weight } of training) {
      const error = (probability(weights, values) - right) * weight
      for (const [index, value] of values.entries()) gradient[index] = (gradient[index] ?? 0) + error * value
    }
    for (const index of weights.keys()) weights[index] = (weights[index] ?? 0) - (4 * (gradient[index] ?? 0)) / total
  }
  return weights
}

const judged = Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
  const weights = fitLogistic(samples.filter((_, index) => index % FOLDS !== fold))
  return samples
    .filter((_, index) => index % FOLDS === fold)
    .map((sample) => ({ ...sample, probability: probability(weights, sample.values) }))
})
const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / (values.length || 1)
const ofBank = judged.filter((sample) => sample.weight === 1)
const bins = Array.from({ length: 10 }, (_, bin) =>
  ofBank.filter((sample) => Math.min(9, Math.floor(sample.probability * 10)) === bin),
)
const error = bins.reduce(
  (sum, bin) =>
    sum +
    (bin.length / ofBank.length) *
      Math.abs(mean(bin.map((one) => one.probability)) - mean(bin.map((one) => one.right))),
  0,
)

console.log(
  fitLogistic(samples)
    .map((weight, index) => `${REGRESSOR_NAMES[index]}: ${weight.toFixed(2)}`)
    .join(', '),
)
const inScope = ofBank.filter((sample) => sample.inScope)
console.log(
  `bank: ${inScope.length} in scope, ${ofBank.length - inScope.length} not; accuracy at 1 ${(mean(inScope.map((one) => one.right)) * 100).toFixed(1)} %; expected calibration error ${error.toFixed(3)}`,
)
for (const threshold of [0.3, 0.4, 0.5, 0.6, 0.7]) {
  const answered = inScope.filter((one) => one.probability >= threshold)
  const strays = ofBank.filter((one) => !one.inScope && one.probability >= threshold)
  console.log(
    `from ${threshold}: answers ${((answered.length / inScope.length) * 100).toFixed(0)} % of what is in scope, ${(mean(answered.map((one) => one.right)) * 100).toFixed(1)} % of it right, and ${((strays.length / (ofBank.length - inScope.length)) * 100).toFixed(1)} % of what is not`,
  )
}
