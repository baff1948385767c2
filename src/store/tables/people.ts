import type { Context, Database } from '../context.ts'
import type { Kept, PeopleTable } from '../store.ts'

/** @param hasConversations whether this store keeps any */
export function peopleTable({ run, commit, secrets }: Context, hasConversations: boolean): PeopleTable {
  async function about(db: Database, person: string): Promise<Kept> {
    const count = async (table: 'votes' | 'answers' | 'conversations'): Promise<number> => {
      const found = await db
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('person', '=', person)
        .executeTakeFirstOrThrow()
      return found.count
    }
    const changes = await db
      .selectFrom('setting_changes')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('by', '=', person)
      .executeTakeFirstOrThrow()
    return {
      votes: await count('votes'),
      answers: await count('answers'),
      changes: changes.count,
      conversations: hasConversations ? await count('conversations') : 0,
    }
  }

  return {
    about: (person) => run((db) => about(db, secrets.hash('person', person))),
    forget: (person) =>
      commit(async (db) => {
        const hash = secrets.hash('person', person)
        const kept = await about(db, hash)
        await db.deleteFrom('votes').where('person', '=', hash).execute()
        await db.deleteFrom('answers').where('person', '=', hash).execute()
        await db.updateTable('setting_changes').set({ by: null }).where('by', '=', hash).execute()
        if (hasConversations) await db.deleteFrom('conversations').where('person', '=', hash).execute()
        return kept
      }),
  }
}
