/** Both languages are there, each in its own script, and they name the same numbers. */
import { readNumbers } from '../../language/numerals.ts'
import { isTraditional } from '../../language/script.ts'
import type { Check, Draft, Located } from '../draft.ts'
import { proseOf } from '../draft.ts'
import type { Problem } from '../problem.ts'
import type { Bilingual } from '../schema/common.ts'
import type { Path } from '../yaml.ts'

export const checkTwoLanguages: Check = (draft) =>
  recordsWithProse(draft).flatMap((record) => textsOf(record.value).flatMap((one) => judge(record, one)))

const recordsWithProse = (draft: Draft): Located<object>[] => [
  ...draft.guidance,
  ...draft.glossary,
  ...draft.figures,
  ...draft.series,
  ...draft.computed,
  ...draft.hotlines,
  ...draft.laws,
  ...draft.voice,
]

type Text = { path: Path; text: Bilingual; at: (language: 'en' | 'zh') => Path }

/** Pairs of texts, and steps as pairs where there are as many in both languages. */
function textsOf(value: object): Text[] {
  const pairs = proseOf(value).map(({ path, text }): Text => ({ path, text, at: (language) => [...path, language] }))
  const { steps } = value as { steps?: { en: string[]; zh: string[] } }
  if (!steps || steps.en.length !== steps.zh.length) return pairs
  const listed = steps.en.map(
    (en, index): Text => ({
      path: ['steps', 'en', index],
      text: { en, zh: steps.zh[index] ?? '' },
      at: (language) => ['steps', language, index],
    }),
  )
  return [...pairs, ...listed]
}

function judge(record: Located<object>, { text, at }: Text): Problem[] {
  const problems: Problem[] = []
  if (HAN.test(text.en) && !/[A-Za-z]/.test(text.en))
    problems.push(record.problemAt(at('en'), 'wrong-language', 'is Chinese; write English here'))
  if (/\p{Script=Latin}{2}/u.test(withoutBraces(text.zh)) && !HAN.test(text.zh) && isSentence(text.zh))
    problems.push(record.problemAt(at('zh'), 'wrong-language', 'holds no Chinese; write the Chinese text here'))
  if (isTraditional(text.zh)) {
    problems.push(
      record.problemAt(at('zh'), 'traditional', 'write simplified characters; traditional ones are made from them'),
    )
  }
  const [onlyEnglish, onlyChinese] = differing(text)
  if (onlyEnglish.length > 0 && onlyChinese.length > 0) {
    problems.push(
      record.problemAt(
        at('zh'),
        'numbers-differ',
        `English says ${onlyEnglish.join(', ')}, Chinese ${onlyChinese.join(', ')}; one of them is a slip`,
      ),
    )
  }
  return problems
}

const HAN = /\p{Script=Han}/u
/** A name such as "China Daily" is the same in both languages. */
const isSentence = (text: string): boolean => /\s\S+\s\S+\s/.test(text) && /[.!?]$/.test(text.trim())
const withoutBraces = (text: string): string => text.replace(/\{[a-z0-9-]+\}/g, ' ')

/** Numbers in digits that one language has and the other does not, in digits or words. Where one merely says more, neither list is complete. */
function differing({ en, zh }: Bilingual): [number[], number[]] {
  // Without a digit in one of them no two numbers can differ, as in most texts.
  if (!/\d/.test(en) || !/\d/.test(zh)) return [[], []]
  const [english, chinese] = [spaced(en), spaced(zh)]
  const [inEnglish, inChinese] = [inWordsOrDigits(english), inWordsOrDigits(chinese)]
  return [
    [...inDigits(english), ...monthsOfDays(english)].filter((value) => !inChinese.has(value)),
    inDigits(chinese).filter((value) => !inEnglish.has(value)),
  ]
}

/** `2018-01-22` as three numbers. */
const spaced = (text: string): string =>
  withoutBraces(text).replace(/(\d)[-/.–—](?=\d{1,4}(?:\D|$))/g, (whole, digit: string) =>
    whole.endsWith('.') ? whole : `${digit} `,
  )

const inDigits = (text: string): number[] => [
  ...new Set(
    readNumbers(text)
      .filter((number) => /\d/.test(number.text))
      .map((number) => number.value),
  ),
]

/** The months of days and years in digits, so that "may" remains a word: `1 May 2020`, `in May 2020`, `May 1`. */
const monthsOfDays = (text: string): number[] =>
  [...text.toLowerCase().matchAll(/(?<=\d )[a-z]+|[a-z]+(?= \d)/g)].flatMap(([word]) =>
    MONTHS.includes(word) ? [MONTHS.indexOf(word) + 1] : [],
  )

const MONTHS = 'january february march april may june july august september october november december'.split(' ')
const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ')
const HAN_DIGITS = '零一二三四五六七八九十'

function inWordsOrDigits(text: string): Set<number> {
  const numbers = new Set(readNumbers(text).map((number) => number.value))
  for (const [word] of text.toLowerCase().matchAll(/[a-z]+/g))
    for (const list of [MONTHS, ORDINALS]) if (list.includes(word)) numbers.add(list.indexOf(word) + 1)
  for (const [digit] of text.matchAll(/[零一二两三四五六七八九十]/g))
    numbers.add(HAN_DIGITS.indexOf(digit === '两' ? '二' : digit))
  // 7x24, 1st, App2: letters touch the digits.
  for (const [digits] of text.matchAll(/(?<=\p{Script=Latin})\d+|\d+(?=\p{Script=Latin})/gu))
    numbers.add(Number(digits))
  return numbers
}
