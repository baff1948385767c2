/** What was typed into the search box: the answer to it, why it is that one, and the entries with such a name. */
import { buildSuggest } from '../answering/suggest.ts'
import { buildMemory } from '../conversation/memory.ts'
import type { Language } from '../message.ts'
import { buildTrial } from '../workbench/try.ts'
import { explanation } from './explanation.ts'
import { type Html, html } from './html.ts'
import type { Now } from './now.ts'
import { phones } from './phones.ts'
import { linkTo, type View } from './view.ts'

const MOST_NAMED = 8

/** What the bot says about itself. */
const MOVES = ['/start', '/help', '/topics', '/figures', '/privacy']

/** `language`: of the answer. */
export type AskPage = { main: Html; language: Language }

export async function askPage(question: string, now: Now): Promise<AskPage> {
  const { answerer, view, today, pictures } = now
  if (question === '') return { main: nothingAsked(view), language: view.language }
  const tried = await buildTrial({ ...now, memory: buildMemory() })(question, view.chosen ? view.language : undefined)
  const { language } = tried.reply
  const named = buildSuggest(answerer, today)(question, { language, limit: MOST_NAMED })
  const main = html`<h1 lang="${language}">${question}</h1>
  ${phones(tried, view, pictures)}
  ${explanation(tried, view)}
  ${
    named.length > 0
      ? html`<section><h2>Entries with such a name</h2>
    <ul class="entries">${named.map(
      ({ id, label }) =>
        html`<li><a href="${linkTo(`/entry/${id}`, view)}" lang="${language}">${label}</a> <code class="quiet">${id}</code></li>`,
    )}</ul></section>`
      : ''
  }`
  return { main, language }
}

function nothingAsked(view: View): Html {
  return html`<h1>Ask</h1>
  <p>Type a question as residents would, in any of the languages. Or see what the bot says about itself:</p>
  <ul class="questions">${MOVES.map((move) => html`<li><a href="${linkTo('/ask', view, { q: move })}">${move}</a></li>`)}</ul>`
}
