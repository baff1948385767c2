/** Two figures beside each other: changes, shares and series, computed only where the result would be true. */

import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { Figure } from '../knowledge/schema/figures.ts'
import { type Period, samePeriod } from '../language/period.ts'
import { countsOf, fits, inPeriods, latestFirst, periodOf, pick, sameKind } from './cells.ts'
import type { FigureAnswer } from './figure-answer.ts'
import type { FigureQuery } from './query.ts'

/** The two periods of "2020 vs 2021", "rise from 2020 to 2021"; undefined where the question names one stretch. */
export function comparedPeriods(query: FigureQuery): [Period, Period] | undefined {
  const [first, second] = query.periods
  if (first && second && samePeriod(first.period, second.period)) return undefined
  if (first && second)
    return first.period.to <= second.period.to ? [first.period, second.period] : [second.period, first.period]
  const wants = query.operations.includes('compare') || query.operations.includes('change')
  if (!wants || !first || (first.kind !== 'both' && first.kind !== 'range')) return undefined
  const [from, to] = [first.period.from?.slice(0, 4), first.period.to.slice(0, 4)]
  return from && from !== to
    ? [
        { from: `${from}-01-01`, to: `${from}-12-31` },
        { from: `${to}-01-01`, to: `${to}-12-31` },
      ]
    : undefined
}

/** A percentage only within a run of a series; across a break both values stand side by side. */
export function compare(before: Figure, after: Figure, knowledge: KnowledgeBase): FigureAnswer {
  const together = [...knowledge.series.values()].some((series) =>
    series.runs.some((run) => run.includes(before.id) && run.includes(after.id)),
  )
  if (!together) return { kind: 'compare', before, after, change: null }
  const percent = (after.value / before.value - 1) * 100
  const direction = percent > 0 ? 'rose' : percent < 0 ? 'fell' : 'same'
  return {
    kind: 'compare',
    before,
    after,
    change: { percent: Math.abs(percent), direction },
  }
}

/** Two offences side by side: each as published, never a percentage between them. */
export function compareOffences(query: FigureQuery, knowledge: KnowledgeBase): FigureAnswer | undefined {
  const [before, after] = query.offences.slice(0, 2).map((offence) => {
    const own = [...knowledge.figures.values()].filter((figure) =>
      fits(figure, { ...query, offences: [offence], operations: [] }, knowledge),
    )
    const cells = inPeriods(own, query)
    return query.periods.length > 0 || cells.length === 1 ? pick(cells, query) : undefined
  })
  return before && after ? { kind: 'compare', before, after, change: null } : undefined
}

export function shareOf(one: Figure, other: Figure): FigureAnswer {
  const [part, whole] = other.part_of?.includes(one.id) ? [other, one] : [one, other]
  return part.part_of?.includes(whole.id)
    ? { kind: 'share', part, whole, share: (part.value / whole.value) * 100 }
    : { kind: 'share-refused', figures: [one, other] }
}

/** Two stages of one offence and period, asked for as a share of each other. */
export function refusedShare(query: FigureQuery, knowledge: KnowledgeBase): FigureAnswer | undefined {
  if (query.stages.length < 2) return undefined
  const [one, other] = query.stages.slice(0, 2).map((stage) => {
    const cells = [...knowledge.figures.values()].filter((figure) =>
      fits(figure, { ...query, stages: [stage], operations: [], measures: countsOf(query) }, knowledge),
    )
    return latestFirst(inPeriods(cells, query))[0]
  })
  return one && other && one !== other ? shareOf(one, other) : undefined
}

export function seriesAnswer(cells: Figure[], query: FigureQuery, knowledge: KnowledgeBase): FigureAnswer | undefined {
  const wanted = sameKind(cells, query)
  const counts = [...knowledge.series.values()].map((series) => ({
    series,
    ids: series.runs.flat(),
    hits: series.runs.flat().filter((id) => wanted.some((figure) => figure.id === id)).length,
  }))
  const best = counts.sort((a, b) => b.hits - a.hits || a.series.id.localeCompare(b.series.id))[0]
  if (!best || best.hits < 2) return undefined
  const figures = best.ids.flatMap((id) => knowledge.figures.get(id) ?? [])
  return {
    kind: 'series',
    series: best.series,
    figures: figures.sort((a, b) => periodOf(a).to.localeCompare(periodOf(b).to) || a.id.localeCompare(b.id)),
  }
}
