/** Questions as people type them, and text that is no question at all. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildMatcher } from '../../src/matching/index.ts'
import { LIBRARY } from './library.ts'

const matcher = buildMatcher(LIBRARY)
const first = (question: string): string | undefined => matcher.rank(question)[0]?.id

describe('finds what is meant through', () => {
  test.each([
    ['a letter beside the right one', 'whem is the librsry open', 'opening-hours'],
    ['swapped letters', 'how much is the fine for an ovredue book', 'late-fee'],
    ['missing letters', 'can i rene a book i borowed', 'renew-loan'],
    ['doubled letters', 'i losst a boook of the library', 'lost-book'],
    ['two slips in one word', 'libraaru card', 'library-card'],
    ['missing spaces', 'openinghours of thelibrary', 'opening-hours'],
    ['capitals', 'WHEN IS THE LIBRARY OPEN', 'opening-hours'],
    [
      'a chatty beginning',
      'hi, sorry to bother you, but could you tell me when the library is open please',
      'opening-hours',
    ],
    ['missing question words', 'overdue book fine', 'late-fee'],
    ['a wrong character that sounds the same', '涂书馆几点开门', 'opening-hours'],
    ['two of them', '图书鱼期要法多少钱', 'late-fee'],
    ['traditional characters', '圖書館幾點開門', 'opening-hours'],
    ['two languages at once', '请问 library card 怎么办', 'library-card'],
  ])('%s: %s', (_, question, id) => {
    expect(first(question)).toBe(id)
  })
})

test('a word that is only near to a known one is not taken for it among strange words', () => {
  const sure = (question: string): number => matcher.rank(question)[0]?.probability ?? 0
  expect(sure('lost a book')).toBeGreaterThan(0.5)
  expect(sure('post a cook')).toBeLessThan(sure('lost a book'))
})

describe('text that is no question', () => {
  const hostile: [string, string][] = [
    ['100,000 characters', 'the library is open and so is the book '.repeat(2_564)],
    [
      '100,000 different characters',
      Array.from({ length: 100_000 }, (_, index) => String.fromCodePoint(0x4e00 + (index % 20_000))).join(''),
    ],
    ['10,000 repeats of one word', 'library '.repeat(10_000)],
    ['one endless word', 'a'.repeat(100_000)],
    ['one endless run of known words', 'librarybook'.repeat(9_000)],
    ['only stop words', 'the of and to a in is it '.repeat(500)],
    ['only emoji', '🙂🙃'.repeat(20_000)],
    ['stacked accents', `b${'\u0301'.repeat(50_000)}ook`],
    ['nested tags', `${'<b>'.repeat(2_000)}book`],
  ]

  test.each(hostile)('%s: probabilities hold', (_, text) => {
    const ranked = matcher.rank(text, 100)
    expect(ranked.reduce((sum, { probability }) => sum + probability, 0)).toBeLessThanOrEqual(1 + 1e-9)
    expect(ranked.every(({ probability }) => probability >= 0)).toBe(true)
  })

  test.each(hostile)('%s: may be a phrasing too', (_, text) => {
    const built = buildMatcher([...LIBRARY, { id: 'hostile', phrasings: [text] }])
    expect(built.rank('when is the library open')[0]?.id).toBe('opening-hours')
  })

  test('what stands beyond the longest question changes nothing', () => {
    const long = 'when is the library open '.repeat(60)
    expect(matcher.rank(`${long} overdue fine lost`)).toEqual(matcher.rank(`${long} renew my card`))
  })

  test('entries made of anything are ranked without failing', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 })
    fc.assert(
      fc.property(
        fc.array(fc.record({ id: text, phrasings: fc.array(text, { maxLength: 3 }) }), { maxLength: 5 }),
        text,
        (entries, question) => {
          const ids = new Set(entries.map(({ id }) => id))
          const ranked = buildMatcher(entries).rank(question, 100)
          expect(ranked.every(({ id, probability }) => ids.has(id) && probability >= 0 && probability <= 1)).toBe(true)
        },
      ),
      { numRuns: 200, seed: 1 },
    )
  })
})
