/** Choices are asked by their labels, so the label of every core figure must lead back to its figure. */
import { describe, expect, test } from 'vitest'
import { answered, knowledge } from '../shipped.ts'

/** Labels known not to lead to their figure: a list that only shrinks. */
const ASTRAY: Record<'en' | 'zh', string[]> = { en: [], zh: [] }
/** Labels that state another figure outright: a wrong answer, not a missing one. */
const WRONG: Record<'en' | 'zh', string[]> = { en: [], zh: [] }

const core = [...knowledge.figures.values()].filter(({ tier }) => tier === 'core')

describe.each(['en', 'zh'] as const)('asked in %s', (language) => {
  const asked = core.map((figure) => ({ figure, ...answered(figure.label[language]) }))
  const leadsHome = asked.filter(
    ({ figure, reply }) =>
      ['answer', 'suggest'].includes(reply.outcome) && reply.figures.some(({ id }) => id === figure.id),
  )
  const statesAnother = asked.filter(
    ({ figure, reply, decision }) =>
      reply.outcome === 'answer' && 'figures' in decision && !reply.figures.some(({ id }) => id === figure.id),
  )

  test('there are at least 80 core figures', () => {
    expect(core.length).toBeGreaterThanOrEqual(80)
  })

  test('every label leads to its figure, but for those known to go astray', () => {
    const home = new Set(leadsHome.map(({ figure }) => figure.id))
    const astray = asked.filter(({ figure }) => !home.has(figure.id))
    expect(
      astray
        .map(({ figure, reply }) => `${figure.id}: "${figure.label[language]}" gives ${reply.outcome} ${reply.entries}`)
        .filter((line) => !ASTRAY[language].includes(line.split(':')[0] ?? '')),
    ).toEqual([])
    expect(
      ASTRAY[language].filter((id) => home.has(id)),
      'lead home now: remove them from ASTRAY',
    ).toEqual([])
  })

  test('no label states another figure as its own, but for those known to', () => {
    const ids = statesAnother.map(({ figure, reply }) => `${figure.id} gives ${reply.entries}`)
    expect(ids.filter((line) => !WRONG[language].includes(line.split(' ')[0] ?? ''))).toEqual([])
    expect(
      WRONG[language].filter((id) => !statesAnother.some(({ figure }) => figure.id === id)),
      'put right: remove them from WRONG',
    ).toEqual([])
  })
})
