import { describe, expect, it } from 'vitest'
import { isTraditional, toSimplified, toTraditional } from '../../src/language/script.ts'

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
