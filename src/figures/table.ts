/** The table of figures with what is asked of it again and again looked up once: never a scan over all of it. */
import { type ComputedFigure, type KnowledgeBase, wholesOf as wholesIn } from '../knowledge/knowledge-base.ts'
import type { Figure, Series } from '../knowledge/schema/figures.ts'
import { type Period, parsePeriod } from '../language/period.ts'

export type Run = { series: Series; figures: readonly Figure[] }

export type FigureTable = {
  readonly knowledge: KnowledgeBase
  /** Figures of an offence; where it is not counted by itself (fraud), those of its parts (telecom fraud), never the other way round. */
  ofOffence(offence: string): readonly Figure[]
  /** Whether a figure counts one of the offences; any does where none is named. */
  offenceFits(figure: Figure, offences: readonly string[]): boolean
  ofStage(stage: string): readonly Figure[]
  atPlace(place: string): readonly Figure[]
  /** Figures with this value, in any unit. */
  withValue(value: number): readonly Figure[]
  /** The run that a figure stands in: the figures that it may be compared with. */
  runOf(figure: Figure): Run | undefined
  /** Whether two figures may be set against each other by a percentage. */
  comparable(one: Figure, other: Figure): boolean
  /** Offences that an offence is a part of, near and far. */
  wholesOf(offence: string): readonly string[]
  /** Computed figures that stand in for a cell which nobody published. */
  readonly computedCells: readonly ComputedFigure[]
}

export function buildTable(knowledge: KnowledgeBase): FigureTable {
  const figures = [...knowledge.figures.values()]
  const byOffence = Map.groupBy(figures, (figure) => figure.offence)
  const byStage = Map.groupBy(figures, (figure) => figure.stage)
  const byPlace = Map.groupBy(figures, (figure) => figure.place)
  const byValue = Map.groupBy(figures, (figure) => figure.value)
  const wholes = new Map(knowledge.concepts.offences.map(({ id }) => [id, wholesIn(id, knowledge.concepts)]))
  const byWhole = new Map<string, Figure[]>()
  for (const [offence, own] of byOffence) {
    for (const whole of wholes.get(offence) ?? [])
      if (!byOffence.has(whole)) byWhole.set(whole, [...(byWhole.get(whole) ?? []), ...own])
  }
  const runs = new Map<string, Run>()
  for (const series of knowledge.series.values()) {
    for (const ids of series.runs) {
      const run = { series, figures: ids.flatMap((id) => knowledge.figures.get(id) ?? []) }
      for (const id of ids) runs.set(id, run)
    }
  }
  const runOf = (figure: Figure): Run | undefined => runs.get(figure.id)
  const wholesOf = (offence: string): readonly string[] => wholes.get(offence) ?? []
  return {
    knowledge,
    ofOffence: (offence) => byOffence.get(offence) ?? byWhole.get(offence) ?? [],
    offenceFits: (figure, offences) =>
      offences.length === 0 ||
      offences.some(
        (offence) =>
          offence === figure.offence || (!byOffence.has(offence) && wholesOf(figure.offence).includes(offence)),
      ),
    ofStage: (stage) => byStage.get(stage) ?? [],
    atPlace: (place) => byPlace.get(place) ?? [],
    withValue: (value) => byValue.get(value) ?? [],
    runOf,
    comparable: (one, other) => runOf(one) !== undefined && runOf(one) === runOf(other),
    wholesOf,
    computedCells: [...knowledge.computed.values()].filter(({ cell }) => cell !== undefined),
  }
}

const periods = new WeakMap<object, Period>()

/** The stretch of time of a figure or a computed cell; a running total starts at null. */
export function periodOf(cell: { period?: string | undefined; as_of?: string | undefined }): Period {
  let period = periods.get(cell)
  if (!period) {
    period = cell.as_of ? { from: null, to: cell.as_of } : (parsePeriod(cell.period ?? '') as Period)
    periods.set(cell, period)
  }
  return period
}
