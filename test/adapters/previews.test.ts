/** What every platform's preview must keep to, so that whoever lays it out can trust it. */
import { describe, expect, test } from 'vitest'
import { loadPreviews } from '../../src/cli/platforms.ts'
import { buildBot } from '../../src/conversation/bot.ts'
import type { Reply } from '../../src/reply.ts'
import { answerer, ask, TODAY } from '../shipped.ts'
import { missingFrom } from './same-facts.ts'

const bot = buildBot(answerer, () => TODAY)
const previews = await loadPreviews()

const TAG = /<(\/?)([a-z0-9]+)((?:\s[^<>]*)?)>/g
const PLAIN = new Set('a b i u s p br hr h1 h2 h3 ul ol li pre code small blockquote figure'.split(' '))
const ATTRIBUTES = /^(?: href="https?:[^"<>]*"| expandable)?$/

/** What is neither text nor an element that the contract allows. */
const strange = (html: string): string[] => [
  ...[...html.matchAll(TAG)]
    .filter(([, , name = '', attributes = '']) => !PLAIN.has(name) || !ATTRIBUTES.test(attributes))
    .map(([whole]) => whole),
  ...(html.replace(TAG, '').match(/[<>]|&(?!(?:amp|lt|gt|quot|#39);)/g) ?? []),
]

const asTextOf = (html: string): string =>
  html
    .replace(TAG, '')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? "'")

test('the terminal and every chat platform have one', () => {
  expect([...previews.keys()]).toEqual(expect.arrayContaining(['terminal', 'telegram']))
})

describe.each([...previews])('on %s', (_, preview) => {
  const texts = [
    'how many people were prosecuted for online crime in 2020',
    '帮信罪起诉人数的趋势',
    '我刚刚被骗了',
    '/help',
  ]

  test.each(texts)('a reply is shown whole, within the limits: %s', async (text) => {
    const reply = await bot.respond({ conversation: `test:${text}`, text, chat: 'private', addressed: true })
    if (!reply) throw new Error('a private message is always answered')
    const shown = preview(reply, bot.say)
    const together = {
      text: shown.map((message) => message.text).join('\n'),
      addresses: shown.flatMap(({ html }) =>
        [...html.matchAll(/href="([^"]*)"/g)].map(([, url = '']) => asTextOf(url)),
      ),
      labels: shown.flatMap(({ buttons }) => buttons.flat()),
    }
    expect(missingFrom(together, reply)).toEqual([])
    for (const { html, measures } of shown) {
      expect(strange(html)).toEqual([])
      expect(measures.filter(({ count, limit }) => count > limit)).toEqual([])
    }
  })

  test('what a text holds is text, never an element', () => {
    const evil = `<script>alert(1)</script> & "quotes" <b onclick='x'>bold</b>`
    const reply: Reply = { ...ask('/help'), text: evil, blocks: [{ kind: 'lead', text: evil }] }
    const shown = preview(reply, bot.say)
    expect(shown.flatMap(({ html }) => strange(html))).toEqual([])
    expect(shown.map(({ html }) => asTextOf(html)).join('\n')).toContain('<script>alert(1)</script>')
  })
})
