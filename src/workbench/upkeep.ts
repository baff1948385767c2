/**
 * What waits for staff: days that have come or are near, texts that do not follow each other, answers that readers call wrong,
 * and what nobody was ever answered with.
 */
import type { Draft, Located } from '../knowledge/draft.ts'
import { showOrigin } from '../knowledge/knowledge-base.ts'
import { reviewDue } from '../knowledge/remarks/dates.ts'
import type { Bilingual } from '../knowledge/schema/common.ts'
import type { Tally, Use } from '../store/store.ts'
import { isUnfollowed, type Translated, type Unfollowed } from './translations.ts'

/** An entry, a term, a figure or a hotline, and where it stands: `knowledge/guidance/reporting.yaml:12`. */
export type Entry = { id: string; title: string; at: string }

/** `due` is an ISO day; from the day after it is overdue. */
export type Dated = Entry & { due: string }

export type Voted = Entry & {
  /** Readers who said so since the entry was last reviewed. */
  wrong: number
  right: number
  /** Why, as far as they said. */
  reasons: Record<string, number>
}

export type Upkeep = {
  /** Figures, by the day on which newer ones should be out; the soonest first, as in the next two. */
  releases: Dated[]
  /** Everything that is reviewed, by the day on which it is to be looked through again. */
  reviews: Dated[]
  /** Rules, by their last day in force. */
  endings: Dated[]
  /** Guidance that somebody began and is to write. */
  stubs: Entry[]
  translations: (Entry & Unfollowed)[]
  /** Most often called wrong first; undefined without a store. */
  votes: Voted[] | undefined
  /** What could be answered with and never was; undefined without a store, or while it knows of no answer. */
  unused: Entry[] | undefined
}

/** What readers did, as the store tells it. */
export type Readers = { votes: readonly Tally[]; uses: readonly Use[] }

type Sources = {
  draft: Draft
  /** The knowledge folders, as they were opened. */
  folders: readonly string[]
  translations: readonly Translated[]
  readers?: Readers | undefined
}

export function upkeep({ draft, folders, translations, readers }: Sources): Upkeep {
  const { figures, guidance, glossary, hotlines } = draft
  const computed = draft.computed.filter(({ value }) => value.use === 'answer')
  const entryOf = ({ value, origin }: Located<Named>): Entry => ({
    id: value.id,
    title: titleOf(value),
    at: showOrigin(origin, folders),
  })
  const dated = <T extends Named>(records: readonly Located<T>[], dayOf: (record: T) => string | undefined): Dated[] =>
    records
      .flatMap((record) => {
        const due = dayOf(record.value)
        return due === undefined ? [] : [{ ...entryOf(record), due }]
      })
      .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : byPlace(a, b)))
  const answering = new Map<string, Located<Named & { reviewed: string }>>(
    [...guidance, ...glossary, ...figures, ...computed].map((record) => [record.value.id, record]),
  )
  return {
    releases: dated(figures, ({ next_release }) => next_release),
    reviews: dated<Named & { reviewed: string }>(
      [...guidance, ...glossary, ...figures, ...draft.computed, ...hotlines],
      ({ reviewed }) => reviewDue(reviewed),
    ),
    endings: dated(guidance, ({ in_force }) => in_force?.to),
    stubs: draft.stubs.map(({ value, origin }) => ({ id: value.id, title: value.id, at: showOrigin(origin, folders) })),
    translations: translations.filter(isUnfollowed).flatMap(({ file: _, index: __, ...state }) => {
      const record = answering.get(state.id)
      return record ? [{ ...state, ...entryOf(record) }] : []
    }),
    votes:
      readers &&
      votesSinceReview(readers.votes, answering).map(({ record, ...counts }) => ({ ...entryOf(record), ...counts })),
    unused: readers && readers.uses.length > 0 ? unused(readers.uses, answering).map(entryOf) : undefined,
  }
}

type Named = { id: string; title?: Bilingual; term?: Bilingual; label?: Bilingual; name?: Bilingual }
type Answering = ReadonlyMap<string, Located<Named & { reviewed: string }>>

const titleOf = ({ id, title, term, label, name }: Named): string => (title ?? term ?? label ?? name)?.en ?? id

/** Line 9 before line 10. */
const byPlace = (a: Entry, b: Entry): number => a.at.localeCompare(b.at, 'en', { numeric: true })

/** Entries that somebody called wrong. What was said before an entry was last reviewed has been dealt with. */
function votesSinceReview(tallies: readonly Tally[], answering: Answering) {
  return [...Map.groupBy(tallies, ({ entry }) => entry)]
    .flatMap(([id, all]) => {
      const record = answering.get(id)
      if (!record) return []
      const since = all.filter(({ last }) => last.toISOString().slice(0, 10) >= record.value.reviewed)
      const sum = (count: (tally: Tally) => number): number => since.reduce((total, tally) => total + count(tally), 0)
      const named = [...new Set(since.flatMap(({ reasons }) => Object.keys(reasons)))].sort()
      const reasons = Object.fromEntries(named.map((reason) => [reason, sum((tally) => tally.reasons[reason] ?? 0)]))
      return [{ record, wrong: sum(({ wrong }) => wrong), right: sum(({ right }) => right), reasons }]
    })
    .filter(({ wrong }) => wrong > 0)
    .sort((a, b) => b.wrong - a.wrong || a.right - b.right)
}

function unused(uses: readonly Use[], answering: Answering) {
  const used = new Set(uses.map(({ id }) => id))
  return [...answering.values()].filter(({ value }) => !used.has(value.id))
}
