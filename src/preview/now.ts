/** What a page is made from: the knowledge at this moment, and all that shows it. */
import type { Answerer } from '../answering/answer.ts'
import type { Problem } from '../knowledge/problem.ts'
import type { Previews } from '../workbench/try.ts'
import type { Found } from './checking.ts'
import type { Pictures } from './pictures.ts'
import type { View } from './view.ts'

export type Now = {
  answerer: Answerer
  /** Of the files on disk; with any, the answerer is of the files as they were before. */
  problems: readonly Problem[]
  /** What `check` finds. */
  found: Found
  /** The knowledge folders, as they were opened. */
  folders: readonly string[]
  previews: Previews
  /** ISO day, asked anew for each page. */
  today: () => string
  pictures: Pictures
  view: View
}
