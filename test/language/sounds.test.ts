/** Characters that sound the same, whatever their tone. */
import { expect, test } from 'vitest'
import { soundOf } from '../../src/language/sounds.ts'

test.each(['诈炸扎', '片骗篇', '在再', '作座坐', '他她它', '报抱宝', '银吟饮', '网往王', '罪最嘴'])(
  '%s sound alike',
  (characters) => {
    const sounds = new Set([...characters].map(soundOf))
    expect(sounds.size).toBe(1)
    expect(sounds.has('')).toBe(false)
  },
)

test.each(['诈骗', '网络', '银行', '安全', '左搓'])('%s sound unlike', (characters) => {
  expect(new Set([...characters].map(soundOf)).size).toBe(characters.length)
})

test.each(['a', '1', ' ', '。', 'あ', '🙂', ''])('%j has no Chinese sound', (character) => {
  expect(soundOf(character)).toBe('')
})
