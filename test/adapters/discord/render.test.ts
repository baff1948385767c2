/** How replies look on Discord: everything that ships fits its limits, and nothing of it is lost. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bold, escapeMarkdown, htmlOf, link, plainOf } from '../../../adapters/discord/markdown.ts'
import { replyBody } from '../../../adapters/discord/messages.ts'
import { renderReply } from '../../../adapters/discord/render.ts'
import { chartReply } from '../../../src/answering/asides.ts'
import { buildBot } from '../../../src/conversation/bot.ts'
import type { Language, Message } from '../../../src/message.ts'
import type { Reply } from '../../../src/reply.ts'
import { answerer, ask, knowledge, TODAY } from '../../shipped.ts'
import { missingFrom, type Seen } from '../same-facts.ts'
import { checkBody, routeOf } from './description.ts'
import { type Body, checkMessage, nested } from './documented-limits.ts'
import { parseMarkdown } from './parse-markdown.ts'

const LANGUAGES: Language[] = ['en', 'zh-Hans', 'zh-Hant']
const bot = buildBot(answerer, () => TODAY)
const sending = routeOf('POST', '/channels/123456789012345678/messages')

function seen(reply: Reply, pictured = false): Seen & { wrong: string[]; body: Body } {
  const body = replyBody(renderReply(reply, bot.say, pictured)) as Body
  const all = nested(body.components ?? [])
  const read = all.flatMap(({ content }) => (content ? [parseMarkdown(content)] : []))
  return {
    body,
    text: read.map(({ text }) => text).join('\n\n'),
    addresses: [...read.flatMap(({ addresses }) => addresses), ...all.flatMap(({ url }) => url ?? [])],
    labels: [
      ...all.flatMap(({ label }) => label ?? []),
      ...all.flatMap(({ options = [] }) => options.map(({ label }) => label)),
    ],
    wrong: [
      ...checkMessage(body, pictured ? ['chart.png'] : []),
      ...(sending ? checkBody(sending, body) : ['no route']),
    ],
  }
}

const said = (text: string, more: Partial<Message> = {}): Message => ({
  ...{ conversation: `discord:${text}`, text, chat: 'private', addressed: true },
  ...more,
})

describe('everything that ships', () => {
  const ids = [...knowledge.guidance.keys(), ...knowledge.glossary.keys(), ...knowledge.figures.keys()]

  test.each(LANGUAGES)('fits the limits and loses nothing in %s', async (language) => {
    const wrong: string[] = []
    for (const id of ids) {
      const message = said(`/start ${id}`, { language })
      const reply = await bot.respond(message)
      if (!reply) throw new Error(`${id} is not answered`)
      const shown = seen(reply)
      wrong.push(...[...shown.wrong, ...missingFrom(shown, reply)].map((what) => `${id}: ${what}`))
      const token = reply.actions?.find(({ press }) => press[1] === 's')?.press
      const sources = token && (await bot.respond({ ...message, text: '', press: token }))
      if (!sources) continue
      const all = seen(sources)
      wrong.push(...[...all.wrong, ...missingFrom(all, sources)].map((what) => `all sources of ${id}: ${what}`))
    }
    expect(wrong).toEqual([])
  })

  test.each(LANGUAGES)('every chart fits beside its picture in %s', (language) => {
    const charts = [...knowledge.series.keys()].flatMap((id) => chartReply(id, language, knowledge, TODAY) ?? [])
    expect(charts.length).toBeGreaterThan(10)
    for (const chart of charts) {
      const shown = seen(chart, true)
      expect([...shown.wrong, ...missingFrom(shown, chart)]).toEqual([])
    }
  })

  test.each(LANGUAGES)('every command in %s', async (language) => {
    const everyone = bot.commands('en').map(({ name }) => `/${name}`)
    for (const text of [...everyone, '/start', '/ask']) {
      const reply = await bot.respond(said(text, { language }))
      if (!reply) throw new Error(`${text} is not answered`)
      expect([...seen(reply).wrong, ...missingFrom(seen(reply), reply)], text).toEqual([])
    }
  })

  test.each(LANGUAGES)('the settings of a server in %s', async (hint) => {
    const asked = { chat: 'group', by: 'command', place: 'discord:1', thread: '2', hears: 'addressed' } as const
    const reply = await bot.respond(said('/settings', { ...asked, whispers: true, hint, isAdmin: async () => true }))
    if (!reply) throw new Error('an admin is always answered')
    expect(seen(reply).wrong).toEqual([])
    expect(reply.actions?.length).toBeGreaterThan(4)
  })
})

const reply = (parts: Partial<Reply>): Reply => ({ ...ask('thanks'), blocks: [], choices: [], ...parts })
const lead = { kind: 'lead' as const, text: 'Call 110 at once.' }
const choice = (label: string, press?: string) => ({ label, ask: label, id: 'x', ...(press ? { press } : {}) })
const source = (url: string | null) => ({
  ...{ id: 'a', title: 'T', described: false, publisher: 'P', published: null, line: 'P, "T"', url },
})

describe('an answer', () => {
  test('that asks back has a button for each choice, others a list', () => {
    const choices = [choice('Fraud', '1aefraud'), choice('Phishing', '1aephishing')]
    const asksBack = seen(reply({ outcome: 'clarify', blocks: [lead], choices }))
    expect(nested(asksBack.body.components ?? []).filter(({ type }) => type === 2)).toHaveLength(2)
    const answers = seen(reply({ outcome: 'answer', blocks: [lead], choices }))
    const [list] = nested(answers.body.components ?? []).filter(({ type }) => type === 3)
    expect(list?.options?.map(({ value }) => value)).toEqual(['1aefraud', '1aephishing'])
  })

  test('with more choices than a list holds has several lists', () => {
    const choices = Array.from({ length: 60 }, (_, index) => choice(`Choice ${index}`, `1ae${index}`))
    const shown = seen(reply({ outcome: 'answer', blocks: [lead], choices }))
    expect(nested(shown.body.components ?? []).filter(({ type }) => type === 3)).toHaveLength(3)
    expect(shown.wrong).toEqual([])
  })

  test('with a choice that is too long for a list says it in full above', () => {
    const long =
      'People prosecuted for crimes committed by using the internet, and for helping with them, from 2018 to 2025 in all'
    const shown = seen(reply({ blocks: [lead], choices: [choice(long, '1aex')] }))
    expect(shown.text).toContain(`1. ${long}`)
    expect(shown.wrong).toEqual([])
  })

  test('without buttons says that a number can be typed', () => {
    expect(seen(reply({ blocks: [lead], choices: [choice('Fraud')] })).text).toMatch(/type the number.*\n1\. Fraud/)
  })

  test.each([
    ['javascript:alert(1)', []],
    [`https://a.example/${'x'.repeat(400)}`, [`https://a.example/${'x'.repeat(400)}`]],
    [`https://a.example/${'x'.repeat(600)}`, [`https://a.example/${'x'.repeat(600)}`]],
    ['https://a.example/x(1)?y=[2]', ['https://a.example/x(1)?y=[2]']],
  ])('keeps its source, and its address where it is one: %s', (url, addresses) => {
    const shown = seen(reply({ blocks: [lead], sources: [source(url)] }))
    expect(shown.text).toContain('[1] P, "T"')
    expect(shown.addresses).toEqual(addresses)
    expect(shown.wrong).toEqual([])
  })

  test('with more sources than there can be buttons links the lines themselves', () => {
    const sources = Array.from({ length: 20 }, (_, index) => source(`https://a.example/${index}`))
    const shown = seen(reply({ blocks: [lead], sources }))
    expect(shown.addresses).toHaveLength(20)
    expect(shown.wrong).toEqual([])
  })

  test('that is too long keeps its first sentence, steps and sources, and says that it is cut', () => {
    const shown = seen(
      reply({
        outcome: 'answer',
        blocks: [
          lead,
          { kind: 'steps', items: ['Stop paying.'] },
          { kind: 'paragraph', text: 'x'.repeat(5000) },
          { kind: 'note', label: 'Note', text: 'Keep everything.' },
        ],
        sources: [source(null)],
      }),
    )
    expect(shown.text).toMatch(/Call 110.*Stop paying.*P, "T".*more to this answer/s)
    expect(shown.wrong).toEqual([])
  })

  test('has one button where two would hand back the same', () => {
    const actions = [
      { label: 'All sources', press: '1sex' },
      { label: 'Again', press: '1sex' },
    ]
    expect(seen(reply({ blocks: [lead], actions })).wrong).toEqual([])
  })
})

describe('markdown', () => {
  /** What Discord itself takes away: outer white space, and controls that no keyboard has. */
  const line = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ').trim())

  test('any text survives escaping and parsing', () => {
    fc.assert(
      fc.property(line, (text) => {
        fc.pre(!/https?:/.test(text))
        expect(parseMarkdown(escapeMarkdown(text)).text).toBe(text)
        expect(plainOf(escapeMarkdown(text))).toBe(text)
        expect(parseMarkdown(bold(escapeMarkdown(text))).text).toBe(text === '' ? '' : text)
      }),
    )
  })

  test('any text is a link, and nothing but its text is shown', () => {
    fc.assert(
      fc.property(
        line.filter((text) => text !== '' && !/https?:/.test(text)),
        (text) => {
          const shown = parseMarkdown(`[1] ${link(text, 'https://a.example/x')}`)
          expect(shown).toMatchObject({ text: `[1] ${text}`, addresses: ['https://a.example/x'] })
        },
      ),
    )
  })

  test.each([
    ['# no heading', '# no heading'],
    ['1. no list', '1. no list'],
    ['- no item', '- no item'],
    ['> no quote', '> no quote'],
    ['-# no small print', '-# no small print'],
    ['<@123456789012345678> @everyone', '<@123456789012345678> @everyone'],
    ['https://a.example/x_y_z*', 'https://a.example/x_y_z*'],
    ['a_b_c *d* ~~e~~ ||f|| `g`', 'a_b_c *d* ~~e~~ ||f|| `g`'],
  ])('%s stays what it is', (text, shown) => {
    expect(parseMarkdown(escapeMarkdown(text)).text).toBe(shown)
    expect(plainOf(escapeMarkdown(text))).toBe(shown)
  })

  test('as HTML it is escaped', () => {
    expect(htmlOf(`${bold(escapeMarkdown('a <b> & "c"'))} ${link('x', 'https://a.example/?a=1&b="2"')}`)).toBe(
      '<b>a &lt;b&gt; &amp; &quot;c&quot;</b> <a href="https://a.example/?a=1&amp;b=&quot;2&quot;">x</a>',
    )
  })
})

describe('the local server would notice', () => {
  const good = replyBody(renderReply(ask('how many people were prosecuted for online crime in 2021'), bot.say)) as Body

  test.each<[what: string, body: Body]>([
    ['content beside components', { ...good, content: 'x' }],
    ['mentions that are not switched off', { ...good, allowed_mentions: {} }],
    ['components without their flag', { ...good, flags: 0 }],
    ['too many components', { ...good, components: Array.from({ length: 41 }, () => ({ type: 10, content: 'x' })) }],
    ['too much text', { ...good, components: [{ type: 10, content: 'x'.repeat(4001) }] }],
    [
      'a picture that was not uploaded',
      { ...good, components: [{ type: 12, items: [{ media: { url: 'attachment://a.png' } }] }] },
    ],
  ])('%s', (_what, body) => {
    expect(checkMessage(good, [])).toEqual([])
    expect(checkMessage(body, [])).not.toEqual([])
  })

  test('a field that Discord does not know', () => {
    if (!sending) throw new Error('no route')
    expect(checkBody(sending, good)).toEqual([])
    expect(checkBody(sending, { ...good, colour: 1 })).toEqual(['send knows no colour'])
  })
})
