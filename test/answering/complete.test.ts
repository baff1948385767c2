/** What is offered to someone who fills in a command, and that it is answered as offered. */
import { describe, expect, test } from 'vitest'
import { buildComplete, type Part } from '../../src/answering/complete.ts'
import { buildSuggest } from '../../src/answering/suggest.ts'
import type { Language } from '../../src/message.ts'
import { answerer, knowledge, TODAY } from '../shipped.ts'

const complete = buildComplete(
  knowledge,
  buildSuggest(answerer, () => TODAY),
)
const values = (part: Part, typed: string, beside: Record<string, string> = {}): string[] =>
  complete(part, typed, { beside, limit: 25 }).map(({ value }) => value)

describe('what is offered', () => {
  test.each<[part: Part, typed: string, first: string]>([
    ['offence', 'telecom', 'telecom-fraud'],
    ['offence', 'telcom fraud', 'telecom-fraud'],
    ['offence', '帮信', 'helping-crime'],
    ['offence', '電信網絡詐騙', 'telecom-fraud'],
    ['stage', 'charged', 'prosecuted'],
    ['stage', '起诉', 'prosecuted'],
    ['stage', 'prosecutd', 'prosecuted'],
    ['year', '2021', '2021'],
  ])('for the %s of which %j is typed comes first: %s', (part, typed, first) => {
    expect(values(part, typed)).toContain(first)
    if (part !== 'offence') expect(values(part, typed)[0]).toBe(first)
  })

  test('is what goes with the parts that are filled in already', () => {
    expect(values('year', '', { offence: 'helping-crime', stage: 'prosecuted' })).toContain('2018')
    expect(values('year', '', { offence: 'helping-crime', stage: 'prosecuted' })).not.toContain('2018/2019')
    expect(values('stage', '', { offence: 'telecom-fraud', year: '2023' })).toContain('prosecuted')
    expect(values('stage', '', { offence: 'telecom-fraud', year: '2023' })).not.toContain('arrest-approved')
  })

  test('is everything where the rest goes with nothing', () => {
    expect(values('year', '', { offence: 'no such' })).toEqual(values('year', ''))
  })

  test('speaks the language of what is typed, else the one asked for', () => {
    const label = (typed: string, language: Language) => complete('stage', typed, { beside: {}, language, limit: 1 })[0]
    expect(label('起诉', 'en')?.label).toBe('起诉')
    expect(label('起訴', 'en')?.label).toBe('起訴')
    expect(label('', 'zh-Hant')?.label).toMatch(/檢察/)
  })

  test.each<Part>(['question', 'offence', 'year', 'stage'])('is nothing for nonsense as the %s', (part) => {
    expect(values(part, 'qzxv wkjh')).toEqual([])
  })
})

test('every figure that is offered, part by part, is answered, or among what is asked back', () => {
  const wrong: string[] = []
  for (const offence of values('offence', ''))
    for (const stage of values('stage', '', { offence }))
      for (const year of values('year', '', { offence, stage })) {
        const { reply } = answerer.answer({ text: `${offence}, ${year}, ${stage}`, figure: true, today: TODAY })
        if (!['answer', 'clarify'].includes(reply.outcome))
          wrong.push(`${offence}, ${year}, ${stage}: ${reply.outcome}`)
      }
  expect(wrong).toEqual([])
})
