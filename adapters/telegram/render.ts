/** A reply as Telegram's HTML with its buttons. Pure functions. */
import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types'
import type { Services } from '../../src/adapter.ts'
import { cut } from '../../src/bounds/cut.ts'
import { type Spareable, shorten } from '../../src/bounds/shorten.ts'
import type { Language } from '../../src/message.ts'
import type { Action, Block, Chart, Choice, Reply, SourceLine } from '../../src/reply.ts'
import { bold, escapeHtml, link, quote, visibleLength } from './html.ts'
import { BUTTON_LABEL, BUTTONS_IN_ROW, CAPTION, MESSAGE } from './limits.ts'

export type Rendered = {
  html: string
  keyboard: InlineKeyboardMarkup | undefined
  /** Characters that all of it takes, before anything is left out to fit. */
  whole: number
}
export type Say = Services['say']

/** Longer explanations are folded, so that a chat stays readable. */
const FOLD_FROM = 400

export function renderReply(reply: Reply, say: Say): Rendered {
  const numbered = reply.choices.some(({ label, press }) => !press || widthOf(label) > BUTTON_LABEL)
  const parts = [
    ...partsOf(reply),
    ...(reply.sources.length > 0 ? [sourcesPart(reply.sources, say('sources-title', reply.language))] : []),
    ...(numbered ? [choicesPart(reply, say)] : []),
  ]
  return {
    html: joined(
      shorten(parts, { html: `<i>${escapeHtml(say('cut-short', reply.language))}</i>`, spare: 0 }, isWithin),
    ),
    keyboard: keyboardOf(reply, numbered),
    whole: visibleLength(joined(parts)),
  }
}

/** The first sentence alone, for above the answer itself. */
export function renderLead({ blocks, text }: Reply): Rendered {
  const lead = blocks.find(({ kind }) => kind === 'lead')
  const sentence = lead?.kind === 'lead' ? lead.text : text
  return { html: bold(escapeHtml(cut(sentence, CAPTION))), keyboard: undefined, whole: sentence.length }
}

type Part = Spareable & { html: string }

function partsOf({ blocks, outcome, language }: Reply): Part[] {
  const partOf = (block: Block): Part[] => [{ html: htmlOf(block, language), spare: isDetail(block) ? 2 : 0 }]
  const folded = blocks.filter(isDetail)
  const length = folded.reduce((sum, block) => sum + block.text.length, 0)
  // What must be done at once is never folded away.
  if (outcome === 'urgent' || length < FOLD_FROM) return blocks.flatMap(partOf)
  const shown = blocks.filter((block) => !isDetail(block)).flatMap(partOf)
  return [...shown, { html: quote(folded.map((block) => htmlOf(block, language)).join('\n\n')), spare: 3 }]
}

type Detail = Extract<Block, { kind: 'paragraph' | 'note' }>
const isDetail = (block: Block): block is Detail => block.kind === 'paragraph' || block.kind === 'note'

function htmlOf(block: Block, language: Language): string {
  switch (block.kind) {
    case 'lead':
      return bold(escapeHtml(block.text))
    case 'paragraph':
      return escapeHtml(block.text)
    case 'note':
      return `${bold(escapeHtml(block.label))}${colon(language)}${escapeHtml(block.text)}`
    case 'steps':
      return block.items.map((item, index) => `${index + 1}. ${escapeHtml(item)}`).join('\n')
    case 'list':
      return [
        ...(block.title ? [bold(escapeHtml(block.title))] : []),
        ...block.items.map((item) => `• ${escapeHtml(item)}`),
      ].join('\n')
    case 'chart':
      return chartInWords(block.chart)
  }
}

/** Its values one below the other: columns of signs do not line up in a chat. */
function chartInWords({ runs, unit, language }: Chart): string {
  const lines = runs.flatMap(({ break: apart, points }) => [
    ...(apart === null ? [] : [`<i>${escapeHtml(apart)}</i>`]),
    ...points.map(({ label, shown }) => `• ${escapeHtml(`${label}${colon(language)}${shown}`)}`),
  ])
  return [escapeHtml(unit), ...lines].join('\n')
}

const colon = (language: Language): string => (language === 'en' ? ': ' : '：')

function sourcesPart(sources: readonly SourceLine[], title: string): Part {
  const lines = sources.map(
    ({ line, url }, index) => `[${index + 1}] ${url && isAddress(url) ? link(line, url) : escapeHtml(line)}`,
  )
  return { html: quote([bold(escapeHtml(title)), ...lines].join('\n')), spare: 0 }
}

/** Telegram drops a link that it cannot read, and says nothing. */
const isAddress = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)

function choicesPart({ choices, language }: Reply, say: Say): Part {
  const title = say(choices.some(({ press }) => press) ? 'choices-tap' : 'choices-title', language)
  const lines = choices.map(({ label }, index) => `${index + 1}. ${escapeHtml(label)}`)
  return { html: [escapeHtml(title), ...lines].join('\n'), spare: 1 }
}

/** Whether it fits into one message. */
const isWithin = (parts: readonly Part[]): boolean => visibleLength(joined(parts)) <= MESSAGE

const joined = (parts: readonly Part[]): string => parts.map(({ html }) => html).join('\n\n')

function keyboardOf(reply: Reply, numbered: boolean): InlineKeyboardMarkup | undefined {
  const choices = reply.choices.flatMap((choice, index) => {
    const button = choiceButton(choice, numbered ? String(index + 1) : choice.label)
    return button ? [button] : []
  })
  const rows = [
    ...(numbered ? inRows(choices, BUTTONS_IN_ROW) : inRows(choices, 1)),
    ...actionRows(reply.actions ?? []),
  ]
  return rows.length > 0 ? { inline_keyboard: rows } : undefined
}

const choiceButton = ({ press }: Choice, text: string): InlineKeyboardButton | undefined =>
  press ? { text, callback_data: press } : undefined

function inRows<T>(items: readonly T[], length: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / length) }, (_, row) =>
    items.slice(row * length, (row + 1) * length),
  )
}

/** Short labels share a row. */
function actionRows(actions: readonly Action[]): InlineKeyboardButton[][] {
  const rows: InlineKeyboardButton[][] = []
  let width = Number.POSITIVE_INFINITY
  for (const { label, press } of actions) {
    width += widthOf(label) + 4
    if (width > BUTTON_LABEL) {
      rows.push([])
      width = widthOf(label) + 4
    }
    rows.at(-1)?.push({ text: label, callback_data: press })
  }
  // One left over takes its neighbour along: right and wrong stand side by side.
  const [full, last] = rows.slice(-2)
  const neighbour = full && last && full.length > 2 && last.length === 1 ? full.pop() : undefined
  if (neighbour) last?.unshift(neighbour)
  return rows
}

const widthOf = (text: string): number =>
  Array.from(text).reduce(
    (sum, character) => sum + (/[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(character) ? 2 : 1),
    0,
  )
