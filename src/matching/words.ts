/** A text's words in order: English by stem, Chinese as segmented; grammar words are told from those that carry the subject. */
import type { Lexicon } from '../language/lexicon.ts'
import { segmentUnits } from '../language/segment.ts'
import { isStopWord } from '../language/stop-words.ts'
import type { Token } from './tokens.ts'

/** `trust`: how surely it is what was meant, 1 unless it was put right. */
export type Word = { key: string; text: string; isContent: boolean; isLatin: boolean; trust: number }

export function wordsOf(tokens: readonly (Token & { trust?: number })[], vocabulary?: Lexicon<unknown>): Word[] {
  const han = tokens.some(({ kind }) => kind === 'han')
    ? segmentUnits(tokens, vocabulary).filter(({ kind }) => kind === 'han')
    : []
  const others = tokens.filter(({ kind }) => kind !== 'han')
  return [...others.map((token) => asWord(token, token.trust ?? 1)), ...han.map((word) => asWord(word, 1))]
}

const asWord = ({ key, text, kind }: Pick<Token, 'key' | 'text' | 'kind'>, trust: number): Word => ({
  key,
  text: kind === 'word' ? text : key,
  isContent: !isStopWord(key) && !isStopWord(text),
  isLatin: kind === 'word',
  trust,
})
