import { expect, test } from 'vitest'
import { isEverydayWord } from '../../src/language/everyday-words.ts'

test.each(['weather', 'bread', 'apologise', 'apologize', 'bitcoin'])('"%s" is a word', (word) => {
  expect(isEverydayWord(word)).toBe(true)
})

test.each(['wether', 'prosecuter', 'scamed', ''])('"%s" is none', (word) => {
  expect(isEverydayWord(word)).toBe(false)
})
