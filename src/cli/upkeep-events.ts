/** The days of `upkeep` as events of a calendar: what stands in one file and is due on one day is one event. */
import type { Dated, Upkeep } from '../workbench/upkeep.ts'
import type { CalendarEvent } from './calendar.ts'

export const upkeepEvents = ({ releases, reviews, endings }: Upkeep): CalendarEvent[] =>
  [
    ...events('release', 'Look for newer figures', releases),
    ...events('review', 'Review', reviews),
    ...events('ending', 'Last day in force', endings),
  ].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))

function events(kind: string, summary: string, all: readonly Dated[]): CalendarEvent[] {
  const fileOf = ({ at }: Dated): string => at.replace(/:\d+$/, '')
  return [...Map.groupBy(all, (one) => `${one.due} ${fileOf(one)}`)].flatMap(([key, group]) => {
    const [first] = group
    if (!first) return []
    const what = group.length === 1 ? first.title : `${fileOf(first)} (${group.length})`
    return {
      id: `${kind} ${key}`,
      day: first.due,
      summary: `${summary}: ${what}`,
      description: group.map(({ id, title, at }) => `${id}: ${title} (${at})`).join('\n'),
    }
  })
}
