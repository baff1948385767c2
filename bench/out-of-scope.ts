/** How well calibrated the matcher is when it is told how many questions are out of scope: the share itself, and the share that fits judged questions. */
import { OUT_OF_SCOPE } from '../src/matching/calibration.ts'
import { buildMatcher, restoreMatcher } from '../src/matching/index.ts'
import { entriesOf } from './matchers.ts'
import { calibrationError, type Judged } from './measures.ts'
import { hash, readSet } from './sets.ts'
import { randomFrom } from './typos.ts'

export type CalibrationRow = {
  set: string
  questions: number
  /** Share of the questions that is out of scope. */
  share: number
  /** Expected calibration error as it comes, told the share, and with the share that fits one half of the questions, measured on the other. */
  asItComes: number
  told: number
  fitted: number
  /** The shares that fit either half. */
  fittedShares: number[]
  /** Expected calibration error of one that is perfectly calibrated, over as many questions: what is left is chance. */
  perfect: number
}

const SHARES = [0, 0.005, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7]
const PERFECT_RUNS = 20

export function measureCalibration(sets: readonly string[], report: (row: CalibrationRow) => void): void {
  for (const set of sets) {
    const { train, answers, questions } = readSet(set)
    const entries = entriesOf(train, answers)
    const snapshot = buildMatcher(entries, { version: set }).snapshot()
    const judgedAt = (outOfScope: number): Judged[] => {
      const matcher = restoreMatcher(snapshot, entries, { version: set, outOfScope })
      return questions.map(({ id, text }) => {
        const [best] = matcher.rank(text, 1)
        return { probability: best?.probability ?? 0, right: id !== null && best?.id === id }
      })
    }
    const share = questions.filter(({ id }) => id === null).length / questions.length
    const isIn = questions.map(({ text }) => hash(`${text} half`) % 2)
    const candidates = SHARES.map((candidate) => ({ share: candidate, judged: judgedAt(candidate) }))
    const halves = [0, 1].map((half) => {
      const of = (judged: readonly Judged[], which: number) => judged.filter((_, index) => isIn[index] === which)
      const offBy = ({ judged }: { judged: Judged[] }): number => Math.abs(surplus(of(judged, half)))
      const best = candidates.reduce((a, b) => (offBy(b) < offBy(a) ? b : a))
      return { share: best.share, judged: of(best.judged, 1 - half) }
    })
    const asItComes = judgedAt(OUT_OF_SCOPE)
    report({
      ...{ set, questions: questions.length, share },
      asItComes: calibrationError(asItComes),
      told: calibrationError(judgedAt(share)),
      fitted: calibrationError(halves.flatMap(({ judged }) => judged)),
      fittedShares: halves.map((half) => half.share),
      perfect: perfectError(asItComes),
    })
  }
}

/** How much more it promises than it holds. */
const surplus = (judged: readonly Judged[]): number =>
  judged.reduce((sum, { probability, right }) => sum + probability - (right ? 1 : 0), 0)

function perfectError(judged: readonly Judged[]): number {
  const random = randomFrom(1)
  const draw = (): number => (random() % 1_000_000) / 1_000_000
  const runs = Array.from({ length: PERFECT_RUNS }, () =>
    calibrationError(judged.map(({ probability }) => ({ probability, right: draw() < probability }))),
  )
  return runs.reduce((sum, error) => sum + error, 0) / PERFECT_RUNS
}
