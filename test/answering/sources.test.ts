import { describe, expect, test } from 'vitest'
import { sourceLine } from '../../src/answering/source-line.ts'
import { wordsIn } from '../../src/answering/wording.ts'
import type { Source } from '../../src/knowledge/schema/sources.ts'
import type { Language } from '../../src/message.ts'
import { knowledge } from '../shipped.ts'

const printed: Source = { id: 'printed', title: 'Crackdown intensifies', publisher: 'China Daily', language: 'en' }
const about: Source = {
  id: 'about',
  title: 'Prosecutions in 2020',
  title_zh: '2020年起诉情况',
  publisher: 'Xinhua',
  language: 'zh',
}
const sources = new Map([printed, about].map((source) => [source.id, source]))
const named = (id: string, language: Language) =>
  sourceLine(id, { ...knowledge, sources }, wordsIn(language, knowledge))[0]

describe('a source', () => {
  test.each(['en', 'zh-Hans', 'zh-Hant'] as const)('keeps the title that its page prints, in %s', (language) => {
    expect(named('printed', language)).toMatchObject({ title: 'Crackdown intensifies', described: false })
  })

  test.each([
    ['en', 'Prosecutions in 2020'],
    ['zh-Hans', '2020年起诉情况'],
    ['zh-Hant', '2020年起訴情況'],
  ] as const)('that is only described, is described in %s', (language, title) => {
    expect(named('about', language)).toMatchObject({ title, described: true })
  })

  test('that ships and is in Chinese, is described in Chinese', () => {
    const inEnglishOnly = [...knowledge.sources.values()].filter(
      ({ language, title, title_zh }) => language === 'zh' && !/\p{Script=Han}/u.test(title_zh ?? title),
    )
    expect(inEnglishOnly.map(({ id }) => id)).toEqual([])
  })
})
