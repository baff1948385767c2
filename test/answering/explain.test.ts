/** Numbers in somebody's text, explained. */
import { describe, expect, test } from 'vitest'
import type { Reply } from '../../src/reply.ts'
import { figure, knowledge, startChat } from '../shipped.ts'

async function explained(text: string): Promise<Reply> {
  const reply = await startChat()(`/explain ${text}`)
  if (!reply) throw new Error('a private message is always answered')
  return reply
}

describe('a number that is held', () => {
  test.each([
    ['Prosecutors charged 282,000 people in 2021', 'online-crime-2021'],
    ['282 thousand', 'online-crime-2021'],
    ['去年起诉28.2万人', 'online-crime-2021'],
    ['more than 105,000 people were charged', 'online-crime-prosecuted-2018-2019'],
    ['arrests: 89167', 'online-crime-arrests-2018-2019'],
    ['up 98.5 percent', 'online-crime-2021'],
  ])('is told with what it counts, when, and who says so: %s', async (text, id) => {
    const reply = await explained(text)
    expect(reply.entries).toContain(id)
    expect(reply.sources.map((source) => source.id)).toContain(figure(id).reports[0]?.source)
    expect(reply.figures.find((one) => one.id === id)).toMatchObject({ stage: figure(id).stage })
  })

  test('is told apart from others of the same value by what the text names', async () => {
    const value = [...knowledge.figures.values()].find((one) => one.id === 'telecom-fraud-2023')?.value
    expect((await explained(`${value} people prosecuted for telecom fraud in 2023`)).entries).toEqual([
      'telecom-fraud-2023',
    ])
  })

  test('every figure is found by its own value', async () => {
    for (const one of knowledge.figures.values()) {
      if (one.measure !== 'people' || one.value < 100) continue
      const says = one.says.en.replace('{value}', one.value.toLocaleString('en'))
      expect((await explained(says)).entries, one.id).toContain(one.id)
    }
  })

  test('speaks the language of the text', async () => {
    expect((await explained('2021年起訴28.2萬人')).language).toBe('zh-Hant')
  })
})

describe('numbers that are not held', () => {
  test('are said to be unknown', async () => {
    expect(await explained('12,345 apples')).toMatchObject({ outcome: 'abstain', reason: 'not-known' })
    expect((await explained('12,345 apples and 282,000 people')).text).toMatch(/nothing for the other numbers/)
  })

  test('are never repeated: they may be somebody’s own', async () => {
    const { text } = await explained(
      '282,000 people. My card is 6222 0212 3456 7890, my phone 13912345678, I lost 48,312 yuan',
    )
    expect(text).toMatch(/282,000/)
    expect(text).not.toMatch(/6222|7890|13912345678|48,?312/)
  })

  test.each(['', 'no numbers here', 'in 2021', 'on 9 April 2020 at 12', 'Article 287'])(
    'are no years and no dates: %j',
    async (text) => {
      expect((await explained(text)).text).toMatch(/no numbers/)
    },
  )
})
