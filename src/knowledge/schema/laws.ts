/** `laws.yaml`: laws and judicial documents that entries cite by article. */
import { z } from 'zod'
import { bilingual, day, id } from './common.ts'

export const law = z.strictObject({
  id,
  name: bilingual,
  in_force: day.optional(),
  /** The day the version that is cited came into force. */
  amended: day.optional(),
})
export type Law = z.infer<typeof law>
export const lawsFile = z.array(law)
