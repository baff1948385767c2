/**
 * Fits the constants of src/matching/calibration.ts over the example phrasings of a knowledge folder, by ten-fold cross-validation:
 * held-out phrasings asked of a matcher that has the others (label: is the best entry the right one), and phrasings of held-out entries
 * asked of a matcher that lacks them (label: 0). Prints the coefficients, and accuracy and calibration error on the folds.
 */
import { matchEntries } from '../src/answering/retrieve.ts'
import { buildChineseLexicon } from '../src/answering/understand.ts'
import { loadKnowledge } from '../src/knowledge/load.ts'
import { REGRESSOR_NAMES, regressors } from '../src/matching/calibration.ts'
import { buildMatcher, type MatchEntry } from '../src/matching/index.ts'

const FOLDS = 10
type Sample = { signals: number[]; right: number; known: boolean }

const { knowledge, problems } = loadKnowledge([process.env.KNOWLEDGE_DIR ?? 'knowledge'])
if (!knowledge) throw new Error(`${problems.length} problems; run npm run check`)
const vocabulary = buildChineseLexicon(knowledge)
const entries = matchEntries(knowledge)

const samples: Sample[] = []
for (let fold = 0; fold < FOLDS; fold++) {
  const kept = entries.map((entry) => ({ ...entry, phrasings: entry.phrasings.filter((_, index) => index % FOLDS !== fold) }))
  const heldOut = entries.flatMap((entry) => entry.phrasings.filter((_, index) => index % FOLDS === fold).map((text) => ({ id: entry.id, text })))
  ask(kept, heldOut, true)
  const others = entries.filter((_, index) => index % FOLDS !== fold)
  const strangers = entries.filter((_, index) => index % FOLDS === fold).flatMap((entry) => entry.phrasings.filter((_, index) => index % 2 === 0).map((text) => ({ id: entry.id, text })))
  ask(others, strangers, false)
}

function ask(base: MatchEntry[], questions: { id: string; text: string }[], known: boolean): void {
  const matcher = buildMatcher(base, { vocabulary })
  for (const { id, text } of questions) {
    const best = matcher.rank(text, 1)[0]
    const evidence = best?.why?.evidence
    if (evidence) samples.push({ signals: regressors(evidence), right: best.id === id ? 1 : 0, known })
  }
}

const weights: number[] = new Array(REGRESSOR_NAMES.length).fill(0)
const sigmoid = (signals: number[]): number => 1 / (1 + Math.exp(-signals.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), 0)))
for (let step = 0; step < 6000; step++) {
  const gradient = new Array(weights.length).fill(0)
  for (const { signals, right } of samples) {
    const error = sigmoid(signals) - right
    for (const [index, value] of signals.entries()) gradient[index] += error * value
  }
  for (const index of weights.keys()) weights[index] = (weights[index] ?? 0) - (4 * gradient[index]) / samples.length
}

const known = samples.filter((sample) => sample.known)
const bins = Array.from({ length: 10 }, (_, bin) => samples.filter(({ signals }) => Math.min(9, Math.floor(sigmoid(signals) * 10)) === bin))
const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / (values.length || 1)
const error = bins.reduce((sum, bin) => sum + (bin.length / samples.length) * Math.abs(mean(bin.map((one) => sigmoid(one.signals))) - mean(bin.map((one) => one.right))), 0)
console.log(REGRESSOR_NAMES.map((name, index) => `${name}: ${weights[index]?.toFixed(2)}`).join(', '))
console.log(`questions ${samples.length}; accuracy at 1 ${(mean(known.map((one) => one.right)) * 100).toFixed(1)} %; expected calibration error ${error.toFixed(3)}`)
const at = (threshold: number) => ({ asked: known.filter((one) => sigmoid(one.signals) >= threshold), strangers: samples.filter((one) => !one.known && sigmoid(one.signals) >= threshold) })
for (const threshold of [0.3, 0.4, 0.5, 0.6, 0.7]) {
  const { asked, strangers } = at(threshold)
  console.log(`from ${threshold}: answers ${((asked.length / known.length) * 100).toFixed(0)} % of the known, ${(mean(asked.map((one) => one.right)) * 100).toFixed(1)} % right; answers ${((strangers.length / (samples.length - known.length)) * 100).toFixed(1)} % of questions whose entry is missing`)
}
