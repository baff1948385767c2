/** All that `check` finds. */
import type { Checked } from '../workbench/check.ts'
import { findingList } from './findings.ts'
import { type Html, html } from './html.ts'

export function problemsPage({ problems, remarks }: Checked): Html {
  return html`<h1>${problems.length === 0 ? 'No problems' : counted(problems, 'problem')}</h1>
  ${problems.length > 0 ? findingList(problems) : html`<p>Everything that answers rest on is in order.</p>`}
  <h2>${remarks.length === 0 ? 'No remarks' : counted(remarks, 'remark')}</h2>
  <p class="quiet">Remarks stop nothing; somebody should look at them.</p>
  ${remarks.length > 0 ? findingList(remarks) : ''}`
}

const counted = ({ length }: readonly unknown[], name: string): string => `${length} ${name}${length === 1 ? '' : 's'}`
