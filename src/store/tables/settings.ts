import { recent } from '../../bounds/recent.ts'
import { type Context, type Database, newId } from '../context.ts'
import type { Tables } from '../schema.ts'
import type { Json, SavedSettings, SettingsChange, SettingsTable, SettingsValue } from '../store.ts'

/** Places whose settings are kept at hand. */
const MOST_AT_HAND = 20_000
const MOST_CHANGES_SHOWN = 100

export function settingsTable({ run, commit, secrets, now, tell, listen }: Context): SettingsTable {
  const atHand = recent<{ value: SettingsValue | undefined }>({ most: MOST_AT_HAND })
  let changesHeard = 0
  const aliasOf = (place: string): string => secrets.hash('place', place)

  function drop(alias: string | undefined): void {
    changesHeard++
    if (alias === undefined) atHand.clear()
    else atHand.delete(alias)
  }
  listen((change) => {
    if (!change) drop(undefined)
    else if (change.kind === 'settings') drop(change.alias)
  })

  /** Changes one place, and tells of it under every name that it had before or has then. */
  async function changing(alias: string, work: (db: Database) => Promise<void>): Promise<void> {
    const names = new Set([alias])
    const gather = async (db: Database): Promise<void> => {
      const place = db.selectFrom('place_aliases').select('place').where('alias', '=', alias)
      const found = await db.selectFrom('place_aliases').select('alias').where('place', 'in', place).execute()
      for (const name of found) names.add(name.alias)
    }
    await commit(async (db) => {
      await gather(db)
      await work(db)
      await gather(db)
      for (const name of names) await tell(db, { kind: 'settings', alias: name })
    })
    for (const name of names) drop(name)
  }

  const unseal = (sealed: string): SettingsValue | undefined => {
    const text = secrets.unseal(sealed)
    return text === undefined ? undefined : (JSON.parse(text) as SettingsValue)
  }

  async function read(db: Database, alias: string) {
    return db
      .selectFrom('place_aliases')
      .innerJoin('places', 'places.place', 'place_aliases.place')
      .select(['places.place', 'places.sealed'])
      .where('place_aliases.alias', '=', alias)
      .executeTakeFirst()
  }

  async function write(db: Database, place: string, value: SettingsValue, before: SettingsValue, by: string | null) {
    const at = now()
    const row = { sealed: secrets.seal(JSON.stringify(value)), changed_at: at }
    await db
      .insertInto('places')
      .values({ place, ...row })
      .onConflict((conflict) => conflict.column('place').doUpdateSet(row))
      .execute()
    const changed = Object.entries(value).filter(([key, now_]) => JSON.stringify(before[key]) !== JSON.stringify(now_))
    const changes = changed.map(([key, to]) => ({ key, value: to, by, at: new Date(at) }))
    await insertChanges(db, place, changes)
  }

  async function insertChanges(db: Database, place: string, changes: readonly SettingsChange[]): Promise<void> {
    const rows = changes.map(({ key, value, by, at }) => ({
      ...{ id: newId(), place, key, sealed: secrets.seal(JSON.stringify(value)), by, at: at.getTime() },
    }))
    if (rows.length > 0) await db.insertInto('setting_changes').values(rows).execute()
  }

  /** The newest first; of one place, or of all. */
  function changesOf(db: Database, place?: string) {
    const all = db.selectFrom('setting_changes').selectAll().orderBy('at', 'desc').orderBy('key')
    return place === undefined ? all : all.where('place', '=', place)
  }

  function readChange({ key, sealed, by, at }: Tables['setting_changes']): SettingsChange[] {
    const text = secrets.unseal(sealed)
    return text === undefined ? [] : [{ key, value: JSON.parse(text) as Json, by, at: new Date(at) }]
  }

  return {
    async recall(place) {
      const alias = aliasOf(place)
      const known = atHand.get(alias)
      if (known) return known.value
      const before = changesHeard
      const found = await run((db) => read(db, alias))
      const value = found && unseal(found.sealed)
      if (before === changesHeard) atHand.set(alias, { value })
      return value
    },

    async remember(place, value, by, usual = {}) {
      const alias = aliasOf(place)
      await changing(alias, async (db) => {
        const found = await read(db, alias)
        const id = found?.place ?? newId()
        const before = found ? (unseal(found.sealed) ?? {}) : usual
        await write(db, id, value, before, by === undefined ? null : secrets.hash('person', by))
        if (!found) await db.insertInto('place_aliases').values({ alias, place: id }).execute()
      })
    },

    async forget(place) {
      const alias = aliasOf(place)
      await changing(alias, async (db) => {
        const found = await read(db, alias)
        if (!found) return
        await db.deleteFrom('place_aliases').where('alias', '=', alias).execute()
        const others = await db.selectFrom('place_aliases').select('alias').where('place', '=', found.place).execute()
        if (others.length === 0) await db.deleteFrom('places').where('place', '=', found.place).execute()
      })
    },

    async move(from, to) {
      const [old, fresh] = [aliasOf(from), aliasOf(to)]
      await changing(fresh, async (db) => {
        const found = await read(db, old)
        if (!found || (await read(db, fresh))) return
        await db.insertInto('place_aliases').values({ alias: fresh, place: found.place }).execute()
      })
    },

    async changes(place) {
      const rows = await run(async (db) => {
        const found = await read(db, aliasOf(place))
        return found ? changesOf(db, found.place).limit(MOST_CHANGES_SHOWN).execute() : []
      })
      return rows.flatMap(readChange)
    },

    async all() {
      const [places, aliases, changes] = await run((db) =>
        Promise.all([
          db.selectFrom('places').selectAll().orderBy('place').execute(),
          db.selectFrom('place_aliases').selectAll().orderBy('alias').execute(),
          changesOf(db).execute(),
        ]),
      )
      const names = Map.groupBy(aliases, ({ place }) => place)
      const histories = Map.groupBy(changes, ({ place }) => place)
      return places.flatMap(({ place, sealed }): SavedSettings[] => {
        const settings = unseal(sealed)
        const known_as = (names.get(place) ?? []).map(({ alias }) => alias)
        return settings
          ? [{ place, known_as, settings, changes: (histories.get(place) ?? []).flatMap(readChange) }]
          : []
      })
    },

    async restore(saved, by) {
      await commit(async (db) => {
        for (const { place, known_as, settings, changes } of saved) {
          const before = await db.selectFrom('places').selectAll().where('place', '=', place).executeTakeFirst()
          // Where there is nothing to compare with, the history tells what was set last.
          const last = Object.fromEntries(changes.toReversed().map(({ key, value }) => [key, value]))
          const was = before ? (unseal(before.sealed) ?? {}) : { ...settings, ...last }
          await write(db, place, settings, was, secrets.hash('person', by))
          if (!before) await insertChanges(db, place, changes)
          for (const alias of known_as) {
            await db
              .insertInto('place_aliases')
              .values({ alias, place })
              .onConflict((conflict) => conflict.column('alias').doUpdateSet({ place }))
              .execute()
            await tell(db, { kind: 'settings', alias })
          }
        }
        // A place that another took the names of can be reached no more.
        const named = db.selectFrom('place_aliases').select('place')
        await db.deleteFrom('places').where('place', 'not in', named).execute()
      })
      drop(undefined)
    },
  }
}
