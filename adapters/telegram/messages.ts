/** A reply as the messages that carry it, each as the Bot API takes it. Pure functions. */

import { cut } from '../../src/bounds/cut.ts'
import type { Block, Chart, Reply } from '../../src/reply.ts'
import { plainOf, visibleLength } from './html.ts'
import { CAPTION, MESSAGE } from './limits.ts'
import { type Rendered, renderLead, renderReply, type Say } from './render.ts'

/** A picture with the whole answer as its caption, or with its first sentence where that is too long and the answer follows `below`. */
export function pictured(reply: Reply, say: Say): { caption: Rendered; below?: Rendered } {
  const rendered = renderReply(withoutChartButton(reply), say)
  return visibleLength(rendered.html) <= CAPTION
    ? { caption: rendered }
    : { caption: renderLead(reply), below: rendered }
}

export const chartOf = ({ blocks }: Reply): Chart | undefined =>
  blocks.find((one): one is Extract<Block, { kind: 'chart' }> => one.kind === 'chart')?.chart

/** @param parse false where Telegram would not take our HTML: the text alone */
export const textBody = (rendered: Rendered, parse: boolean) => ({
  text: parse ? rendered.html : cut(plainOf(rendered.html), MESSAGE),
  link_preview_options: { is_disabled: true },
  ...form(rendered, parse),
})

export const captionBody = (rendered: Rendered, parse: boolean) => ({
  caption: parse ? rendered.html : cut(plainOf(rendered.html), CAPTION),
  ...form(rendered, parse),
})

const form = ({ keyboard }: Rendered, parse: boolean) => ({
  ...(parse ? { parse_mode: 'HTML' as const } : {}),
  ...(keyboard ? { reply_markup: keyboard } : {}),
})

const withoutChartButton = (reply: Reply): Reply => ({
  ...reply,
  actions: (reply.actions ?? []).filter(({ shows }) => shows !== 'chart'),
})
