/** What is deleted because its time is over. */
import type { Kysely } from 'kysely'
import { DAY } from './context.ts'
import type { Tables } from './schema.ts'
import type { Retention } from './store.ts'

/** For an answer that rests on nothing, as long as people still edit their question. */
const BARE_ANSWERS_KEPT = 2 * DAY

export async function prune(
  db: Kysely<Tables>,
  { answers, deliveries, history }: Retention,
  now: number,
  hasConversations: boolean,
): Promise<number> {
  const deletions = [
    db.deleteFrom('deliveries').where('at', '<', now - deliveries * DAY),
    db.deleteFrom('answers').where('at', '<', now - answers * DAY),
    db
      .deleteFrom('answers')
      .where('rests', '=', '')
      .where('at', '<', now - BARE_ANSWERS_KEPT),
    db.deleteFrom('unanswered').where('expires_at', '<=', now),
    db.deleteFrom('votes').where('at', '<', now - history * DAY),
    db.deleteFrom('setting_changes').where('at', '<', now - history * DAY),
    db.deleteFrom('pauses').where('resumed_at', '<', now - history * DAY),
    ...(hasConversations ? [db.deleteFrom('conversations').where('expires_at', '<=', now)] : []),
  ]
  let deleted = 0
  for (const deletion of deletions) {
    const { numDeletedRows } = await deletion.executeTakeFirstOrThrow()
    deleted += Number(numDeletedRows)
  }
  return deleted
}
