/** Every figure can be asked for, and no question gets its neighbour: generated from the table for all figures. */
import { describe, expect, test } from 'vitest'
import { wholesOf } from '../../src/knowledge/knowledge-base.ts'
import { samePeriod } from '../../src/language/period.ts'
import type { Reply } from '../../src/reply.ts'
import { ask, figure, knowledge } from '../shipped.ts'
import { type Cell, cellOf, isCount, nearMisses, questionsFor } from './questions.ts'

const FIGURES = [...knowledge.figures.values()].filter(isCount)

/** What a reply states as its answer; a suggestion or a question back states nothing. */
const stated = (reply: Reply): string[] => (reply.outcome === 'answer' ? reply.figures.map(({ id }) => id) : [])

/** Whether a figure is of the cell that was asked for: the same part of each axis, or for its offence a part of it. */
function isOf(id: string, cell: Cell): boolean {
  if (!knowledge.figures.has(id)) return false
  const own = cellOf(figure(id))
  return (
    (own.offence === cell.offence || wholesOf(own.offence, knowledge.concepts).includes(cell.offence)) &&
    own.stage === cell.stage &&
    own.measure === cell.measure &&
    own.place === cell.place &&
    samePeriod(own.period, cell.period)
  )
}

describe.each(['en', 'zh'] as const)('asked in %s', (language) => {
  test.each(FIGURES.map((one) => [one.id, one] as const))('%s is reached by three questions', (id, one) => {
    const missed = questionsFor(cellOf(one), language).filter((question) => !stated(ask(question)).includes(id))
    expect(missed).toEqual([])
  })

  test.each(FIGURES.map((one) => [one.id, one] as const))('no neighbour of %s is answered with it', (id, one) => {
    const confused = nearMisses(cellOf(one)).flatMap(({ differs, cell }) =>
      questionsFor(cell, language)
        // A way of asking that does not name the part asks for the figure itself.
        .filter((question) => !questionsFor(cellOf(one), language).includes(question))
        .map((question) => ({ question, ids: stated(ask(question)) }))
        .filter(
          ({ ids }) => ids.includes(id) && !ids.some((other) => knowledge.computed.has(other) || isOf(other, cell)),
        )
        .map(({ question }) => `${differs}: ${question}`),
    )
    expect(confused).toEqual([])
  })
})
