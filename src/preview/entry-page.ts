/** One entry as residents see it when they ask for it by its name. */
import { resolve } from 'node:path'
import { askedAs, type CatalogueEntry, catalogueOf } from '../workbench/catalogue.ts'
import type { Checked, Finding } from '../workbench/findings.ts'
import { tryEntry } from '../workbench/try.ts'
import { explanation } from './explanation.ts'
import { findingList } from './findings.ts'
import { type Html, html } from './html.ts'
import type { Now } from './now.ts'
import { phones } from './phones.ts'
import { linkTo, type View } from './view.ts'

export type EntryPage = { title: string; main: Html }

/** Undefined: there is no such entry. */
export async function entryPage(id: string, now: Now): Promise<EntryPage | undefined> {
  const { answerer, folders, view, pictures, found } = now
  const { knowledge } = answerer
  const all = catalogueOf(knowledge, folders, view.language)
  const at = all.findIndex((entry) => entry.id === id)
  const entry = all[at]
  if (!entry) return undefined
  const { label, file, line, reviewed } = entry
  const tried = await tryEntry(entry, view.language, now)
  const questions = askedAs(id, knowledge, view.language)
  const findings = found.checked ? findingsOn(entry, all, found.checked) : []
  const overrides = tried.entries.find((one) => one.id === id)?.overrides
  const main = html`<nav aria-label="Neighbours" class="neighbours">
    ${neighbour(all[at - 1], '←', 'prev', view)} ${neighbour(all[at + 1], '→', 'next', view)}
  </nav>
  <h1 lang="${view.language}">${label}</h1>
  <p class="quiet"><code>${id}</code> in <code>${file}:${line}</code>${overrides ? html`, in place of <code>${overrides}</code>` : ''}, reviewed ${reviewed}</p>
  ${entry.kind === 'computed' ? html`<p>Nobody asks for it by name: it is shown where a question about figures comes to it.</p>` : ''}
  ${findings.length > 0 ? findingList(findings) : ''}
  ${tried.reply.entries.includes(id) ? '' : otherAnswers(tried.reply.entries, view)}
  ${phones(tried, view, pictures)}
  ${questions.length > 0 ? ways(questions, view) : ''}
  ${tried.steps.length > 0 ? explanation(tried, view) : ''}`
  return { title: label, main }
}

/** From its first line to the next entry's. */
function findingsOn(entry: CatalogueEntry, all: readonly CatalogueEntry[], { problems, remarks }: Checked): Finding[] {
  const file = resolve(entry.file)
  const below = all.filter((other) => other.line > entry.line && other.file === entry.file).map(({ line }) => line)
  const end = Math.min(...below)
  return [...problems, ...remarks].filter(
    (finding) => finding.line >= entry.line && finding.line < end && resolve(finding.file) === file,
  )
}

function neighbour(entry: CatalogueEntry | undefined, arrow: string, rel: string, view: View): Html {
  if (!entry) return html``
  const name = html`<span lang="${view.language}">${entry.label}</span>`
  const to = linkTo(`/entry/${entry.id}`, view)
  return html`<a rel="${rel}" href="${to}">${rel === 'prev' ? html`${arrow} ${name}` : html`${name} ${arrow}`}</a>`
}

function otherAnswers(entries: readonly string[], view: View): Html {
  return html`<p class="alarm">Asked by its own name, this entry is not what answers${
    entries.length > 0
      ? html`, but ${entries.map((id) => html`<a href="${linkTo(`/entry/${id}`, view)}"><code>${id}</code></a> `)}`
      : ''
  }.</p>`
}

function ways(questions: readonly string[], view: View): Html {
  return html`<section><h2>How people ask for it</h2>
    <ul class="questions" lang="${view.language}">${questions.map(
      (question) => html`<li><a href="${linkTo('/ask', view, { q: question })}">${question}</a></li>`,
    )}</ul></section>`
}
