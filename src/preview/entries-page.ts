/** Every entry, file by file. */
import { basename } from 'node:path'
import { type CatalogueEntry, catalogueOf, type EntryKind } from '../workbench/catalogue.ts'
import { type Html, html } from './html.ts'
import type { Now } from './now.ts'
import { linkTo, type View } from './view.ts'

const KINDS: Record<EntryKind, string> = {
  guidance: 'Guidance',
  figures: 'Figures',
  computed: 'Worked out from figures',
  glossary: 'Terms',
}

export function entriesPage({ answerer, folders, view }: Now): Html {
  const all = catalogueOf(answerer.knowledge, folders, view.language)
  const kinds = [...Map.groupBy(all, ({ kind }) => kind)].map(([kind, entries]) => ({
    name: KINDS[kind],
    files: [...Map.groupBy(entries, ({ file }) => file)],
  }))
  return html`<h1>${all.length} entries</h1>
  <div class="shelves">
    <nav aria-label="Files" class="files">${kinds.map(
      ({ name, files }) => html`<strong>${name}</strong>
      <ul>${files.map(([file]) => html`<li><a href="#${file}">${basename(file)}</a></li>`)}</ul>`,
    )}</nav>
    <div>${kinds.map(
      ({ name, files }) => html`<section><h2>${name}</h2>${files.map((shelf) => shelfOf(...shelf, view))}</section>`,
    )}</div>
  </div>`
}

function shelfOf(file: string, entries: readonly CatalogueEntry[], view: View): Html {
  return html`<div class="shelf" id="${file}">
    <h3><code>${file}</code> <span class="quiet">${entries.length}</span></h3>
    <ul class="entries" lang="${view.language}">${entries.map(
      ({ id, label }) =>
        html`<li><a href="${linkTo(`/entry/${id}`, view)}">${label}</a> <code class="quiet">${id}</code></li>`,
    )}</ul>
  </div>`
}
