/** Text cut into lines: here every character is one wide, Chinese ones two. */
import { expect, test } from 'vitest'
import { wrap } from '../../src/charts/wrap.ts'

const measure = (text: string): number =>
  [...text].reduce((width, character) => width + (character > '\u2e80' ? 2 : 1), 0)

test.each([
  ['people prosecuted for fraud', 17, ['people prosecuted', 'for fraud']],
  ['one  word\nmore', 20, ['one word more']],
  ['起诉电信网络诈骗', 8, ['起诉电信', '网络诈骗']],
  ['起诉诈骗，2020年起', 8, ['起诉诈', '骗，2020', '年起']],
  ['数字（累计）', 6, ['数字', '（累', '计）']],
  [`a ${'x'.repeat(12)}`, 5, ['a', 'xxxxx', 'xxxxx', 'xx']],
  ['', 5, []],
])('%j within %i', (text, width, lines) => {
  expect(wrap(text, width, measure)).toEqual(lines)
})
