/** A reply as Telegram would show it, with nothing sent. */
import type { Measure, Preview, ShownMessage } from '../../src/adapter.ts'
import { plainOf } from './html.ts'
import { BUTTONS, CALLBACK, CAPTION, MESSAGE } from './limits.ts'
import { captionBody, chartOf, pictured, textBody } from './messages.ts'
import { type Rendered, renderReply } from './render.ts'

export const preview: Preview = (reply, say) => {
  const chart = chartOf(reply)
  if (!chart) return [textMessage(renderReply(reply, say))]
  const { caption, below } = pictured(reply, say)
  return [
    {
      ...shown(caption, { what: 'characters of the caption', count: caption.whole, limit: CAPTION }),
      picture: chart,
      payload: { photo: 'chart.png', ...captionBody(caption, true) },
    },
    ...(below ? [textMessage(below)] : []),
  ]
}

const textMessage = (rendered: Rendered): ShownMessage => ({
  ...shown(rendered, { what: 'characters', count: rendered.whole, limit: MESSAGE }),
  payload: textBody(rendered, true),
})

function shown({ html, keyboard }: Rendered, length: Measure): Omit<ShownMessage, 'payload'> {
  const rows = keyboard?.inline_keyboard ?? []
  const tokens = rows.flat().map((button) => ('callback_data' in button ? Buffer.byteLength(button.callback_data) : 0))
  return {
    text: plainOf(html),
    html,
    buttons: rows.map((row) => row.map(({ text }) => text)),
    measures: [
      length,
      ...(tokens.length > 0
        ? [
            { what: 'buttons', count: tokens.length, limit: BUTTONS },
            { what: 'bytes behind a button', count: Math.max(...tokens), limit: CALLBACK },
          ]
        : []),
    ],
  }
}
