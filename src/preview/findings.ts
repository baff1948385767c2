/** Findings of `check`, each with its place, its line and its mend. */
import type { Finding } from '../workbench/findings.ts'
import { type Html, html } from './html.ts'

export function findingList(findings: readonly Finding[]): Html {
  return html`<ol class="findings">${findings.map(
    ({ file, line, column, code, message, mend, frame, level }) => html`<li class="finding ${level}">
      <p><code>${file}:${line}:${column}</code> <strong>${code}</strong></p>
      <p>${message}</p>
      ${frame === null ? '' : html`<pre tabindex="0">${frame}</pre>`}
      <p class="mend">${mend}</p>
    </li>`,
  )}</ol>`
}
