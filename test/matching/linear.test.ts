/** The linear model by itself, on rows of numbers. */
import { expect, test } from 'vitest'
import { type Examples, type Linear, trainLinear } from '../../src/matching/linear.ts'

/** Rows of [feature, value] pairs, each of unit length. */
function examplesOf(rows: [label: number, features: number[]][]): Examples {
  const starts = new Uint32Array(rows.length + 1)
  for (const [index, [, features]] of rows.entries()) starts[index + 1] = (starts[index] ?? 0) + features.length
  return {
    starts,
    features: Uint32Array.from(rows.flatMap(([, features]) => features)),
    values: Float32Array.from(rows.flatMap(([, features]) => features.map(() => 1 / Math.sqrt(features.length)))),
    labels: Uint32Array.from(rows.map(([label]) => label)),
    squares: new Float64Array(rows.length).fill(1),
    apart: new Float64Array(rows.length),
    isComparedBy: new Uint8Array(10).fill(1),
  }
}

const scoreOf = ({ starts, entries, weights }: Linear, entry: number, features: number[]): number =>
  features.reduce((sum, feature) => {
    const from = starts[feature] as number
    const own = entries.subarray(from, starts[feature + 1]).indexOf(entry)
    return sum + (own < 0 ? 0 : (weights[from + own] as number)) / Math.sqrt(features.length)
  }, 0)

const ROWS: [number, number[]][] = [
  [0, [0, 1, 2]],
  [0, [0, 1, 3]],
  [0, [0, 4, 2]],
  [1, [5, 1, 2]],
  [1, [5, 6, 3]],
  [2, [7, 1, 8]],
]
const model = trainLinear(examplesOf(ROWS), 3)

test.each(ROWS)('what belongs to entry %i scores high there and low elsewhere: %j', (label, features) => {
  for (const entry of [0, 1, 2]) {
    const score = scoreOf(model, entry, features)
    if (entry === label) expect(score).toBeGreaterThan(0.6)
    else expect(score).toBeLessThan(0.4)
  }
})

test('what shares nothing with any scores nothing', () => {
  for (const entry of [0, 1, 2]) expect(scoreOf(model, entry, [9])).toBe(0)
})

test('a feature of all tells less than one of a single entry', () => {
  expect(scoreOf(model, 1, [5])).toBeGreaterThan(2 * scoreOf(model, 1, [1]))
})

test('the same rows give the same bits', () => {
  expect(trainLinear(examplesOf(ROWS), 3)).toEqual(model)
})
