import type { Context } from '../context.ts'
import type { AnswersTable, StandingAnswer } from '../store.ts'

export function answersTable({ run, secrets, now }: Context): AnswersTable {
  const key = (message: string): string => secrets.hash('message', message)
  const keyOrNull = (message: string | undefined): string | null => (message === undefined ? null : key(message))
  return {
    async record({ message, sent, asked, person, rests, version, language = null }) {
      const at = now()
      const ids = [...new Set(rests)].sort()
      const written = ids.length > 0 ? ` ${ids.join(' ')} ` : ''
      const carried = { sealed: secrets.seal(sent), rests: written, version, language, at }
      await run(async (db) => {
        await db
          .insertInto('answers')
          .values({
            message: key(message),
            asked: keyOrNull(asked),
            person: person === undefined ? null : secrets.hash('person', person),
            ...carried,
          })
          .onConflict((conflict) =>
            conflict.column('message').doUpdateSet(({ fn, ref }) => ({
              ...carried,
              asked: fn.coalesce('excluded.asked', ref('answers.asked')),
              person: fn.coalesce('excluded.person', ref('answers.person')),
            })),
          )
          .execute()
        if (ids.length === 0) return
        await db
          .insertInto('uses')
          .values(ids.map((id) => ({ id, times: 1, last_at: at })))
          .onConflict((conflict) =>
            conflict.column('id').doUpdateSet(({ ref, eb }) => ({ times: eb(ref('uses.times'), '+', 1), last_at: at })),
          )
          .execute()
      })
    },
    async answerTo(asked) {
      const found = await run((db) =>
        db
          .selectFrom('answers')
          .select('sealed')
          .where('asked', '=', key(asked))
          .orderBy('at', 'desc')
          .limit(1)
          .executeTakeFirst(),
      )
      return found && secrets.unseal(found.sealed)
    },
    async restingOn(ids) {
      if (ids.length === 0) return []
      const rows = await run((db) =>
        db
          .selectFrom('answers')
          .select(['message', 'sealed', 'rests', 'version', 'language', 'at'])
          .where((eb) => eb.or(ids.map((id) => eb('rests', 'like', `% ${id} %`))))
          .orderBy('at', 'desc')
          .execute(),
      )
      return rows.flatMap(({ message, sealed, rests, version, language, at }): StandingAnswer[] => {
        const sent = secrets.unseal(sealed)
        if (sent === undefined) return []
        const kept = { key: message, version, language: language ?? undefined, at: new Date(at) }
        return [{ ...kept, sent, rests: rests.trim().split(' ') }]
      })
    },
    async gone({ key: message, version }) {
      await run((db) =>
        db.deleteFrom('answers').where('message', '=', message).where('version', '=', version).execute(),
      )
    },
    async uses() {
      const rows = await run((db) => db.selectFrom('uses').selectAll().orderBy('id').execute())
      return rows.map(({ id, times, last_at }) => ({ id, times, last: new Date(last_at) }))
    },
  }
}
