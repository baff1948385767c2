import { setTimeout as pause } from 'node:timers/promises'
import type { Context } from '../context.ts'
import type { DeliveriesTable } from '../store.ts'

/** Milliseconds between two looks at a claim that somebody else holds. */
const LOOK_AGAIN = 100

/** @param lease milliseconds after which whoever claimed a delivery and did not settle it is taken for dead */
export function deliveriesTable({ run, secrets, now }: Context, lease: number): DeliveriesTable {
  const key = (delivery: string): string => secrets.hash('delivery', delivery)

  async function take(delivery: string): Promise<boolean | 'held'> {
    return run(async (db) => {
      const at = now()
      const fresh = await db
        .insertInto('deliveries')
        .values({ delivery, until: at + lease, settled: 0, at })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      if (fresh.numInsertedOrUpdatedRows === 1n) return true
      const before = await db.selectFrom('deliveries').selectAll().where('delivery', '=', delivery).executeTakeFirst()
      if (!before) return 'held'
      if (before.settled) return false
      if (before.until > at) return 'held'
      const taken = await db
        .updateTable('deliveries')
        .set({ until: at + lease })
        .where('delivery', '=', delivery)
        .where('settled', '=', 0)
        .where('until', '=', before.until)
        .executeTakeFirst()
      return taken.numUpdatedRows === 1n || 'held'
    })
  }

  return {
    async claim(delivery) {
      for (;;) {
        const taken = await take(key(delivery))
        if (taken !== 'held') return taken
        await pause(LOOK_AGAIN)
      }
    },
    async settle(delivery) {
      const at = now()
      // What could not be claimed because the store was gone is not known here yet.
      await run((db) =>
        db
          .insertInto('deliveries')
          .values({ delivery: key(delivery), until: at, settled: 1, at })
          .onConflict((conflict) => conflict.column('delivery').doUpdateSet({ settled: 1 }))
          .execute(),
      )
    },
    async release(delivery) {
      await run((db) => db.deleteFrom('deliveries').where('delivery', '=', key(delivery)).execute())
    },
  }
}
