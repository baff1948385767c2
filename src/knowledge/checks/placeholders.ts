/** What stands in {braces} exists, and both languages carry the same. */
import type { Check, Located } from '../draft.ts'
import { proseOf } from '../draft.ts'
import { didYouMean } from '../nearest.ts'

export const checkPlaceholders: Check = (draft) => {
  const figures = new Set([...draft.figures, ...draft.computed].map((record) => record.value.id))
  const records: Located<object>[] = [
    ...draft.guidance,
    ...draft.glossary,
    ...draft.figures,
    ...draft.computed,
    ...draft.series,
  ]
  return records.flatMap((record) =>
    proseOf(record.value).flatMap(({ path, text }) => {
      if (path[0] === 'constants') return []
      const [en, zh] = [placeholders(text.en), placeholders(text.zh)]
      const unknown = [...new Set([...en, ...zh])].filter(
        (name) => !figures.has(name) && !(name === 'value' && path[0] === 'says'),
      )
      const problems = unknown.map((name) =>
        record.problemAt(path, 'unknown-figure', `{${name}} is no figure${didYouMean(name, figures)}`),
      )
      if (en.join() !== zh.join()) {
        problems.push(
          record.problemAt(
            path,
            'languages-differ',
            `English and Chinese name different figures: {${en.join('} {')}} and {${zh.join('} {')}}`,
          ),
        )
      }
      if (path[0] === 'says' && !en.includes('value'))
        problems.push(record.problemAt(path, 'no-value', 'needs {value} where the number belongs'))
      return problems
    }),
  )
}

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{([a-z0-9-]+)\}/g)].map((match) => match[1] ?? '').sort()
