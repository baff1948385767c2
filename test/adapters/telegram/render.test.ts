/** How replies look on Telegram: everything that ships fits its limits and parses, and nothing of it is lost. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { escapeHtml, plainOf, visibleLength } from '../../../adapters/telegram/html.ts'
import { renderReply } from '../../../adapters/telegram/render.ts'
import { chartReply } from '../../../src/answering/asides.ts'
import { cut } from '../../../src/bounds/cut.ts'
import { buildBot } from '../../../src/conversation/bot.ts'
import type { Language } from '../../../src/message.ts'
import type { Reply } from '../../../src/reply.ts'
import { answerer, ask, knowledge, TODAY } from '../../shipped.ts'
import { missingFrom, type Seen } from '../same-facts.ts'
import { checkCall } from './description.ts'
import { parseHtml, Unparsable } from './parse-html.ts'

const LANGUAGES: Language[] = ['en', 'zh-Hans', 'zh-Hant']
const bot = buildBot(answerer, () => TODAY)

function seen(reply: Reply): Seen & { wrong: string[] } {
  const { html, keyboard } = renderReply(reply, bot.say)
  const { text, entities } = parseHtml(html)
  return {
    text,
    addresses: entities.flatMap(({ url }) => url ?? []),
    labels: keyboard?.inline_keyboard.flat().map((button) => button.text) ?? [],
    wrong: [
      ...checkCall('sendMessage', { chat_id: 1, text: html, ...(keyboard ? { reply_markup: keyboard } : {}) }),
      ...(text.length > 4096 ? [`${text.length} characters`] : []),
    ],
  }
}

describe('everything that ships', () => {
  const ids = [...knowledge.guidance.keys(), ...knowledge.glossary.keys(), ...knowledge.figures.keys()]

  test.each(LANGUAGES)('fits the limits and loses nothing in %s', async (language) => {
    const wrong: string[] = []
    for (const id of ids) {
      const message = {
        conversation: `test:${id}`,
        text: `/start ${id}`,
        chat: 'private' as const,
        addressed: true,
        language,
      }
      const reply = await bot.respond(message)
      if (!reply) throw new Error(`${id} is not answered`)
      const shown = seen(reply)
      wrong.push(...[...shown.wrong, ...missingFrom(shown, reply)].map((what) => `${id}: ${what}`))
      const token = reply.actions?.find(({ press }) => press[1] === 's')?.press
      const sources = token && (await bot.respond({ ...message, text: '', press: token }))
      if (sources) wrong.push(...seen(sources).wrong.map((what) => `all sources of ${id}: ${what}`))
      // Every choice has its button: its token fits.
      if (reply.choices.some(({ press }) => press === undefined)) wrong.push(`${id}: a choice without a button`)
    }
    expect(wrong).toEqual([])
  })

  test.each(LANGUAGES)('every chart has a caption that carries its values in %s', (language) => {
    const charts = [...knowledge.series.keys()].flatMap((id) => chartReply(id, language, knowledge, TODAY) ?? [])
    expect(charts.length).toBeGreaterThan(10)
    for (const chart of charts) {
      expect(missingFrom(seen(chart), chart)).toEqual([])
      expect(seen(chart).text.length).toBeLessThanOrEqual(1024)
    }
  })

  test.each(LANGUAGES)('every command in %s', async (language) => {
    for (const text of [
      '/start',
      '/help',
      '/topics',
      '/figures',
      '/report',
      '/privacy',
      '/language',
      '/ask',
      '/settings',
    ]) {
      const reply = await bot.respond({ conversation: 'test:1', text, chat: 'private', addressed: true, language })
      if (!reply) throw new Error(`${text} is not answered`)
      expect([...seen(reply).wrong, ...missingFrom(seen(reply), reply)], text).toEqual([])
    }
  })
})

const reply = (parts: Partial<Reply>): Reply => ({ ...ask('thanks'), blocks: [], choices: [], ...parts })
const choice = (label: string, press?: string) => ({ label, ask: label, id: 'x', ...(press ? { press } : {}) })

describe('an answer', () => {
  test('folds long explanations, and only those', () => {
    const long = { kind: 'paragraph' as const, text: 'Every minute counts. '.repeat(30) }
    const lead = { kind: 'lead' as const, text: 'Call 110.' }
    expect(renderReply(reply({ outcome: 'answer', blocks: [lead, long] }), bot.say).html).toMatch(
      /<blockquote expandable>Every/,
    )
    expect(renderReply(reply({ outcome: 'urgent', blocks: [lead, long] }), bot.say).html).not.toMatch(/blockquote/)
  })

  test('shows short labels as buttons, and long ones numbered, so that none is cut off', () => {
    const short = renderReply(reply({ choices: [choice('Fraud', '1'), choice('Phishing', '2')] }), bot.say)
    expect(short.keyboard?.inline_keyboard).toEqual([
      [{ text: 'Fraud', callback_data: '1' }],
      [{ text: 'Phishing', callback_data: '2' }],
    ])
    const long = 'People prosecuted for crimes committed by using the internet, 2025'
    const numbered = renderReply(reply({ choices: [choice(long, '1'), choice('Phishing', '2')] }), bot.say)
    expect(numbered.html).toContain(`1. ${long}\n2. Phishing`)
    expect(numbered.keyboard?.inline_keyboard).toEqual([
      [
        { text: '1', callback_data: '1' },
        { text: '2', callback_data: '2' },
      ],
    ])
  })

  test('leaves no button alone under a full row', () => {
    const actions = ['📈 图表', '全部来源', '👍 对', '👎 不对'].map((label) => ({ label, press: label }))
    const rows = renderReply(reply({ actions }), bot.say).keyboard?.inline_keyboard
    expect(rows?.map((row) => row.map(({ text }) => text))).toEqual([
      ['📈 图表', '全部来源'],
      ['👍 对', '👎 不对'],
    ])
  })

  test('without buttons says that a number can be typed', () => {
    const { html, keyboard } = renderReply(reply({ choices: [choice('Fraud')] }), bot.say)
    expect(html).toMatch(/type the number.*\n1\. Fraud/)
    expect(keyboard).toBeUndefined()
  })

  test('leaves out an address that Telegram would drop, and keeps the source', () => {
    const source = { id: 'a', title: 'T', described: false, publisher: 'P', published: null, line: 'P, "T"' }
    const { html } = renderReply(reply({ sources: [{ ...source, url: 'javascript:alert(1)' }] }), bot.say)
    expect(html).toContain('[1] P, &quot;T&quot;')
    expect(html).not.toContain('href')
  })

  test('that is too long keeps its first sentence, steps and sources, and says that it is cut', () => {
    const { html } = renderReply(
      reply({
        outcome: 'answer',
        blocks: [
          { kind: 'lead', text: 'Call 110 at once.' },
          { kind: 'steps', items: ['Stop paying.'] },
          { kind: 'paragraph', text: 'x'.repeat(5000) },
          { kind: 'note', label: 'Note', text: 'Keep everything.' },
        ],
        sources: [{ id: 'a', title: 'T', described: false, publisher: 'P', published: null, url: null, line: 'P, T' }],
      }),
      bot.say,
    )
    expect(parseHtml(html).text).toMatch(/Call 110.*Stop paying.*P, T.*more to this answer/s)
    expect(visibleLength(html)).toBeLessThan(4096)
  })
})

describe('html', () => {
  test('any text survives escaping and parsing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const clean = text.replace(/\p{Cc}/gu, ' ').trim()
        expect(parseHtml(`<b>${escapeHtml(clean)}</b>`).text).toBe(clean)
        expect(visibleLength(`<b>${escapeHtml(clean)}</b>`)).toBe(clean.length)
        expect(plainOf(`<b>${escapeHtml(clean)}</b>`)).toBe(clean)
      }),
    )
  })

  test('cutting halves no character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, length) => {
        const short = cut(text, length)
        expect(short.length).toBeLessThanOrEqual(Math.max(length, 1))
        expect(short.isWellFormed()).toBe(text.isWellFormed())
      }),
    )
  })
})

/** The local server's own parser, held to what the real server answers. */
describe('the parser of the local server', () => {
  test.each<[html: string, text: string, types: string[]]>([
    ['<b>a</b> &lt;b&gt; &amp;amp;', 'a <b> &amp;', ['bold']],
    ['<b>a<i>b</i></b>', 'ab', ['italic', 'bold']],
    ['<blockquote expandable>x</blockquote>', 'x', ['expandable_blockquote']],
    ['<a href="https://a.example/?x=1&amp;y=2">x</a>', 'x', ['text_link']],
    ['<a href="no address">x</a>', 'x', []],
    ['  x \n', 'x', []],
    ['&nbsp; & &#65;', '&nbsp; & A', []],
  ])('reads %s', (html, text, types) => {
    const parsed = parseHtml(html)
    expect(parsed.text).toBe(text)
    expect(parsed.entities.map(({ type }) => type)).toEqual(types)
  })

  test.each([
    ['<b>a', `Can't find end tag corresponding to start tag "b"`],
    ['a < b', 'Unsupported start tag "" at byte offset 2'],
    ['<p>a</p>', 'Unsupported start tag "p" at byte offset 0'],
    ['a</b>', 'Unexpected end tag at byte offset 1'],
    ['<b>a</i>', 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
    ['<span>a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ['错<br>', 'Unsupported start tag "br" at byte offset 3'],
  ])('refuses %s', (html, complaint) => {
    expect(() => parseHtml(html)).toThrow(Unparsable)
    expect(() => parseHtml(html)).toThrow(complaint)
  })
})
