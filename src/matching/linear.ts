/**
 * A linear model over features, one against the rest: for each entry a weight per feature, so that its own phrasings score 1 and more,
 * and those of all others stay low. L2-loss support vectors by dual coordinate descent (Hsieh et al. 2008).
 */
import { growing, packed, push } from './growing.ts'

/** Examples as sparse rows: `starts[i]` to `starts[i + 1]` are the features and values of example i, which belongs to `labels[i]`. */
export type Examples = {
  starts: Uint32Array
  features: Uint32Array
  values: Float32Array
  labels: Uint32Array
  /** Product of each example with itself … */
  squares: Float64Array
  /** … and what its features that no other has, which are left out, are of that: they set it apart, and matter to no other. */
  apart: Float64Array
  /** By feature: whether it helps to find which examples are near to others. */
  isComparedBy: Uint8Array
}

/** Weights by feature: `starts[f]` to `starts[f + 1]` are the entries that it speaks for or against. */
export type Linear = { starts: Uint32Array; entries: Uint32Array; weights: Float32Array }

/** An entry's own phrasings should score no less than this … */
const OWN_SCORE = 1
/**
 * … and those of others no more than this. Above 0, unlike in a plain classifier: a text that shares nothing scores 0, and is thereby
 * as far off as the phrasings of others, not half-way to the entry.
 */
const OTHERS_SCORE = 0.25
/** What a phrasing on the wrong side costs. */
const COST = 3
const ROUNDS = 4
/** A round in which nothing moves more than this is the last. */
const STILL = 0.1
/** Others' phrasings that an entry learns to keep apart from: the nearest to its own, at most so many. */
const NEAREST_OTHERS = 1200
const FEWEST_OTHERS = 100
const OTHERS_EACH = 6
const STEPS = 1024
/** Features of more than this share of all phrasings, and of more than so many, do not say which are near. */
const TOO_COMMON = 0.02
const FEWEST_COMMON = 64
/** How much the direction of the sum of an entry's phrasings adds to what was learned, for each e-fold of their number. */
const MIDDLE = 0.12
/** Weights below this change no ranking. */
const LEAST_WEIGHT = 0.02

export function trainLinear(examples: Examples, entryCount: number): Linear {
  const { starts, features, values, labels, squares, apart } = examples
  const featureCount = examples.isComparedBy.length
  const ownOf = groupByLabel(labels, entryCount)
  const nearest = buildNearest(examples)
  const weights = new Float32Array(featureCount)
  const middle: Sum = { values: new Float64Array(featureCount), features: [] }
  const learned = { features: growing(new Uint32Array(64)), weights: growing(new Float32Array(64)) }
  const learnedStarts = new Uint32Array(entryCount + 1)
  for (let entry = 0; entry < entryCount; entry++) {
    const own = ownOf(entry)
    sumUp(own)
    const others = nearest(own, middle)
    const rows = new Uint32Array(own.length + others.length)
    rows.set(own)
    rows.set(others, own.length)
    const supporting = descend(rows, own.length)
    leanOnMiddle(own.length)
    collect([...own, ...supporting])
    learnedStarts[entry + 1] = learned.features.length
  }
  return byFeature(learnedStarts, packed(learned.features), packed(learned.weights), featureCount)

  /** Finds the weights for which the first `owned` rows are the entry's own. Returns the others on which they came to rest. */
  function descend(rows: Uint32Array, owned: number): Uint32Array {
    const duals = new Float64Array(rows.length)
    const order = Uint32Array.from(rows.keys())
    const random = lehmer(1)
    const slack = 0.5 / COST
    let active = rows.length
    for (let round = 0; round < ROUNDS; round++) {
      let largest = 0
      shuffle(order, active, random)
      for (let turn = 0; turn < active; turn++) {
        const row = order[turn] as number
        const sign = row < owned ? 1 : -1
        const example = rows[row] as number
        const dual = duals[row] as number
        const from = starts[example] as number
        const to = starts[example + 1] as number
        let score = sign * dual * (apart[example] as number)
        for (let at = from; at < to; at++) score += (weights[features[at] as number] as number) * (values[at] as number)
        const gradient = sign * score - (sign > 0 ? OWN_SCORE : -OTHERS_SCORE) + slack * dual
        if (dual === 0 && gradient >= 0) {
          // Far on the right side: it will hardly come back.
          if (round > 0 && gradient > 0.2) {
            active--
            order[turn--] = order[active] as number
            order[active] = row
          }
          continue
        }
        largest = Math.max(largest, Math.abs(gradient))
        const moved = Math.max(0, dual - gradient / ((squares[example] as number) + slack))
        const step = (moved - dual) * sign
        duals[row] = moved
        for (let at = from; at < to; at++) {
          const feature = features[at] as number
          weights[feature] = (weights[feature] as number) + step * (values[at] as number)
        }
      }
      if (largest < STILL) break
    }
    return rows.filter((_, row) => row >= owned && duals[row] !== 0)
  }

  function sumUp(own: Uint32Array): void {
    for (const example of own) {
      for (let at = starts[example] as number; at < (starts[example + 1] as number); at++) {
        const feature = features[at] as number
        if (middle.values[feature] === 0) middle.features.push(feature)
        middle.values[feature] = (middle.values[feature] as number) + (values[at] as number)
      }
    }
  }

  /** What the phrasings have in common tells better than their borders what is strange to all of them, the more of them there are. */
  function leanOnMiddle(owned: number): void {
    const square = middle.features.reduce((sum, feature) => sum + (middle.values[feature] as number) ** 2, 0)
    const share = (MIDDLE * Math.log(owned)) / (Math.sqrt(square) || 1)
    for (const feature of middle.features) {
      weights[feature] = (weights[feature] as number) + share * (middle.values[feature] as number)
      middle.values[feature] = 0
    }
    middle.features.length = 0
  }

  /** Takes the weights over, and leaves zeros for the next entry. */
  function collect(rows: readonly number[]): void {
    for (const example of rows) {
      for (let at = starts[example] as number; at < (starts[example + 1] as number); at++) {
        const feature = features[at] as number
        const weight = weights[feature] as number
        if (weight === 0) continue
        weights[feature] = 0
        if (Math.abs(weight) < LEAST_WEIGHT) continue
        push(learned.features, feature)
        push(learned.weights, weight)
      }
    }
  }
}

function groupByLabel(labels: Uint32Array, entryCount: number): (entry: number) => Uint32Array {
  const starts = new Uint32Array(entryCount + 1)
  for (const label of labels) starts[label + 1] = (starts[label + 1] as number) + 1
  for (let entry = 0; entry < entryCount; entry++)
    starts[entry + 1] = (starts[entry + 1] as number) + (starts[entry] as number)
  const filled = starts.slice()
  const members = new Uint32Array(labels.length)
  for (const [example, label] of labels.entries()) {
    members[filled[label] as number] = example
    filled[label] = (filled[label] as number) + 1
  }
  return (entry) => members.subarray(starts[entry], starts[entry + 1])
}

/** The sum of an entry's own examples, and which features are in it. */
type Sum = { values: Float64Array; features: number[] }

/** Which examples of others are nearest to the sum of an entry's own. */
function buildNearest({ starts, features, values, labels, isComparedBy }: Examples) {
  const count = labels.length
  const tooCommon = Math.max(FEWEST_COMMON, count * TOO_COMMON)
  const featureCount = isComparedBy.length
  const postings = new Uint32Array(featureCount + 1)
  for (const feature of features)
    postings[feature + 1] = (postings[feature + 1] as number) + (isComparedBy[feature] as number)
  for (let feature = 0; feature < featureCount; feature++)
    postings[feature + 1] = (postings[feature + 1] as number) + (postings[feature] as number)
  const filled = postings.slice()
  const holders = new Uint32Array(postings[featureCount] as number)
  const shares = new Float32Array(holders.length)
  for (let example = 0; example < count; example++) {
    for (let at = starts[example] as number; at < (starts[example + 1] as number); at++) {
      const feature = features[at] as number
      if (!isComparedBy[feature]) continue
      const place = filled[feature] as number
      holders[place] = example
      shares[place] = values[at] as number
      filled[feature] = place + 1
    }
  }
  const scores = new Float64Array(count)
  const touched = new Uint32Array(count)

  return (own: Uint32Array, sum: Sum): number[] => {
    let found = 0
    for (const feature of sum.features) {
      const from = postings[feature] as number
      const to = postings[feature + 1] as number
      const weight = sum.values[feature] as number
      // Held by none but its own, or by too many to tell.
      if (to - from < 2 || to - from > tooCommon) continue
      for (let at = from; at < to; at++) {
        const example = holders[at] as number
        if (scores[example] === 0) touched[found++] = example
        scores[example] = (scores[example] as number) + weight * (shares[at] as number)
      }
    }
    for (const example of own) scores[example] = 0
    const near = touched.subarray(0, found).sort()
    const threshold = nthLargest(scores, near, Math.min(NEAREST_OTHERS, FEWEST_OTHERS + OTHERS_EACH * own.length))
    const others: number[] = []
    for (const example of near) {
      const score = scores[example] as number
      if (score > 0 && score >= threshold) others.push(example)
      scores[example] = 0
    }
    return others
  }
}

/** The value that `n` of those `among` the values reach; close to it where many are nearly equal: they are counted in steps. */
function nthLargest(values: Float64Array, among: Uint32Array, n: number): number {
  let largest = 0
  for (const index of among) largest = Math.max(largest, values[index] as number)
  if (largest === 0) return 0
  const steps = new Uint32Array(STEPS + 1)
  for (const index of among) {
    const step = Math.floor(((values[index] as number) / largest) * STEPS)
    steps[step] = (steps[step] as number) + 1
  }
  let reached = 0
  for (let step = STEPS; step >= 0; step--) {
    reached += steps[step] as number
    if (reached >= n) return (step * largest) / STEPS
  }
  return 0
}

/** Turns "features of each entry" into "entries of each feature". */
function byFeature(
  entryStarts: Uint32Array,
  features: Uint32Array,
  learned: Float32Array,
  featureCount: number,
): Linear {
  const starts = new Uint32Array(featureCount + 1)
  for (const feature of features) starts[feature + 1] = (starts[feature + 1] as number) + 1
  for (let feature = 0; feature < featureCount; feature++)
    starts[feature + 1] = (starts[feature + 1] as number) + (starts[feature] as number)
  const filled = starts.slice()
  const entries = new Uint32Array(features.length)
  const weights = new Float32Array(features.length)
  for (let entry = 0; entry + 1 < entryStarts.length; entry++) {
    for (let at = entryStarts[entry] as number; at < (entryStarts[entry + 1] as number); at++) {
      const feature = features[at] as number
      const place = filled[feature] as number
      entries[place] = entry
      weights[place] = learned[at] as number
      filled[feature] = place + 1
    }
  }
  return { starts, entries, weights }
}

/** Numbers that look random and are the same every time (Park and Miller). */
function lehmer(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state
  }
}

function shuffle(order: Uint32Array, length: number, random: () => number): void {
  for (let index = length - 1; index > 0; index--) {
    const other = random() % (index + 1)
    const kept = order[index] as number
    order[index] = order[other] as number
    order[other] = kept
  }
}
