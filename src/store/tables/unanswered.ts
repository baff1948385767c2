import { type Context, DAY } from '../context.ts'
import type { UnansweredTable } from '../store.ts'

export function unansweredTable({ run, now }: Context): UnansweredTable {
  return {
    async note({ group, text, language, reason, days }) {
      const day = new Date(now()).toISOString().slice(0, 10)
      const expires_at = now() + days * DAY
      await run((db) =>
        db
          .insertInto('unanswered')
          .values({ group, text, language, reason, count: 1, first_day: day, last_day: day, expires_at })
          .onConflict((conflict) =>
            conflict.column('group').doUpdateSet(({ ref, eb }) => ({
              count: eb(ref('unanswered.count'), '+', 1),
              last_day: day,
              expires_at,
            })),
          )
          .execute(),
      )
    },
    async list() {
      const rows = await run((db) =>
        db
          .selectFrom('unanswered')
          .selectAll()
          .where('expires_at', '>', now())
          .orderBy('count', 'desc')
          .orderBy('last_day', 'desc')
          .orderBy('text')
          .execute(),
      )
      return rows.map(({ text, language, reason, count, first_day: first, last_day: last }) => ({
        ...{ text, language, reason, count, first, last },
      }))
    },
  }
}
