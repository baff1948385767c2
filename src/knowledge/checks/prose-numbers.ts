/** Prose smuggles no numbers: every digit that a reader sees is bound to something that the entry declares. */

import { readNumbers } from '../../language/numerals.ts'
import type { Check, Draft, Located } from '../draft.ts'
import { proseOf } from '../draft.ts'
import type { Problem } from '../problem.ts'

type Bound = {
  id: string
  numbers?:
    | { dates?: string[] | undefined; amounts?: string[] | undefined; hotlines?: string[] | undefined }
    | undefined
}

export const checkProseNumbers: Check = (draft) => {
  const hotlines = new Set(draft.hotlines.map((record) => record.value.number))
  return [
    ...draft.guidance.flatMap((record) =>
      unbound(
        record,
        ['title', 'short', 'more', 'steps', 'caution'],
        [
          ...(record.value.law ?? []),
          ...Object.values(record.value.in_force ?? {}).filter((date) => date !== undefined),
        ],
      ),
    ),
    ...draft.glossary.flatMap((record) => unbound(record, ['definition'], record.value.law ?? [])),
    ...draft.figures.flatMap((record) => {
      const { value, period, as_of, since, change, reports } = record.value
      const own = [
        value,
        period,
        as_of,
        since,
        change?.percent,
        change?.times,
        change?.base,
        ...reports.flatMap(({ put }) => (typeof put === 'string' ? put : [put.en, put.zh])),
      ]
      return unbound(
        record,
        ['label', 'says', 'note', 'disagreement'],
        own.filter((one) => one !== undefined).map(String),
      )
    }),
    ...draft.computed.flatMap((record) =>
      unbound(
        record,
        ['label', 'says', 'formula_in_words', 'caveat'],
        [
          ...Object.keys(record.value.constants ?? {}),
          ...Object.values(record.value.constants ?? {}).flatMap((text) => [text.en, text.zh]),
        ],
      ),
    ),
    ...draft.series.flatMap((record) =>
      unbound(record, ['label', 'breaks'], periodsOf(record.value.runs.flat(), draft)),
    ),
    ...[...draft.guidance, ...draft.glossary].flatMap((record) =>
      (record.value.numbers?.hotlines ?? []).flatMap((number, index) =>
        hotlines.has(number)
          ? []
          : [
              record.problemAt(
                ['numbers', 'hotlines', index],
                'unknown-hotline',
                `${number} is not in hotlines.yaml; add it there or correct it`,
              ),
            ],
      ),
    ),
  ]
}

function unbound<T extends Bound>(record: Located<T>, fields: (keyof T & string)[], declared: string[]): Problem[] {
  const { dates = [], amounts = [], hotlines = [] } = record.value.numbers ?? {}
  const bound = new Set([...declared, ...dates, ...amounts, ...hotlines].flatMap(numbersIn))
  return fields.flatMap((field) =>
    [...proseOf(record.value[field], [field]), ...listProse(record.value[field], field)].flatMap(({ path, text }) =>
      (['en', 'zh'] as const).flatMap((language) =>
        [...new Set(numbersIn(text[language].replace(PLACEHOLDER, ' ')))]
          .filter((number) => !bound.has(number))
          .map((number) =>
            record.problemAt(
              [...path, language],
              'unbound-number',
              `${number} is bound to nothing; declare it under \`numbers\`, as a law article, or write it as {figure-id}`,
            ),
          ),
      ),
    ),
  )
}

/** A series may name the periods of its own figures. */
const periodsOf = (ids: string[], draft: Draft): string[] =>
  draft.figures.flatMap(({ value }) =>
    ids.includes(value.id) ? [value.period ?? value.as_of ?? '', value.since ?? ''] : [],
  )

const PLACEHOLDER = /\{[a-z0-9-]+\}/g

/** Steps are two lists, not one pair: seen here as pairs. */
function listProse(value: unknown, field: string) {
  if (typeof value !== 'object' || value === null || !('en' in value) || !('zh' in value)) return []
  if (!Array.isArray(value.en) || !Array.isArray(value.zh)) return []
  return [{ path: [field], text: { en: value.en.join('\n'), zh: value.zh.join('\n') } }]
}

/** Values of all numbers in a text that are written with digits; `2018-01-22` counts as 2018, 1 and 22. */
function numbersIn(text: string): number[] {
  if (!/\d/.test(text)) return []
  const spaced = text.replace(/(\d)[-/.–—](?=\d{1,4}(?:\D|$))/g, (whole, digit: string) =>
    whole.endsWith('.') ? whole : `${digit} `,
  )
  return [
    ...readNumbers(spaced)
      .filter((number) => /\d/.test(number.text))
      .map((number) => number.value),
    ...digitRuns(spaced),
  ]
    .filter((value) => Number.isFinite(value))
    .filter((value, index, all) => all.indexOf(value) === index)
}

/** Numbers that letters touch (`v2`, `Art.266`) escape the reader of quantities; here nothing may. */
const digitRuns = (text: string): number[] =>
  [...text.matchAll(/(?<=\p{Script=Latin})\d+(?![\d,.]*[千万亿%])/gu)].map((match) => Number(match[0]))
