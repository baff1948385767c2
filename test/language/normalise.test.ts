import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LONGEST_QUESTION, normalise } from '../../src/language/normalise.ts'

describe('normalise', () => {
  it('reads the marks of Chinese prose alike in plain texts, which it passes on, and in others', () => {
    const text = fc.string({ unit: fc.constantFrom(...'，：；？！（）％／、。诈骗fraud2 '), maxLength: 20 })
    fc.assert(
      fc.property(text, (plain) => {
        expect(normalise(`“${plain}”`)).toBe(`"${normalise(`'${plain}'`).slice(1, -1)}"`)
      }),
    )
  })

  it.each([
    ['nothing', '', ''],
    ['white space only', ' \t\n\u3000 ', ''],
    ['runs of white space', 'how  many\n\tpeople', 'how many people'],
    ['control characters', 'how\u0000 many\u0007 people\u001b', 'how many people'],
    ['a zero-width space inside a word', 'pro\u200bsecuted', 'prosecuted'],
    ['a soft hyphen inside a word', 'cyber\u00adcrime', 'cybercrime'],
    ['direction marks', '\u202ehow many\u202c \u200fpeople\u200e', 'how many people'],
    ['a byte-order mark', '\ufeff起诉多少人', '起诉多少人'],
    ['a filler that NFKC makes of another', 'fraud\uffa0', 'fraud'],
    ['stacked accents', 'f\u0300\u0301\u0302\u0303raud', 'fraud'],
    ['an accent that belongs', 'cafe\u0301', 'café'],
    ['two accents that belong', 'ế', 'ế'],
    ['a lone high surrogate', 'fraud\ud83d', 'fraud'],
    ['a lone low surrogate', '\ude00fraud', 'fraud'],
    ['an emoji, whole', 'help 😀', 'help 😀'],
    ['HTML', '<b>how many</b><script src="x">people', 'how many people'],
    ['a tag inside a tag', '<a<b>>fraud', 'fraud'],
    ['comparison signs', 'is 3 < 5 and 5 > 3', 'is 3 < 5 and 5 > 3'],
    ['full-width digits and letters', '２０２０年ＡＴＭ', '2020年ATM'],
    ['curly quotes', '“what’s fraud”', '"what\'s fraud"'],
    ['an acute accent used as an apostrophe', 'what´s fraud', "what's fraud"],
    ['Chinese quotes', '「幫信罪」', '"幫信罪"'],
    ['dashes', '2018–2019—2020−2021', '2018-2019-2020-2021'],
  ])('reads %s', (_name, text, expected) => {
    expect(normalise(text)).toBe(expected)
  })

  it('keeps the first thousand characters of ten thousand', () => {
    expect(normalise('骗'.repeat(10_000))).toBe('骗'.repeat(LONGEST_QUESTION))
  })

  it('never cuts an emoji in two', () => {
    expect(normalise(`${'x'.repeat(LONGEST_QUESTION - 1)}😀`)).toBe('x'.repeat(LONGEST_QUESTION - 1))
  })

  it('leaves no space where it cut', () => {
    expect(normalise(`${'x'.repeat(LONGEST_QUESTION - 1)} yz`)).toBe('x'.repeat(LONGEST_QUESTION - 1))
  })

  const nasty = fc.constantFrom(
    ...['<', '>', '</', '<a', '<b>', ' ', '\n', '\u0301', '\u0338', '\u200b', '\u3164', '\ufdfa', '\ud800', '\udc00'],
    ...['´', '’', '—', '２', 'ế', 'ﬁ', '한', '\u1160', '幫', '😀', 'x'.repeat(199), 'a'],
  )
  const pasted = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(nasty, { maxLength: 400 }).map((pieces) => pieces.join('')),
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 300 }).map((units) => String.fromCharCode(...units)),
  )

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(pasted, (text) => {
        const once = normalise(text)
        expect(normalise(once)).toBe(once)
      }),
      { numRuns: 1000 },
    )
  })

  it('takes plain text as it stands, as the whole way would', () => {
    const plain = fc.array(fc.constantFrom(..." ab9_.,?!%()-/:;'一字鿿"), { maxLength: 60 })
    fc.assert(
      fc.property(plain, (characters) => {
        const text = characters.join('')
        // An invisible character, which is not plain, is all that sends it the whole way.
        expect(normalise(text)).toBe(normalise(`${text}\u200b`))
      }),
      { numRuns: 1000 },
    )
  })

  it('is well-formed and never longer than the limit, whatever comes in', () => {
    fc.assert(
      fc.property(pasted, fc.integer({ min: 1, max: 40 }), (text, times) => {
        const read = normalise(text.repeat(times))
        expect(read.length).toBeLessThanOrEqual(LONGEST_QUESTION)
        expect(read.isWellFormed()).toBe(true)
      }),
    )
  })

  it.each(['<', '<a', '<a<b>>', 'e\u0301\u0301', ' ', '\u200b', 'f"', '\ufdfa'])(
    'takes no longer for a flood of %j than its limit allows',
    (piece) => {
      const started = performance.now()
      normalise(piece.repeat(300_000))
      normalise(`${'<a'.repeat(1000)}${'>'.repeat(1000)}`)
      expect(performance.now() - started).toBeLessThan(500)
    },
  )
})
