import type { Context } from '../context.ts'
import type { Tally, VotesTable } from '../store.ts'

export function votesTable({ run, secrets, now }: Context): VotesTable {
  return {
    async record({ person, entry, version, right }) {
      const vote = { right: Number(right), reason: null, at: now() }
      const counted = await run((db) =>
        db
          .insertInto('votes')
          .values({ person: secrets.hash('person', person), entry, version, ...vote })
          .onConflict((conflict) =>
            conflict.columns(['person', 'entry', 'version']).doUpdateSet(vote).where('votes.right', '<>', vote.right),
          )
          .executeTakeFirst(),
      )
      return counted.numInsertedOrUpdatedRows === 1n
    },
    async explain({ person, entry, version, reason }) {
      const explained = await run((db) =>
        db
          .updateTable('votes')
          .set({ reason })
          .where('person', '=', secrets.hash('person', person))
          .where('entry', '=', entry)
          .where('version', '=', version)
          .where('right', '=', 0)
          .executeTakeFirst(),
      )
      return explained.numUpdatedRows === 1n
    },
    async tally() {
      const rows = await run((db) =>
        db
          .selectFrom('votes')
          .select(({ fn }) => [
            ...(['entry', 'version', 'right', 'reason'] as const),
            fn.countAll<number>().as('count'),
            fn.max('at').as('last'),
          ])
          .groupBy(['entry', 'version', 'right', 'reason'])
          .orderBy('entry')
          .orderBy('version')
          .execute(),
      )
      const tallies = new Map<string, Tally>()
      for (const { entry, version, right, reason, count, last } of rows) {
        const key = `${entry} ${version}`
        const tally = tallies.get(key) ?? { entry, version, right: 0, wrong: 0, reasons: {}, last: new Date(0) }
        if (right) tally.right += count
        else tally.wrong += count
        if (reason !== null) tally.reasons[reason] = (tally.reasons[reason] ?? 0) + count
        if (last > tally.last.getTime()) tally.last = new Date(last)
        tallies.set(key, tally)
      }
      return [...tallies.values()]
    },
  }
}
