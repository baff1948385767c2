/** The smallest pieces every later step counts in: a Latin word, a number, or one Chinese character. */
import { stemmer } from 'stemmer'
import { toSimplifiedCharacter } from './script.ts'

export type Unit = {
  /** What is compared: the stem of a word, the digits of a number, the simplified character. */
  key: string
  /** The lower-cased text itself. */
  text: string
  kind: 'word' | 'number' | 'han'
  start: number
  end: number
}

const PIECE = /(\p{Script=Han})|(\d+(?:[.,]\d+)*)|((?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+(?:'\p{Script=Latin}+)?)/gu

/** Cuts normalised text into units, in order. Offsets point into `text`. */
export function toUnits(text: string): Unit[] {
  const units: Unit[] = []
  for (const match of text.matchAll(PIECE)) {
    const [piece, han, digits] = match
    const start = match.index
    const end = start + piece.length
    if (han) units.push({ key: toSimplifiedCharacter(han), text: han, kind: 'han', start, end })
    else if (digits) {
      const plain = digits.replace(/,(?=\d{3}(?!\d))/g, '')
      units.push({ key: plain, text: plain, kind: 'number', start, end })
    } else {
      const word = piece.toLowerCase()
      units.push({ key: stem(word), text: word, kind: 'word', start, end })
    }
  }
  return units
}

const stems = new Map<string, string>()

/** Porter's stem of an English word; possessives and negations lose their apostrophe first. */
export function stem(word: string): string {
  let known = stems.get(word)
  if (known === undefined) {
    const plain = word.replace(/'s$/, '').replace(/'/g, '')
    known = /^[a-z]+$/.test(plain) ? stemmer(plain) : plain
    if (stems.size < 50_000) stems.set(word, known)
  }
  return known
}
