/** What a person pastes in is never said back to them, or to the group: cards, papers, phones, addresses, names. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildBot } from '../../src/conversation/bot.ts'
import { normalise } from '../../src/language/normalise.ts'
import { personal } from '../language/personal.ts'
import { answerer, TODAY } from '../shipped.ts'

/** What is pasted stands before, behind or within all kinds of messages, and ones that repeat words of the question above all. */
const messages = fc.constantFrom(
  '~',
  'how many people were prosecuted for online crime in 2021 ~',
  '~ how many people were prosecuted for online crime in 2016',
  'number of zebra crimes in 2021, ~',
  'was it more than 282,000 in 2021? ~',
  '/explain ~ and 282,000',
  '/figure telecom fraud, ~, prosecuted',
  '/ask ~',
  '/start ~',
  'I was just scammed. ~',
  'what is the penalty? ~',
  '2021年网络犯罪起诉了多少人，~',
  '~，2016年起诉多少人',
  '电信诈骗案件~起诉的斑马人数2021',
  '我刚刚被骗了，~',
  '帮信罪怎么判？~',
)
const bare = (text: string): string => normalise(text).replace(/[^\p{L}\p{N}]/gu, '')

const bot = buildBot(answerer, () => TODAY)

test('in 300 messages, whatever the answer', { timeout: 120_000 }, async () => {
  let chat = 0
  await fc.assert(
    fc.asyncProperty(personal, messages, async ({ secret, text }, message) => {
      const said = message.replace('~', () => text)
      const talk = { conversation: `test:${chat++}`, chat: 'private', addressed: true } as const
      const reply = await bot.respond({ ...talk, text: said })
      const choices = (reply?.choices ?? []).flatMap(({ label, ask }) => [label, ask])
      expect(bare([reply?.text, ...choices].join(' '))).not.toContain(bare(secret))
    }),
    { numRuns: 300 },
  )
})

test('in what is suggested while it is typed', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(personal, async ({ secret, text }) => {
      const suggested = await bot.suggest(text, { limit: 5 })
      expect(bare(suggested.map(({ label }) => label).join(' '))).not.toContain(bare(secret))
    }),
    { numRuns: 50 },
  )
})
