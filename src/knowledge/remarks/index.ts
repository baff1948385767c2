/** What a person should look at: run by `check` alone, and nothing of it keeps the bot from answering. */
import { remarkOnLinks } from '../checks/links.ts'
import { remarkOnGroups } from '../checks/signals.ts'
import type { Draft } from '../draft.ts'
import type { Problem } from '../problem.ts'
import { remarkOnDates } from './dates.ts'
import { remarkOnOverlap } from './overlap.ts'
import { remarkOnReadingLevel } from './reading-level.ts'
import { remarkOnSeriesValues } from './series-values.ts'
import { remarkOnFieldOrder, remarkOnSpacing } from './tidiness.ts'
import { remarkOnUnused } from './unused.ts'

/**
 * @param texts of every file, by the path that problems name
 * @param today ISO day
 */
export const remarksOn = (draft: Draft, texts: ReadonlyMap<string, string>, today: string): Problem[] => [
  ...remarkOnSpacing(texts),
  ...remarkOnFieldOrder(draft),
  ...remarkOnUnused(draft),
  ...remarkOnGroups(draft.signals),
  ...remarkOnLinks(draft.sources),
  ...remarkOnDates(draft, today),
  ...remarkOnSeriesValues(draft),
  ...remarkOnReadingLevel(draft.guidance),
  ...remarkOnOverlap(draft),
]
