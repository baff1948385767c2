/** Why a reply is that one, step by step. */
import type { Tried } from '../workbench/try.ts'
import { type Html, html } from './html.ts'
import { linkTo, type View } from './view.ts'

export function explanation({ steps, entries }: Tried, view: View): Html {
  return html`<section aria-labelledby="why"><h2 id="why">Why this answer</h2>
    <dl class="steps">${steps.map(({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
    ${
      entries.length > 0
        ? html`<p>Rests on ${entries.map(({ id }, index) => html`${index > 0 ? ', ' : ''}<a href="${linkTo(`/entry/${id}`, view)}"><code>${id}</code></a>`)}.</p>`
        : ''
    }</section>`
}
