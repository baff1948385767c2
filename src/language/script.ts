/** Traditional and simplified Chinese, by OpenCC's tables. */
import { createRequire } from 'node:module'
import { buildReplacement, type Dictionary } from './replacement.ts'

/** One of the library's dictionary files: a chain of steps, each with its dictionaries. They load where they are first needed. */
const load = createRequire(import.meta.url)
const stepsOf = (name: string): Dictionary[][] => (load(`opencc-js/${name}`) as { default: Dictionary[][] }).default

function buildConverter(...names: string[]): (text: string) => string {
  let steps: ((text: string) => string)[] | undefined
  return (text) => {
    steps ??= names.flatMap(stepsOf).map(buildReplacement)
    return steps.reduce((converted, step) => step(converted), text)
  }
}

const simplify = buildConverter('from/tw', 'to/cn')

/** Simplified characters as traditional ones (Taiwan standard). */
export const toTraditional = buildConverter('from/cn', 'to/tw')

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
