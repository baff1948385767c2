/** What the calendar says: figures that newer ones may have overtaken, rules that ended, reviews long past, days that have not come yet. */
import { parsePeriod } from '../../language/period.ts'
import type { Draft } from '../draft.ts'
import type { Problem } from '../problem.ts'

/** An entry is looked through again at least so often. */
const REVIEW_DAYS = 365
const DAY = 86_400_000

/** The last day on which a review is not yet overdue. Both are ISO days. */
export const reviewDue = (reviewed: string): string =>
  new Date(Date.parse(reviewed) + REVIEW_DAYS * DAY).toISOString().slice(0, 10)

/** @param today ISO day */
export function remarkOnDates(draft: Draft, today: string): Problem[] {
  const reviewed = [...draft.guidance, ...draft.glossary, ...draft.hotlines, ...draft.figures, ...draft.computed]
  return [
    ...draft.figures.flatMap((record) => {
      const { next_release: due, period, as_of } = record.value
      const end = as_of ?? parsePeriod(period ?? '')?.to ?? ''
      return [
        ...(due !== undefined && due < today
          ? [record.problemAt(['next_release'], 'overdue-figure', `newer figures were due on ${due}; look for them`)]
          : []),
        ...(end > today
          ? [
              record.problemAt(
                [as_of ? 'as_of' : 'period'],
                'date-in-future',
                `counts up to ${end}, which is still to come`,
              ),
            ]
          : []),
      ]
    }),
    ...draft.guidance.flatMap((record) => {
      const end = record.value.in_force?.to
      return end !== undefined && end < today
        ? [record.problemAt(['in_force', 'to'], 'expired-entry', `applied until ${end}; the answer says so`)]
        : []
    }),
    ...reviewed.flatMap((record) => {
      const day = record.value.reviewed
      if (day > today)
        return [record.problemAt(['reviewed'], 'date-in-future', `was reviewed on ${day}, which is still to come`)]
      const days = Math.round((Date.parse(today) - Date.parse(day)) / DAY)
      return reviewDue(day) < today
        ? [record.problemAt(['reviewed'], 'overdue-review', `was last reviewed ${days} days ago, on ${day}`)]
        : []
    }),
    ...draft.sources.flatMap((record) => {
      const { published } = record.value
      return published !== undefined && published > today
        ? [record.problemAt(['published'], 'date-in-future', `was published on ${published}, which is still to come`)]
        : []
    }),
  ]
}
