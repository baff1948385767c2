/** What is personal goes, whatever stands around it; figures, years, articles and hotlines stay. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalise } from '../../src/language/normalise.ts'
import { hasIdChecksum, hasLuhnChecksum, redact } from '../../src/language/redact.ts'
import { harmless, KINDS, personal, personalOf } from './personal.ts'

const EXAMPLES = { numRuns: 300 }
/** Spelt with full-width digits and letters, as Chinese keyboards do. */
const wide = (text: string): string =>
  text.replace(/[!-~]/g, (character) => String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0))
/** What a person would still recognise: the letters and digits, whatever is between them. */
const bare = (text: string): string =>
  normalise(text)
    .replace(/\[\w+\]/g, '~')
    .replace(/[^\p{L}\p{N}~]/gu, '')

/** A stretch of the secret that is left, if any; a few characters tell nothing, nor does what stands around the secrets anyway. */
function leftOf(secret: string, redacted: string, around: string): string {
  const [whole, left, others] = [bare(secret), bare(redacted), bare(around)]
  const telling = Math.min(TELLING, whole.length)
  const stretches = Array.from({ length: whole.length - telling + 1 }, (_, at) => whole.slice(at, at + telling))
  return stretches.find((stretch) => left.includes(stretch) && !others.includes(stretch)) ?? ''
}
const TELLING = 5

const without = (text: string, secrets: readonly string[]): string =>
  secrets.reduce((left, secret) => left.replaceAll(secret, '[x]'), text)

describe.each(KINDS.flatMap((kind) => [[kind, 'en'] as const, [kind, 'zh'] as const]))('%s, %s', (kind, language) => {
  test('is taken out of 300 texts', () => {
    fc.assert(
      fc.property(personalOf(kind, language), ({ secret, text }) => {
        expect(leftOf(secret, redact(text), without(text, [secret])), text).toBe('')
      }),
      EXAMPLES,
    )
  })
})

test('several in one text all go, also in full-width characters, and what is redacted stays as it is', () => {
  fc.assert(
    fc.property(fc.array(personal, { minLength: 2, maxLength: 4 }), fc.boolean(), (told, isWide) => {
      const text = told.map((one) => one.text).join('. ')
      const redacted = redact(isWide ? wide(text) : text)
      const around = without(
        text,
        told.map(({ secret }) => secret),
      )
      for (const { secret } of told) expect(leftOf(secret, redacted, around), text).toBe('')
      expect(redact(redacted)).toBe(redacted)
    }),
    EXAMPLES,
  )
})

test('numbers of figures, years, articles, dates and hotlines stay, in 600 texts', () => {
  fc.assert(
    fc.property(harmless, (text) => {
      expect(redact(text)).toBe(normalise(text))
    }),
    { numRuns: 600 },
  )
})

test.each([
  '105,658',
  '2018–2019',
  'Article 287',
  '96110',
  '3291亿元',
  '272 billion yuan (2,720,000,000,000)',
  '12.9万人，同比上升8.43倍',
  'is it a crime to lend my bank card',
  '我叫朋友帮忙转账',
  'people on the road in 2020',
])('%s stays', (text) => {
  expect(redact(text)).toBe(normalise(text))
})

test.each([
  ['my name is John Smith and I lost 5000 yuan in 2021', 'my name is [name] and I lost 5000 yuan in 2021'],
  ['身份证11010519491231002X被冒用', '身份证 [number]被冒用'],
  ['我住在杭州市西湖区文三路20号，被骗了5000元', '[address],被骗了5000元'],
  ['（2019）浙0106刑初123号判了几年', '[case]判了几年'],
  ['order 20211105123456 never came', 'order [number] never came'],
])('what is left of “%s” is still a question', (text, left) => {
  expect(redact(text)).toBe(left)
})

test('checksums are those of the standards', () => {
  expect([hasIdChecksum('11010519491231002X'), hasIdChecksum('440524188001010014')]).toEqual([true, true])
  expect([hasIdChecksum('110105194912310021'), hasIdChecksum('105658')]).toEqual([false, false])
  expect([hasLuhnChecksum('4111111111111111'), hasLuhnChecksum('79927398713')]).toEqual([true, false])
  expect(hasLuhnChecksum('4111111111111112')).toBe(false)
})

test('long and strange texts take no time to speak of', () => {
  for (const piece of ['1 ', '一', 'a.', '我叫', '(0', '路1', 'name: a ', '@a', '1-', 'www.'])
    expect(redact(piece.repeat(20_000)).length).toBeLessThan(3000)
})
