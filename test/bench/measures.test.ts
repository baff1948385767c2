/** What the benchmarks measure with. */
import { describe, expect, test } from 'vitest'
import { areaUnderRoc, calibrationError, type Outcome, qualityOf } from '../../bench/measures.ts'
import { withTypos } from '../../bench/typos.ts'

describe('area under the ROC curve', () => {
  test.each<[number[], number[], number]>([
    [[0.9, 0.8], [0.1, 0.2], 1],
    [[0.1, 0.2], [0.9, 0.8], 0],
    [[0.5], [0.5], 0.5],
    [[0.9, 0.3], [0.5, 0.5], 0.5],
    [[0.9, 0.6, 0.2], [0.5, 0.1], 5 / 6],
  ])('of %j against %j', (inScope, out, area) => {
    expect(areaUnderRoc(inScope, out)).toBeCloseTo(area, 12)
  })
})

describe('calibration error', () => {
  test('is none where nine in ten at 0.9 are right', () => {
    const judged = Array.from({ length: 10 }, (_, index) => ({ probability: 0.9, right: index > 0 }))
    expect(calibrationError(judged)).toBeCloseTo(0, 12)
  })
  test('is the distance where certainty is misplaced', () => {
    expect(calibrationError([{ probability: 1, right: false }])).toBe(1)
    expect(calibrationError([{ probability: 0, right: false }])).toBe(0)
  })
})

test('quality counts accuracy in scope only, and what is refused while 95 % pass', () => {
  const one = (wanted: string | null, id: string, score: number): Outcome => ({
    ...{ wanted, ids: [id, 'other'], score, isProbability: true },
  })
  const inScope = Array.from({ length: 20 }, (_, index) => one('a', index < 15 ? 'a' : 'b', 0.5 + index / 100))
  const { accuracy, recallAt3, refusedAt95 } = qualityOf([...inScope, one(null, 'a', 0.1), one(null, 'a', 0.9)])
  expect([accuracy, recallAt3, refusedAt95]).toEqual([0.75, 0.75, 0.5])
})

describe('typos', () => {
  const QUESTIONS = ['where is the library', 'how much is the fine for an overdue book', '图书馆几点开门']
  const homophones = (character: string): string => ({ 图: '涂', 点: '典', 门: '闷' })[character] ?? ''

  test.each(QUESTIONS)('in "%s" are one or two, and the same every time', (question) => {
    const typed = withTypos(question, homophones)
    expect(typed).not.toBe(question)
    expect(withTypos(question, homophones)).toBe(typed)
    expect(Math.abs(typed.length - question.length)).toBeLessThanOrEqual(2)
  })

  test('leave words under four letters and first letters alone', () => {
    expect(withTypos('how is it', homophones)).toBe('how is it')
    for (const word of ['library', 'overdue', 'renewal', 'borrowed'])
      expect(withTypos(word, homophones)[0]).toBe(word[0])
  })
})
