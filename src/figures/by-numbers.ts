/** A query that names figures by their values: "what is 282,000?" · "so 2,281 of 3,275 went to court?" */

import type { Figure } from '../knowledge/schema/figures.ts'
import { isAsked } from './asked-periods.ts'
import { fits } from './cells.ts'
import { type FigureAnswer, MOST_CHOICES } from './figure-answer.ts'
import type { FigureQuery } from './query.ts'
import { shareBetween } from './share.ts'
import { type FigureTable, periodOf } from './table.ts'

export function answerByNumbers(query: FigureQuery, table: FigureTable): FigureAnswer | undefined {
  const values = query.numbers
    .filter((number) => number.unit === null && number.value >= 100)
    .map((number) => number.value)
  // "From 41,000 in 2023 to 49,000 in 2024" names its cells besides.
  if (values.length === 0 || (query.periods.length > 1 && query.operations.includes('change'))) return undefined
  const matches = values.map((value) => {
    const known = table.withValue(value).filter((figure) => fits(figure, query))
    const own = known.filter((figure) => table.offenceFits(figure, query.offences))
    // The value says which part of a whole is meant: "the 5,111 rumour cases" were rumours about the epidemic.
    const isPart = (figure: Figure) => query.offences.some((whole) => table.wholesOf(figure.offence).includes(whole))
    return own.length > 0 ? own : known.filter(isPart)
  })
  const [first, second] = matches.map((figures) => (figures.length === 1 ? figures[0] : undefined))
  if (matches.length === 2 && first && second && first !== second)
    return isShare(query) ? shareBetween(first, second) : { kind: 'list', figures: [first, second] }
  // "You say 437,000 and the paper 391,000": one of them is held.
  const held = matches.filter((figures) => figures.length > 0)
  const [known = []] = held
  if (held.length !== 1 || (matches.length > 1 && !query.operations.includes('source'))) return undefined
  const fitting = known.filter(
    (figure) => query.periods.length === 0 || query.periods.some((period) => isAsked(periodOf(figure), period)),
  )
  // "Of the 3,275 arrested how many were prosecuted" asks for another stage than the value's own.
  if (fitting.some((figure) => query.stages.some((stage) => stage !== figure.stage))) return undefined
  if (fitting.length === 1 && fitting[0])
    return {
      kind: 'cell',
      figure: fitting[0],
      ...(query.operations.includes('source') ? { focus: 'reports' as const } : {}),
    }
  return fitting.length > 1 ? { kind: 'clarify', missing: 'which', figures: fitting.slice(0, MOST_CHOICES) } : undefined
}

/** "2,281 of 3,275, 70 %?" divides; "from 137 to 499" does not. */
const isShare = ({ operations, numbers }: FigureQuery): boolean =>
  operations.includes('share') || (numbers.some(({ unit }) => unit === 'percent') && !operations.includes('change'))
