/** The report of `upkeep` in words: what is due now or soon, section by section. */
import { unfollowedInWords } from '../workbench/translations.ts'
import type { Dated, Entry, Upkeep, Voted } from '../workbench/upkeep.ts'

export type Section = { title: string; items: Item[]; long?: boolean }
/** `says` is empty where the title of the section says it all; `urgent`: its day has passed, or readers are told something wrong. */
export type Item = Entry & { says: string; urgent: boolean }

const DAY = 86_400_000

/**
 * Sections with nothing in them are left out.
 * @param today ISO day
 * @param ahead days
 */
export function sectionsOf(found: Upkeep, today: string, ahead: number): Section[] {
  const until = new Date(Date.parse(today) + ahead * DAY).toISOString().slice(0, 10)
  const due = (all: readonly Dated[]): Item[] =>
    all
      .filter((one) => one.due <= until)
      .map((one) => ({ ...one, says: dueInWords(one.due, today), urgent: one.due < today }))
  const sections: Section[] = [
    { title: 'Newer figures may be out', items: due(found.releases) },
    { title: 'To be reviewed', items: due(found.reviews) },
    { title: 'Rules that end', items: due(found.endings) },
    { title: 'To be written', items: found.stubs.map((one) => ({ ...one, says: '', urgent: false })) },
    {
      title: 'One language does not follow the other',
      items: found.translations.map((one) => ({
        ...one,
        says: unfollowedInWords(one),
        urgent: one.state === 'behind' && one.behind.as === 'meaning',
      })),
    },
    {
      title: 'Called wrong by readers since the last review',
      items: (found.votes ?? []).map((one) => ({ ...one, says: votesInWords(one), urgent: one.wrong > one.right })),
    },
    {
      title: 'Never used in an answer',
      items: (found.unused ?? []).map((one) => ({ ...one, says: '', urgent: false })),
      long: true,
    },
  ]
  return sections.filter(({ items }) => items.length > 0)
}

function dueInWords(due: string, today: string): string {
  const days = Math.round((Date.parse(due) - Date.parse(today)) / DAY)
  if (days === 0) return 'due today'
  const count = `${Math.abs(days)} day${Math.abs(days) === 1 ? '' : 's'}`
  return days < 0 ? `due ${due}, ${count} ago` : `due ${due}, in ${count}`
}

function votesInWords({ wrong, right, reasons }: Voted): string {
  const why = Object.entries(reasons).map(([reason, count]) => `${reason} ${count}`)
  return `👎 ${wrong}, 👍 ${right}${why.length > 0 ? ` (${why.join(', ')})` : ''}`
}
