/** The checks, in the order in which their findings are easiest to act on. */
import type { Check } from '../draft.ts'
import { checkFigures } from './figures.ts'
import { checkIds } from './ids.ts'
import { checkLinks } from './links.ts'
import { checkPhrasings } from './phrasings.ts'
import { checkPlaceholders } from './placeholders.ts'
import { checkProseNumbers } from './prose-numbers.ts'
import { checkReportedValues } from './reported-values.ts'
import { checkRetired } from './retired.ts'
import { checkSignals } from './signals.ts'
import { checkTwoLanguages } from './two-languages.ts'
import { checkWording } from './wording.ts'

export const CHECKS: readonly Check[] = [
  checkIds,
  checkPhrasings,
  checkPlaceholders,
  checkFigures,
  checkReportedValues,
  checkProseNumbers,
  checkTwoLanguages,
  checkWording,
  checkRetired,
  checkSignals,
  checkLinks,
]
