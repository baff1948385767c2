/** A snapshot is as good as what it was taken of, or is not used. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildMatcher, type MatchEntry, type Matcher, restoreMatcher } from '../../src/matching/index.ts'
import { LIBRARY } from './library.ts'

const QUESTIONS = ['book', 'when is the libary open', 'extend my loan', '图书馆几点开门', 'elephants']
const answers = (matcher: Matcher): string => JSON.stringify(QUESTIONS.map((question) => matcher.rank(question, 100)))

const built = buildMatcher(LIBRARY)
const snapshot = built.snapshot()

describe('a whole snapshot', () => {
  test('answers bit for bit as the matcher it was taken of', () => {
    const restored = restoreMatcher(snapshot, LIBRARY)
    expect(restored.isRestored).toBe(true)
    expect(answers(restored)).toBe(answers(built))
  })

  test('is the same bytes each time, and again from what was restored', () => {
    expect(built.snapshot()).toEqual(snapshot)
    expect(restoreMatcher(snapshot, LIBRARY).snapshot()).toEqual(snapshot)
  })

  test('does not mind in which order the entries are named', () => {
    expect(restoreMatcher(snapshot, [...LIBRARY].reverse()).isRestored).toBe(true)
  })

  test('may lie anywhere in a larger buffer', () => {
    for (const offset of [1, 4, 8]) {
      const larger = new Uint8Array(snapshot.length + 16)
      larger.set(snapshot, offset)
      const restored = restoreMatcher(larger.subarray(offset, offset + snapshot.length), LIBRARY)
      expect(restored.isRestored).toBe(true)
      expect(answers(restored)).toBe(answers(built))
    }
  })

  test('can be added to and removed from', () => {
    const restored = restoreMatcher(snapshot, LIBRARY)
    restored.remove(['late-fee'])
    restored.add([{ id: 'lockers', phrasings: ['Where are the lockers?'] }])
    const expected: MatchEntry[] = [
      ...LIBRARY.filter(({ id }) => id !== 'late-fee'),
      { id: 'lockers', phrasings: ['Where are the lockers?'] },
    ]
    expect(answers(restored)).toBe(answers(buildMatcher(expected)))
  })

  test('of a matcher without a model has none either', () => {
    const plain = buildMatcher(LIBRARY, { train: false })
    const restored = restoreMatcher(plain.snapshot(), LIBRARY, { train: false })
    expect(restored.isRestored).toBe(true)
    expect(answers(restored)).toBe(answers(plain))
  })

  test('of no entries is one', () => {
    expect(restoreMatcher(buildMatcher([]).snapshot(), []).isRestored).toBe(true)
  })
})

describe('what is built anew instead', () => {
  const isUsed = (bytes: Uint8Array | undefined, entries: readonly MatchEntry[] = LIBRARY): boolean => {
    const restored = restoreMatcher(bytes, entries)
    expect(answers(restored)).toBe(answers(buildMatcher(entries)))
    return restored.isRestored
  }

  test('nothing, or too little', () => {
    expect(isUsed(undefined)).toBe(false)
    for (const length of [0, 3, 15, 16, 100, snapshot.length - 1]) expect(isUsed(snapshot.slice(0, length))).toBe(false)
  })

  test('a snapshot with any byte changed', () => {
    fc.assert(
      fc.property(fc.nat(snapshot.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = snapshot.slice()
        damaged[at] = (damaged[at] as number) ^ change
        expect(restoreMatcher(damaged, LIBRARY).isRestored).toBe(false)
      }),
      { numRuns: 60, seed: 1 },
    )
  })

  test('a snapshot of other entries', () => {
    const [first, ...rest] = LIBRARY as [MatchEntry, ...MatchEntry[]]
    expect(isUsed(snapshot, rest)).toBe(false)
    expect(isUsed(snapshot, [{ ...first, phrasings: [...first.phrasings, 'A card, please'] }, ...rest])).toBe(false)
    expect(isUsed(snapshot, [{ ...first, text: ['Cards are free.'] }, ...rest])).toBe(false)
  })

  test('a snapshot of another version, which is told without looking at the entries', () => {
    const named = buildMatcher(LIBRARY, { version: 'spring' }).snapshot()
    const unread = (): never => {
      throw new Error('read the entries')
    }
    expect(restoreMatcher(named, unread, { version: 'spring' }).isRestored).toBe(true)
    expect(restoreMatcher(named, LIBRARY, { version: 'autumn' }).isRestored).toBe(false)
    expect(restoreMatcher(named, LIBRARY).isRestored).toBe(false)
  })
})
