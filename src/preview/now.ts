/** What a page is made from: the knowledge at this moment, and all that shows it. */
import type { Answerer } from '../answering/answer.ts'
import type { Checked } from '../workbench/check.ts'
import type { Previews } from '../workbench/try.ts'
import type { Pictures } from './pictures.ts'
import type { View } from './view.ts'

export type Now = {
  answerer: Answerer
  /** What `check` found last; undefined: it has not finished yet. */
  found: Checked | undefined
  /** The knowledge folders, as they were opened. */
  folders: readonly string[]
  previews: Previews
  /** ISO day, asked anew for each page. */
  today: () => string
  pictures: Pictures
  view: View
}
