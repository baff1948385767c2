/** How files are written, where that changes nothing of what they say: `check --fix` puts it right. */
import type { Draft, Located } from '../draft.ts'
import type { Problem } from '../problem.ts'
import { placeOf } from '../read-text.ts'
import { fieldOrder } from '../schema/field-order.ts'
import type { FileKind } from '../schema/index.ts'
import { tidySpacing } from '../tidy-spacing.ts'

/** Told once for each file, where it begins. */
export const remarkOnSpacing = (texts: ReadonlyMap<string, string>): Problem[] =>
  [...texts].flatMap(([file, text]) => {
    const tidy = tidySpacing(text)
    if (tidy === text) return []
    const at = [...text].findIndex((character, index) => character !== tidy[index])
    return [
      {
        code: 'untidy-spacing' as const,
        message: 'spaces at the end of a line, needless blank lines, or no line end at the end',
        file,
        ...placeOf(text, at < 0 ? text.length : at),
      },
    ]
  })

const KINDS = [
  ...(['sources', 'laws', 'figures', 'series', 'computed', 'guidance', 'glossary', 'hotlines', 'retired'] as const),
] satisfies (FileKind & keyof Draft)[]

/** The first field of a record that stands before one it should stand behind. */
export const remarkOnFieldOrder = (draft: Draft): Problem[] =>
  KINDS.flatMap((kind) =>
    draft[kind].flatMap((record: Located<object>) => {
      const { fields = [] } = record
      const order = fieldOrder(kind, fields)
      if (!order) return []
      const places = fields.map((field) => order.indexOf(field))
      const at = places.findIndex((place, index) => place > Math.min(...places.slice(index)))
      const [field, next] = [fields[at], fields.at(places.indexOf(Math.min(...places.slice(at))))]
      return field === undefined
        ? []
        : [record.problemAt([field], 'field-order', `\`${field}\` stands before \`${next}\`; it is written behind it`)]
    }),
  )
