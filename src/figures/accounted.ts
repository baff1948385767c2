/** Whatever an answer states, it speaks of every part that the question names, or says which of them are not held. */
import type { Figure } from '../knowledge/schema/figures.ts'
import { overlaps, parsePeriod } from '../language/period.ts'
import { inPeriods } from './asked-periods.ts'
import { cellsOf, countsOf } from './cells.ts'
import { type FigureAnswer, figuresOf, MOST_CHOICES, type Part, states } from './figure-answer.ts'
import { latestFirst } from './order.ts'
import { pick } from './pick.ts'
import { type FigureQuery, namesSeveral, RATES } from './query.ts'
import { type FigureTable, periodOf } from './table.ts'

/** More combinations than this are no question but a table. */
const MOST_PARTS = 12

export function accounted(answer: FigureAnswer, query: FigureQuery, table: FigureTable): FigureAnswer {
  // What asks back states nothing; a share speaks of its part and its whole by itself.
  if (!states(answer) || answer.kind === 'share' || answer.kind === 'share-refused') return answer
  if (answer.kind === 'cell' && RATES.includes(answer.figure.measure)) return answer
  if (speaksOfAll(figuresOf(answer), query, table)) return answer
  const { figures, missing } = eachPart(query, table)
  if (query.periods.length === 0)
    return { kind: 'clarify', missing: 'which', figures: latestFirst(figures).slice(0, MOST_CHOICES) }
  if (figures.length === 0) return { kind: 'not-published', nearest: figuresOf(answer).slice(0, 3) }
  return missing.length === 0 ? { kind: 'list', figures } : { kind: 'some', figures, missing }
}

function speaksOfAll(figures: readonly Figure[], query: FigureQuery, table: FigureTable): boolean {
  const speaksOf = (id: string): boolean =>
    figures.some(
      ({ offence, stage, place }) =>
        offence === id || stage === id || place === id || table.wholesOf(offence).includes(id),
    )
  // A published change speaks of its base as well.
  const times = figures.flatMap((figure) => [periodOf(figure), parsePeriod(figure.change?.base ?? '') ?? []].flat())
  const inTime = query.periods.every(({ period }) => times.some((time) => overlaps(period, time)))
  return inTime && query.groups.every((ids) => ids.some(speaksOf))
}

/** The cell of each combination of what the question names several of. */
export function eachPart(query: FigureQuery, table: FigureTable): { figures: Figure[]; missing: Part[] } {
  const figures = new Set<Figure>()
  const missing: Part[] = []
  const counts = countsOf(query)
  // One word may name two units (件: cases, reports) of which the table holds one.
  const units = counts.length > 1 ? counts.map((measure) => [measure]) : [query.measures]
  for (const { asked, part } of partsOf(query).slice(0, MOST_PARTS)) {
    const found = units.flatMap((measures) => {
      const one = { ...asked, measures }
      const cells = inPeriods(cellsOf(one, table), one)
      return pick(cells, one) ?? (one.periods.length === 0 ? latestFirst(cells)[0] : undefined) ?? []
    })
    for (const figure of found) figures.add(figure)
    if (found.length === 0) missing.push(part)
  }
  return { figures: [...figures], missing }
}

function partsOf(query: FigureQuery): { asked: FigureQuery; part: Part }[] {
  const each = <T>(list: readonly T[], apart: boolean): (T | undefined)[] => (apart ? [...list] : [undefined])
  return each(query.offences, namesSeveral(query, query.offences)).flatMap((offence) =>
    each(query.stages, !query.ambiguous && query.stages.length > 1).flatMap((stage) =>
      each(query.places, query.places.length > 1).flatMap((place) =>
        each(query.periods, query.periods.length > 1).map((period) => ({
          asked: {
            ...query,
            operations: [],
            offences: offence ? [offence] : query.offences,
            stages: stage ? [stage] : query.stages,
            places: place ? [place] : query.places,
            periods: period ? [period] : query.periods,
          },
          part: { concepts: [offence, stage, place].filter((id) => id !== undefined), period: period?.period },
        })),
      ),
    ),
  )
}
