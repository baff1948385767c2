import { type Context, newId } from '../context.ts'
import type { Tables } from '../schema.ts'
import type { Pause, PausesTable } from '../store.ts'

type Row = Tables['pauses']

export function pausesTable({ run, commit, secrets, now, tell, listen }: Context): PausesTable {
  /** Read once and kept, until another process tells of a change: it is asked for at every message. */
  let known: { pause: Pause | undefined } | undefined
  let changes = 0
  const forget = (): void => {
    known = undefined
    changes++
  }
  listen((change) => {
    if (!change || change.kind === 'pause') forget()
  })

  return {
    async current() {
      if (known) return known.pause
      const before = changes
      const row = await run((db) =>
        db.selectFrom('pauses').selectAll().where('resumed_at', 'is', null).executeTakeFirst(),
      )
      const pause = row && pauseOf(row)
      if (before === changes) known = { pause }
      return pause
    },
    async pause(by, reason) {
      const row: Row = {
        ...{ id: newId(), at: now(), by: secrets.hash('person', by), reason },
        ...{ resumed_at: null, resumed_by: null },
      }
      const begun = await commit(async (db) => {
        const inserted = await db
          .insertInto('pauses')
          .values(row)
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
        await tell(db, { kind: 'pause' })
        return inserted.numInsertedOrUpdatedRows === 1n
      })
      forget()
      return begun ? pauseOf(row) : undefined
    },
    async resume(by) {
      const row = await commit(async (db) => {
        const resumed = await db
          .updateTable('pauses')
          .set({ resumed_at: now(), resumed_by: secrets.hash('person', by) })
          .where('resumed_at', 'is', null)
          .returningAll()
          .executeTakeFirst()
        await tell(db, { kind: 'pause' })
        return resumed
      })
      forget()
      return row && pauseOf(row)
    },
    async history() {
      const rows = await run((db) => db.selectFrom('pauses').selectAll().orderBy('at', 'desc').execute())
      return rows.map(pauseOf)
    },
  }
}

const pauseOf = ({ at, by, reason, resumed_at, resumed_by }: Row): Pause => ({
  ...{ at: new Date(at), by, reason },
  ...{ resumedAt: resumed_at === null ? null : new Date(resumed_at), resumedBy: resumed_by },
})
