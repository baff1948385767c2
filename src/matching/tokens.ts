/** A text as the tokens that everything else is made of: English words with their stems, numbers, single Chinese characters. */
import { normalise } from '../language/normalise.ts'
import { toUnits, type Unit } from '../language/units.ts'

export type Token = Pick<Unit, 'key' | 'text' | 'kind'> & {
  /** Whether it touches the token before it: Chinese characters of one stretch do. */
  joined: boolean
}

/** "What's", "don't" and "I'm" are two words each, written long or short. */
const SHORT_FORMS: [RegExp, string][] = [
  [/\b(what|where|how|who|when|why|that|it|there|here|he|she)'s\b/g, '$1 is'],
  [/\bcan't\b/g, 'can not'],
  [/\bwon't\b/g, 'will not'],
  [/n't\b/g, ' not'],
  [/'m\b/g, ' am'],
  [/'re\b/g, ' are'],
  [/'ve\b/g, ' have'],
  [/'ll\b/g, ' will'],
  [/'d\b/g, ' would'],
]

/** Normalised, lower-cased, short forms written out: what tokens are cut from. */
export function plainText(text: string): string {
  const plain = normalise(text).toLowerCase()
  return plain.includes("'") ? SHORT_FORMS.reduce((long, [form, full]) => long.replace(form, full), plain) : plain
}

export function tokensOf(plain: string): Token[] {
  const units = toUnits(plain)
  return units.map(({ key, text, kind, start }, index) => ({
    key,
    text,
    kind,
    joined: index > 0 && units[index - 1]?.end === start,
  }))
}
