/** A text as the tokens that everything else is made of: English words with their stems, numbers, single Chinese characters. */
import { normalise } from '../language/normalise.ts'
import { toUnits, type Unit } from '../language/units.ts'

/** `start` and `end`: where it stands in the text; Chinese characters of one stretch touch. */
export type Token = Unit

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

export const tokensOf = (plain: string): Token[] => toUnits(plain)
