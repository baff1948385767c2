/** Traditional and simplified Chinese, by OpenCC's tables. */
import { createRequire } from 'node:module'
import { Converter as SimplifiedConverter } from 'opencc-js/t2cn'

const simplify = SimplifiedConverter({ from: 'tw', to: 'cn' })

/** Traditional characters as simplified ones; everything else as it stands. */
export const toSimplified = (text: string): string => simplify(text)

/** Taiwan's table takes a lone 么 for 幺 and 著 for 着; inside a word it leaves them, and so must a character cut out of one. */
const ALONE_IN_BOTH = new Set('么著')

const simplifiedCharacters = new Map<string, string>()

/** The same for one character, remembered: texts are cut into characters far more often than they are converted whole. */
export function toSimplifiedCharacter(character: string): string {
  const known = simplifiedCharacters.get(character)
  if (known !== undefined) return known
  const simplified = ALONE_IN_BOTH.has(character) ? character : simplify(character)
  simplifiedCharacters.set(character, simplified)
  return simplified
}

/** Characters that simplified text keeps in some words (著名, 乾隆, 慰藉, 瞭望) and that prove nothing. */
const IN_BOTH = /[著乾藉瞭]/g

/** True where the text holds characters that only traditional Chinese uses. */
export function isTraditional(text: string): boolean {
  const telling = text.replace(IN_BOTH, '')
  return simplify(telling) !== telling
}

let traditionalise: ((text: string) => string) | undefined

/** Simplified characters as traditional ones (Taiwan standard). Its tables are large, so they load on first use. */
export function toTraditional(text: string): string {
  traditionalise ??= loadTraditional()
  return traditionalise(text)
}

/** Put together from the library's parts: its ready converter keeps the phrase table twice, some 35 MB for no difference in our texts. */
function loadTraditional(): (text: string) => string {
  const load = createRequire(import.meta.url)
  const { ConverterFactory } = load('opencc-js/core') as typeof import('opencc-js/core')
  const { from, to } = load('opencc-js/preset/cn2t') as typeof import('opencc-js/preset/cn2t')
  return ConverterFactory(from.cn ?? [], to.tw ?? [])
}
