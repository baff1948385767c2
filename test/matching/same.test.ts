/** The same entries give the same bits, however they came in. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildMatcher, type MatchEntry, type Matcher } from '../../src/matching/index.ts'
import { LIBRARY } from './library.ts'

const QUESTIONS = [
  'book',
  'when is the libary open',
  'lost a library book',
  '书',
  'fine',
  'how do i renew',
  '借书证在那里办',
  '',
]
const answers = (matcher: Matcher): string => JSON.stringify(QUESTIONS.map((question) => matcher.rank(question, 100)))
const wanted = answers(buildMatcher(LIBRARY))

const shuffled = <T>(list: readonly T[]): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray([...list], { minLength: list.length })

test('whatever the order of entries and of their phrasings', () => {
  const anyOrder = shuffled(LIBRARY).chain((entries) =>
    fc.tuple(
      ...entries.map((entry) => shuffled(entry.phrasings).map((phrasings): MatchEntry => ({ ...entry, phrasings }))),
    ),
  )
  fc.assert(
    fc.property(anyOrder, (entries) => {
      expect(answers(buildMatcher(entries))).toBe(wanted)
    }),
    { numRuns: 40, seed: 1 },
  )
})

test('a phrasing that stands twice counts once, and an entry may come in parts', () => {
  const parts = LIBRARY.flatMap(({ id, phrasings }) => [
    { id, phrasings: phrasings.slice(0, 2) },
    { id, phrasings: phrasings.slice(1) },
  ])
  expect(answers(buildMatcher(parts))).toBe(wanted)
})

test('entries added and removed one by one are as if built at once', () => {
  const steps = fc.array(fc.record({ index: fc.nat(LIBRARY.length - 1), isAdded: fc.boolean() }), { maxLength: 8 })
  fc.assert(
    fc.property(fc.subarray(LIBRARY), steps, (first, changes) => {
      const matcher = buildMatcher(first)
      const present = new Set(first)
      for (const { index, isAdded } of changes) {
        const entry = LIBRARY[index] as MatchEntry
        if (isAdded) {
          matcher.add([entry])
          present.add(entry)
        } else {
          matcher.remove([entry.id])
          present.delete(entry)
        }
      }
      expect(answers(matcher)).toBe(answers(buildMatcher([...present])))
    }),
    { numRuns: 30, seed: 1 },
  )
})

test('an entry that is added again takes the place of the old one', () => {
  const matcher = buildMatcher(LIBRARY)
  matcher.add([{ id: 'late-fee', phrasings: ['Where are the lockers?'] }])
  expect(matcher.rank('lockers')[0]?.id).toBe('late-fee')
  expect(matcher.rank('fine for an overdue book').map(({ id }) => id)).not.toContain('late-fee')
})

test('twin entries stand by id', () => {
  const twins = ['b', 'a', 'c'].map((id) => ({ id, phrasings: ['Where are the lockers?'] }))
  expect(
    buildMatcher(twins)
      .rank('lockers')
      .map(({ id }) => id),
  ).toEqual(['a', 'b', 'c'])
})

test('asking does not change what is asked next', () => {
  const matcher = buildMatcher(LIBRARY)
  const before = matcher.rank('book')
  matcher.rank('library card 图书馆')
  expect(matcher.rank('book')).toEqual(before)
})

test('an entry of which some texts are other than before is as if it had always been so', () => {
  const some = LIBRARY.map((entry) => ({
    ...entry,
    phrasings: entry.phrasings.slice(1),
    text: ['The hall has books.'],
  }))
  const matcher = buildMatcher(some)
  matcher.add(LIBRARY)
  expect(answers(matcher)).toBe(wanted)
  matcher.add(some)
  expect(answers(matcher)).toBe(answers(buildMatcher(some)))
})
