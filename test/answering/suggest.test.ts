/** What is offered to someone who is still typing. */
import { describe, expect, test } from 'vitest'
import { buildSuggest } from '../../src/answering/suggest.ts'
import { answerer, knowledge, TODAY } from '../shipped.ts'

const suggest = buildSuggest(answerer, () => TODAY)

describe('suggestions', () => {
  test.each([
    ['how many people were prosecuted for online crime in 2021', 'online-crime-2021'],
    ['2021年网络犯罪起诉多少人', 'online-crime-2021'],
    ['I was just scammed', 'first-minutes-defrauded'],
  ])('a whole question offers its answer first: %s', (typed, id) => {
    const [first] = suggest(typed, { limit: 10 })
    expect(first?.id).toBe(id)
    expect(first?.reply().entries).toContain(id)
  })

  test.each([
    ['phish', 'en'],
    ['phisihng', 'en'],
    ['evidnce', 'en'],
    ['诈骗', 'zh-Hans'],
    ['詐騙', 'zh-Hant'],
  ] as const)('a few letters, misspelt or not, offer something: %s', (typed, language) => {
    const found = suggest(typed, { limit: 25 })
    expect(found.length).toBeGreaterThan(0)
    for (const { reply } of found) expect(reply().language).toBe(language)
  })

  test('nothing typed offers the topics, in the language that is asked for', () => {
    expect(suggest(' ', { limit: 3 }).map(({ id }) => id)).toEqual(knowledge.topics.slice(0, 3))
    expect(suggest('', { limit: 1, language: 'zh-Hant' })[0]?.reply().language).toBe('zh-Hant')
  })

  test.each(['qzxv wkjh', 'x'.repeat(300), '/qzxv <\u202E'])(
    'what nobody knows offers nothing, and breaks nothing: %j',
    (typed) => {
      expect(suggest(typed, { limit: 10 })).toEqual([])
    },
  )

  test('signs without words offer the examples', () => {
    expect(suggest('🦊', { limit: 10 }).map(({ id }) => id)).toEqual(['example-1', 'example-2', 'example-3'])
  })

  test('nothing is offered twice, and never more than wanted', () => {
    for (const typed of ['fraud', 'online crime', '网络', '282,000']) {
      const ids = suggest(typed, { limit: 7 }).map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids.length).toBeLessThanOrEqual(7)
    }
  })
})
