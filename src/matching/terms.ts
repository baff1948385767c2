/** A text as the terms that it is compared by: words, and pieces of words. */
import type { Lexicon } from '../language/lexicon.ts'
import { normalise } from '../language/normalise.ts'
import { segment } from '../language/segment.ts'
import { isStopWord } from '../language/stop-words.ts'

export type Terms = {
  /** Content words by stem; grammar words only where nothing else is left. */
  words: string[]
  /** Character 3-grams of words and 2-grams of Chinese: what survives a typo. */
  pieces: string[]
}

export function termsOf(text: string, vocabulary?: Lexicon<unknown>): Terms {
  const all = segment(normalise(text).toLowerCase(), vocabulary)
  const content = all.filter((word) => !isStopWord(word.key) && !isStopWord(word.text))
  const words = (content.length > 0 ? content : all).map((word) => word.key)
  const han = content
    .filter((word) => word.kind === 'han')
    .map((word) => word.key)
    .join('')
  const pieces = content.filter((word) => word.kind === 'word').flatMap((word) => grams(`_${word.text}_`, 3))
  return { words, pieces: [...pieces, ...grams(han, han.length > 1 ? 2 : 1)] }
}

const grams = (text: string, size: number): string[] => {
  const characters = [...text]
  return characters.slice(size - 1).map((_, index) => characters.slice(index, index + size).join(''))
}
