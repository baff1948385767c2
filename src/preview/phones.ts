/** A reply as each platform shows it, side by side, each on a screen as wide as a phone's. */
import type { Measure, ShownMessage } from '../adapter.ts'
import type { Chart, Reply } from '../reply.ts'
import type { Tried } from '../workbench/try.ts'
import { type Html, html } from './html.ts'
import { messageHtml } from './message-html.ts'
import type { Pictures } from './pictures.ts'
import { linkTo, type View } from './view.ts'

export function phones({ question, reply, shown }: Tried, view: View, pictures: Pictures): Html {
  return html`<div class="phones">
    ${chatsFirst(shown).map(
      ({ platform, messages }) => html`<section class="platform ${platform}" aria-labelledby="on-${platform}">
      <h2 id="on-${platform}">${capitalised(platform)}</h2>
      <div class="screen" lang="${reply.language}">
        <p class="asked"><span class="author" lang="en">You</span>${question}</p>
        ${messages.map((message) => bubble(message, reply, view, pictures))}
      </div>
      ${messages.map(({ measures }, index) => measured(measures, platform, messages.length > 1 ? index + 1 : undefined))}
    </section>`,
    )}
  </div>`
}

/** What has no limits, a terminal, is no chat. */
const chatsFirst = (shown: Tried['shown']): Tried['shown'] => {
  const isChat = ({ messages }: Tried['shown'][number]): boolean => messages.some(({ measures }) => measures.length > 0)
  return [...shown.filter(isChat), ...shown.filter((one) => !isChat(one))]
}

/** Of the bot, where a platform writes it above its messages. */
const NAME = 'online-crime-bot'

const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

function bubble(message: ShownMessage, reply: Reply, view: View, pictures: Pictures): Html {
  const { html: layout, buttons, lists = {} } = message
  const picture = message.picture ? image(message.picture, pictures) : ''
  const inPlace = layout.includes('<figure>')
  return html`<article class="message ${reply.outcome}">
    <span class="author">${NAME}</span>
    <div class="said">${inPlace ? '' : picture}<div class="text">${messageHtml(layout, picture)}</div></div>
    ${buttons.map((row, index) => {
      const shown = html`<div class="buttons">${row.map((label) => button(label, reply, view))}</div>`
      const list = lists[index]
      return list === undefined ? shown : html`<details class="list"><summary>${list}</summary>${shown}</details>`
    })}
  </article>`
}

const image = (chart: Chart, pictures: Pictures): Html =>
  html`<img src="${pictures.addressOf(chart)}" alt="${chart.alt}" width="360">`

/** A button that asks something asks it here too; the others are only shown. */
function button(label: string, { choices }: Reply, view: View): Html {
  const ask = choices.find((choice) => choice.label === label)?.ask ?? choices[Number(label) - 1]?.ask
  return ask === undefined
    ? html`<span class="button">${label}</span>`
    : html`<a class="button" href="${linkTo('/ask', view, { q: ask })}">${label}</a>`
}

function measured(measures: readonly Measure[], platform: string, message: number | undefined): Html {
  if (measures.length === 0) return html``
  const which = message === undefined ? '' : `Message ${message}: `
  return html`<ul class="measures">${measures.map(({ what, count, limit }) => {
    const over = count > limit
    const text = `${which}${count.toLocaleString('en')} of ${limit.toLocaleString('en')} ${what}`
    return html`<li class="${over ? 'over' : ''}">
      <meter max="${limit}" value="${Math.min(count, limit)}" aria-label="${`${what} on ${platform}`}"></meter>
      ${text}${over ? html` <strong>Over the limit: readers do not see all of it.</strong>` : ''}
    </li>`
  })}</ul>`
}
