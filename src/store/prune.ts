/** What is deleted because its time is over. */
import type { Kysely } from 'kysely'
import { DAY } from './context.ts'
import type { Tables } from './schema.ts'
import { DELIVERIES_KEPT } from './tables/deliveries.ts'

export type Retention = {
  /** For answers that rest on something: as long as a correction can reach them. */
  answerDays: number
}

/** For an answer that rests on nothing, as long as people still edit their question. */
const BARE_ANSWERS_KEPT = 2 * DAY
/** Votes, who changed a setting, and past pauses. */
const HISTORY_KEPT = 365 * DAY

export async function prune(
  db: Kysely<Tables>,
  { answerDays }: Retention,
  now: number,
  hasConversations: boolean,
): Promise<number> {
  const deletions = [
    db.deleteFrom('deliveries').where('at', '<', now - DELIVERIES_KEPT),
    db.deleteFrom('answers').where('at', '<', now - answerDays * DAY),
    db
      .deleteFrom('answers')
      .where('rests', '=', '')
      .where('at', '<', now - BARE_ANSWERS_KEPT),
    db.deleteFrom('unanswered').where('expires_at', '<=', now),
    db.deleteFrom('votes').where('at', '<', now - HISTORY_KEPT),
    db.deleteFrom('setting_changes').where('at', '<', now - HISTORY_KEPT),
    db.deleteFrom('pauses').where('resumed_at', '<', now - HISTORY_KEPT),
    ...(hasConversations ? [db.deleteFrom('conversations').where('expires_at', '<=', now)] : []),
  ]
  let deleted = 0
  for (const deletion of deletions) {
    const { numDeletedRows } = await deletion.executeTakeFirstOrThrow()
    deleted += Number(numDeletedRows)
  }
  return deleted
}
