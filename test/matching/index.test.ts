/** The matcher by itself, on a corpus that has nothing to do with crime. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildMatcher } from '../../src/matching/index.ts'
import { LIBRARY } from './library.ts'

const matcher = buildMatcher(LIBRARY)
const ids = (question: string, limit?: number): string[] => matcher.rank(question, limit).map(({ id }) => id)
const sum = (question: string, limit?: number): number =>
  matcher.rank(question, limit).reduce((total, { probability }) => total + probability, 0)

describe('ranking set', () => {
  test.each<[question: string, order: string[]]>([
    ['when does the library open on sunday', ['opening-hours']],
    ['how do i apply for a card', ['library-card']],
    ['fine for returning books late', ['late-fee', 'renew-loan']],
    ['extend my loan', ['renew-loan']],
    ['i have lost a borrowed book', ['lost-book', 'renew-loan', 'late-fee']],
    ['图书馆星期天几点开门', ['opening-hours']],
    ['书弄丢了', ['lost-book']],
    ['续借', ['renew-loan']],
    ['借书证怎么办', ['library-card']],
  ])('%s', (question, order) => {
    expect(ids(question).slice(0, order.length)).toEqual(order)
  })

  test.each(LIBRARY.flatMap(({ id, phrasings }) => phrasings.map((phrasing) => [phrasing, id] as const)))(
    'the phrasing "%s" leads to %s, and surely',
    (phrasing, id) => {
      const [best] = matcher.rank(phrasing)
      expect(best?.id).toBe(id)
      expect(best?.probability).toBeGreaterThan(0.9)
    },
  )

  test.each(['overdue boook fine', 'how much is the fine for an ovredue book'])(
    'bears the typo in "%s"',
    (question) => {
      expect(ids(question)[0]).toBe('late-fee')
    },
  )

  test.each([
    ['renw a borowed book', 'renew-loan'],
    ['libary crad', 'library-card'],
    ['openning huors', 'opening-hours'],
  ])('is less sure of "%s" than of the words spelt well', (typed, id) => {
    const [best] = matcher.rank(typed)
    expect(best?.id).toBe(id)
    expect(best?.probability).toBeLessThan(
      matcher.rank(LIBRARY.find((entry) => entry.id === id)?.phrasings[0] ?? '')[0]?.probability ?? 0,
    )
  })

  test('a word of the language at large is not put right, where it is told of them', () => {
    const words = new Set(['brook', 'road'])
    const told = buildMatcher(LIBRARY, { isWord: (word) => words.has(word) })
    expect(matcher.rank('brook')[0]?.why?.words).toEqual(['book'])
    expect(told.rank('brook')[0]?.why?.words ?? []).toEqual([])
  })

  test('what an entry says lends its words, though less than a question does', () => {
    const texts = buildMatcher([
      { id: 'asked', phrasings: ['Where is the photocopier?'] },
      { id: 'said', phrasings: ['What stands on the second floor?'], text: ['The photocopier and the reading room.'] },
    ])
    expect(texts.rank('photocopier').map(({ id }) => id)).toEqual(['asked', 'said'])
    expect(texts.rank('reading room').map(({ id }) => id)).toEqual(['said'])
  })
})

describe('probabilities', () => {
  const questions = [...LIBRARY.flatMap(({ phrasings }) => phrasings), 'book', 'library', 'book library card', '书']
  test.each(questions)('of "%s" add up to no more than 1', (question) => {
    expect(sum(question, 100)).toBeLessThanOrEqual(1 + 1e-9)
    for (const { probability } of matcher.rank(question, 100)) {
      expect(probability).toBeGreaterThanOrEqual(0)
      expect(probability).toBeLessThanOrEqual(1)
    }
  })

  test('are higher the fewer questions are said to be out of scope, in the same order', () => {
    const ranked = [0, 0.02, 0.2, 0.6].map((outOfScope) =>
      buildMatcher(LIBRARY, { outOfScope }).rank('book library card'),
    )
    const order = ranked.map((list) => list.map(({ id }) => id))
    const whole = ranked.map((list) => list.reduce((total, { probability }) => total + probability, 0))
    expect(order.every((one) => one.join() === ids('book library card').join())).toBe(true)
    expect(whole).toEqual([...whole].sort((a, b) => b - a))
    expect(new Set(whole).size).toBe(4)
    expect(whole[0]).toBeCloseTo(1)
    expect(whole[2]).toBe(sum('book library card'))
  })

  test.each([-0.1, 1, Number.NaN])('a share out of scope of %d is refused', (outOfScope) => {
    expect(() => buildMatcher(LIBRARY, { outOfScope })).toThrow(`${outOfScope} is none`)
  })

  test('are highest for the first', () => {
    for (const question of questions) {
      const list = matcher.rank(question, 100).map(({ probability }) => probability)
      expect(list[0]).toBe(Math.max(...list))
    }
  })

  test('leave most to "none of them" when only one word of many is known', () => {
    expect(sum('which elephant ate the purple book under my grandmother’s volcano')).toBeLessThan(0.3)
  })

  test.each(['quantum chromodynamics', 'zzz', '量子色动力学'])('are none at all for "%s"', (question) => {
    expect(ids(question)).toEqual([])
  })
})

describe('input that is no question', () => {
  test.each(['', ' ', '\n\t', '?!…', '🙂🙂', '\u0000\u200b\u202e', '\ud800', 'the of and'])(
    '%j gives a list',
    (text) => {
      expect(Array.isArray(matcher.rank(text))).toBe(true)
    },
  )

  test('any text gives probabilities that hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(sum(text, 100)).toBeLessThanOrEqual(1 + 1e-9)
      }),
      { numRuns: 200, seed: 1 },
    )
  })

  test('words that every object has as properties are plain words', () => {
    expect(
      buildMatcher([{ id: 'proto', phrasings: ['what is a constructor'] }]).rank('constructor __proto__')[0]?.id,
    ).toBe('proto')
  })

  test('no entries, or entries without phrasings, match nothing', () => {
    expect(buildMatcher([]).rank('library card')).toEqual([])
    expect(buildMatcher([{ id: 'empty', phrasings: [] }]).rank('library card')).toEqual([])
  })
})

describe('limit', () => {
  test('is five unless told', () => {
    const many = Array.from({ length: 9 }, (_, index) => ({
      id: `floor-${index}`,
      phrasings: [`lift to floor ${index}`],
    }))
    expect(buildMatcher(many).rank('lift floor')).toHaveLength(5)
    expect(buildMatcher(many).rank('lift floor', 8)).toHaveLength(8)
  })
  test('of none gives none', () => {
    expect(ids('library', 0)).toEqual([])
  })
})

describe('why', () => {
  test('names the nearest phrasing, the words that led there, and those that did not', () => {
    const [best] = matcher.rank('overdue book fine for elephants')
    expect(best?.why?.phrasing).toBe('How much is the fine for an overdue book?')
    expect(best?.why?.words).toEqual(expect.arrayContaining(['overdu', 'fine', 'book']))
    expect(best?.why?.unexplained).toEqual(['eleph'])
  })

  test('puts the most telling word first', () => {
    expect(matcher.rank('book fine')[0]?.why?.words).toEqual(['fine', 'book'])
  })

  test('gives evidence between 0 and 1', () => {
    for (const { why } of matcher.rank('library book', 100)) {
      const { linear, size, ...shares } = why?.evidence ?? { linear: Number.NaN, size: Number.NaN }
      expect(Number.isFinite(linear) && size >= 0).toBe(true)
      for (const value of Object.values(shares)) {
        expect(value).toBeGreaterThanOrEqual(0)
        expect(value).toBeLessThanOrEqual(1 + 1e-9)
      }
    }
  })
})

test('the best comes first however few are asked for', () => {
  const places = 'river bridge school market temple garden library station harbour castle'.split(' ')
  const matcher = buildMatcher(
    places.map((place) => ({ id: place, phrasings: [`where is the ${place}`, `way to the ${place}`] })),
  )
  for (const place of places)
    expect(matcher.rank(`please show me where the ${place} is`, 1).map(({ id }) => id)).toEqual([place])
})
