/** How good a ranking is, and how well its scores tell what is in scope. */

/** One question as a matcher saw it. `wanted` null: out of scope. */
export type Outcome = { wanted: string | null; ids: string[]; score: number | undefined; isProbability: boolean }

export type Quality = {
  accuracy: number
  recallAt3: number
  /** In scope against out of scope by the score of the first. */
  auroc: number | undefined
  /** Share of what is out of scope that is refused while 95 % of what is in scope is let through. */
  refusedAt95: number | undefined
  /** Only of scores that mean to be probabilities. */
  calibrationError: number | undefined
}

const LET_THROUGH = 0.95
const BINS = 10

export function qualityOf(outcomes: readonly Outcome[]): Quality {
  const inScope = outcomes.filter(({ wanted }) => wanted !== null)
  const out = outcomes.filter(({ wanted }) => wanted === null)
  const share = (list: readonly Outcome[], holds: (outcome: Outcome) => boolean): number =>
    list.filter(holds).length / (list.length || 1)
  const scores = inScope.flatMap(({ score }) => score ?? []).sort((a, b) => a - b)
  const strays = out.flatMap(({ score }) => score ?? [])
  const threshold = scores[Math.floor(scores.length * (1 - LET_THROUGH))] ?? 0
  const isScored = strays.length > 0 && scores.length > 0
  return {
    accuracy: share(inScope, isRight),
    recallAt3: share(inScope, ({ wanted, ids }) => wanted !== null && ids.slice(0, 3).includes(wanted)),
    auroc: isScored ? areaUnderRoc(scores, strays) : undefined,
    refusedAt95: isScored ? strays.filter((score) => score < threshold).length / strays.length : undefined,
    calibrationError: outcomes.every(({ isProbability }) => isProbability)
      ? calibrationError(outcomes.map((one) => ({ probability: one.score ?? 0, right: isRight(one) })))
      : undefined,
  }
}

const isRight = ({ wanted, ids }: Outcome): boolean => wanted !== null && ids[0] === wanted

/** Chance that something in scope scores higher than something out of scope; equal scores count half. */
export function areaUnderRoc(inScope: readonly number[], out: readonly number[]): number {
  const sorted = [...out].sort((a, b) => a - b)
  const below = (value: number, orEqual: boolean): number => {
    let from = 0
    let to = sorted.length
    while (from < to) {
      const middle = (from + to) >> 1
      const other = sorted[middle] as number
      if (other < value || (orEqual && other === value)) from = middle + 1
      else to = middle
    }
    return from
  }
  const wins = inScope.reduce((sum, value) => sum + (below(value, false) + below(value, true)) / 2, 0)
  return wins / (inScope.length * out.length)
}

/** What an answer promised, and whether it held. */
export type Judged = { probability: number; right: boolean }

/** Mean distance between the probability that was given and the share that was right, over ten bins. */
export function calibrationError(judged: readonly Judged[]): number {
  const bins = Map.groupBy(judged, ({ probability }) => Math.min(BINS - 1, Math.floor(probability * BINS)))
  let error = 0
  for (const bin of bins.values())
    error += Math.abs(bin.reduce((sum, { probability, right }) => sum + probability - (right ? 1 : 0), 0))
  return error / (judged.length || 1)
}
