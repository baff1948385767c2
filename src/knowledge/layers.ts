/** Several folders as one: a later one adds to an earlier one, and overrides what has the same id or key. */
import { type Draft, ID_SPACES, type Located } from './draft.ts'

/** Before the checks run, or a record and what it stands in the place of would be told to clash. */
export function asOne(draft: Draft): Draft {
  const lastOf = (records: Located<string>[]): Located<string>[] => {
    const last = Math.max(...records.map(({ origin }) => origin.folder))
    return records.filter(({ origin }) => origin.folder === last)
  }
  return {
    ...draft,
    ...Object.fromEntries(ID_SPACES.flatMap((lists) => withoutOverridden(lists, draft))),
    concepts: merged(draft.concepts),
    signals: merged(draft.signals),
    voice: merged(draft.voice),
    // An order cannot be merged.
    topics: lastOf(draft.topics),
  }
}

type IdList = (typeof ID_SPACES)[number][number]
type Identified = Located<{ id: string }>

function withoutOverridden(lists: readonly IdList[], draft: Draft): [IdList, Identified[]][] {
  const byId = new Map<string, Identified[]>()
  for (const record of lists.flatMap((list): Identified[] => draft[list]))
    byId.set(record.value.id, [...(byId.get(record.value.id) ?? []), record])
  const folderOf = ({ origin }: Identified): number => origin.folder
  return lists.map((list) => [
    list,
    draft[list].flatMap((record: Identified) => {
      const namesakes = byId.get(record.value.id) ?? []
      if (namesakes.some((other) => folderOf(other) > folderOf(record))) return []
      const before = namesakes
        .filter((other) => folderOf(other) < folderOf(record))
        .sort((a, b) => folderOf(b) - folderOf(a))[0]
      return [before ? { ...record, origin: { ...record.origin, overrides: before.origin } } : record]
    }),
  ])
}

/** One of a list, and where in which file it stands. */
type Item<T> = { from: Located<T>; index: number; value: { id: string } }

/**
 * Files that there is one of in each folder, in the order of the folders, as one: lists are merged by id, other keys one by one.
 * What is overridden keeps its place in a list; what is new comes behind.
 */
function merged<T extends object>(records: readonly Located<T>[]): Located<T>[] {
  const [first, ...later] = records
  if (!first || later.length === 0) return [...records]
  const keys = new Map<string, { from: Located<T>; value: unknown }>()
  const lists = new Map<string, Item<T>[]>()
  for (const from of records) {
    for (const [key, value] of Object.entries(from.value)) {
      if (!Array.isArray(value)) keys.set(key, { from, value })
      else lists.set(key, mergedList(lists.get(key) ?? [], from, value))
    }
  }
  const value = Object.fromEntries([
    ...[...keys].map(([key, one]) => [key, one.value]),
    ...[...lists].map(([key, items]) => [key, items.map((item) => item.value)]),
  ]) as T
  return [
    {
      ...first,
      value,
      problemAt(path, code, message) {
        const [key, index, ...rest] = path
        const item = typeof index === 'number' ? lists.get(String(key))?.[index] : undefined
        return item
          ? item.from.problemAt([String(key), item.index, ...rest], code, message)
          : (keys.get(String(key))?.from ?? first).problemAt(path, code, message)
      },
    },
  ]
}

function mergedList<T>(before: readonly Item<T>[], from: Located<T>, values: readonly { id: string }[]): Item<T>[] {
  const items = values.map((value, index) => ({ from, index, value }))
  const overriding = new Map(items.map((item) => [item.value.id, item]))
  const known = new Set(before.map(({ value }) => value.id))
  return [
    ...before.map((item) => overriding.get(item.value.id) ?? item),
    ...items.filter(({ value }) => !known.has(value.id)),
  ]
}
