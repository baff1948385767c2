/** What was typed into the search box: the answer to it, why it is that one, and the entries with such a name. */
import { buildSuggest } from '../answering/suggest.ts'
import { buildMemory } from '../conversation/memory.ts'
import { buildTrial } from '../workbench/try.ts'
import { explanation } from './explanation.ts'
import { type Html, html } from './html.ts'
import type { Now } from './now.ts'
import { phones } from './phones.ts'
import { linkTo, type View } from './view.ts'

const MOST_NAMED = 8

/** What the bot says about itself. */
const MOVES = ['/start', '/help', '/topics', '/figures', '/privacy']

export async function askPage(question: string, now: Now): Promise<Html> {
  const { answerer, view, today, pictures } = now
  if (question === '') return nothingAsked(view)
  const tried = await buildTrial({ ...now, memory: buildMemory() })(question, view.language)
  const named = buildSuggest(answerer, today)(question, { language: view.language, limit: MOST_NAMED })
  return html`<h1 lang="${view.language}">${question}</h1>
  ${phones(tried, view, pictures)}
  ${explanation(tried, view)}
  ${
    named.length > 0
      ? html`<section><h2>Entries with such a name</h2>
    <ul class="entries">${named.map(
      ({ id, label }) =>
        html`<li><a href="${linkTo(`/entry/${id}`, view)}" lang="${view.language}">${label}</a> <code class="quiet">${id}</code></li>`,
    )}</ul></section>`
      : ''
  }`
}

function nothingAsked(view: View): Html {
  return html`<h1>Ask</h1>
  <p>Type a question as residents would, in any of the languages. Or see what the bot says about itself:</p>
  <ul class="questions">${MOVES.map((move) => html`<li><a href="${linkTo('/ask', view, { q: move })}">${move}</a></li>`)}</ul>`
}
