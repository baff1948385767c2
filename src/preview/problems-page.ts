/** All that `check` finds. */
import { type Problem, showProblem } from '../knowledge/problem.ts'
import type { Checked } from '../workbench/findings.ts'
import type { Found } from './checking.ts'
import { findingList } from './findings.ts'
import { type Html, html } from './html.ts'

/** @param problems what kept the files from being read, which is known at once */
export function problemsPage({ checked, outdated }: Found, problems: readonly Problem[]): Html {
  if (!checked) return html`<h1>${outdated ? 'Checking …' : 'The check could not run'}</h1>${unexplained(problems)}`
  return html`${outdated ? html`<p class="quiet">Checking again …</p>` : ''}${inFull(checked)}`
}

function inFull({ problems, remarks }: Checked): Html {
  return html`<h1>${problems.length === 0 ? 'No problems' : counted(problems, 'problem')}</h1>
  ${problems.length > 0 ? findingList(problems) : html`<p>Everything that answers rest on is in order.</p>`}
  <h2>${remarks.length === 0 ? 'No remarks' : counted(remarks, 'remark')}</h2>
  <p class="quiet">Remarks stop nothing; somebody should look at them.</p>
  ${remarks.length > 0 ? findingList(remarks) : ''}`
}

const unexplained = (problems: readonly Problem[]): Html =>
  html`<ul>${problems.map((problem) => html`<li><code>${showProblem(problem)}</code></li>`)}</ul>`

const counted = ({ length }: readonly unknown[], name: string): string => `${length} ${name}${length === 1 ? '' : 's'}`
