/** What a command of the workbench would write, and what it has to say about it. */
import type { Problem } from '../knowledge/problem.ts'
import type { FileChange } from './file-changes.ts'
import type { Workspace } from './workspace.ts'

export type Proposal = {
  changes: FileChange[]
  /** With any of these nothing is written. */
  problems: Problem[]
  /** Worth knowing, in whole sentences. */
  remarks: string[]
}

export const propose = (workspace: Workspace, remarks: string[] = []): Proposal => ({
  changes: workspace.changes(),
  problems: workspace.checked().problems,
  remarks,
})
