import type { Context } from '../context.ts'
import type { ConversationsTable } from '../store.ts'

export function conversationsTable({ run, secrets, now }: Context): ConversationsTable {
  const key = (conversation: string): string => secrets.hash('conversation', conversation)
  const personKey = (person: string): string => secrets.hash('person', person)
  return {
    async recall(conversation) {
      const found = await run((db) =>
        db
          .selectFrom('conversations')
          .select('sealed')
          .where('conversation', '=', key(conversation))
          .where('expires_at', '>', now())
          .executeTakeFirst(),
      )
      const text = found && secrets.unseal(found.sealed)
      return text === undefined ? undefined : JSON.parse(text)
    },
    async remember(conversation, what, { person, minutes }) {
      const row = {
        person: person === undefined ? null : personKey(person),
        sealed: secrets.seal(JSON.stringify(what)),
        expires_at: now() + minutes * 60_000,
      }
      await run((db) =>
        db
          .insertInto('conversations')
          .values({ conversation: key(conversation), ...row })
          .onConflict((conflict) => conflict.column('conversation').doUpdateSet(row))
          .execute(),
      )
    },
    async forget(conversation, person) {
      const deleted = await run((db) =>
        db
          .deleteFrom('conversations')
          .where((eb) =>
            eb.or([
              eb('conversation', '=', key(conversation)),
              ...(person === undefined ? [] : [eb('person', '=', personKey(person))]),
            ]),
          )
          .executeTakeFirst(),
      )
      return Number(deleted.numDeletedRows)
    },
    async count(conversation, person) {
      const found = await run((db) =>
        db
          .selectFrom('conversations')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where('expires_at', '>', now())
          .where((eb) =>
            eb.or([
              eb('conversation', '=', key(conversation)),
              ...(person === undefined ? [] : [eb('person', '=', personKey(person))]),
            ]),
          )
          .executeTakeFirstOrThrow(),
      )
      return found.count
    },
  }
}
