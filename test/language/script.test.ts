import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Converter } from 'opencc-js'
import { describe, expect, it } from 'vitest'
import { knowledgeFiles } from '../../src/knowledge/files.ts'
import { isTraditional, toSimplified, toTraditional } from '../../src/language/script.ts'

const KNOWLEDGE = join(import.meta.dirname, '../../knowledge')

it.each([
  ['網絡犯罪起訴人數', '网络犯罪起诉人数'],
  ['電信詐騙', '电信诈骗'],
  ['how many 起訴', 'how many 起诉'],
  ['网络犯罪', '网络犯罪'],
  ['', ''],
])('%s in simplified characters', (text, expected) => {
  expect(toSimplified(text)).toBe(expected)
})

it.each([
  ['网络犯罪', '網'],
  ['诈骗', '詐騙'],
])('%s in traditional characters', (text, expected) => {
  expect(toTraditional(text)).toContain(expected)
})

describe('isTraditional', () => {
  it.each(['幫信罪是什麼', '電信詐騙', '起訴'])('is true of %s', (text) => {
    expect(isTraditional(text)).toBe(true)
  })

  it.each(['帮信罪是什么', '电信诈骗', '著名案例', '慰藉', '瞭望', 'fraud', '中国', ''])('is false of "%s"', (text) => {
    expect(isTraditional(text)).toBe(false)
  })

  it('is false of everything that was simplified, and a way there and back changes no meaning', () => {
    for (const text of ['起诉网络犯罪', '诈骗罪的刑期', '检察院和法院', '个人信息']) {
      expect(isTraditional(text)).toBe(false)
      expect(toSimplified(toTraditional(text))).toBe(text)
    }
  })
})

it('writes what the ready converters of OpenCC write, over everything that the bot says', () => {
  const files = knowledgeFiles(KNOWLEDGE, []).map((file) => readFileSync(file, 'utf8').normalize('NFKC'))
  const traditionalise = Converter({ from: 'cn', to: 'tw' })
  const simplify = Converter({ from: 'tw', to: 'cn' })
  expect(files.length).toBeGreaterThan(30)
  for (const text of files) {
    const traditional = toTraditional(text)
    expect(traditional).toBe(traditionalise(text))
    expect(toSimplified(traditional)).toBe(simplify(traditional))
  }
})
