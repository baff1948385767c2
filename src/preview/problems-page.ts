/** What `check` finds, as it prints it. */
import type { Checked, Finding } from '../workbench/check.ts'
import { type Html, html } from './html.ts'

export function problemsPage({ problems, remarks }: Checked): Html {
  return html`<h1>${problems.length === 0 ? 'No problems' : counted(problems, 'problem')}</h1>
  ${problems.length > 0 ? list(problems) : html`<p>Everything that answers rest on is in order.</p>`}
  <h2>${remarks.length === 0 ? 'No remarks' : counted(remarks, 'remark')}</h2>
  <p class="quiet">Remarks stop nothing; somebody should look at them.</p>
  ${remarks.length > 0 ? list(remarks) : ''}`
}

const counted = ({ length }: readonly unknown[], name: string): string => `${length} ${name}${length === 1 ? '' : 's'}`

function list(findings: readonly Finding[]): Html {
  return html`<ol class="findings">${findings.map(
    ({ file, line, column, code, message, mend, frame, level }) => html`<li class="finding ${level}">
      <p><code>${file}:${line}:${column}</code> <strong>${code}</strong></p>
      <p>${message}</p>
      ${frame === null ? '' : html`<pre tabindex="0">${frame}</pre>`}
      <p class="mend">${mend}</p>
    </li>`,
  )}</ol>`
}
