/** Values that stand out: an order of magnitude off within a run, or against the change that a source publishes. */
import type { Draft } from '../draft.ts'
import type { Problem } from '../problem.ts'
import type { Figure, Qualifier } from '../schema/figures.ts'

export function remarkOnSeriesValues(draft: Draft): Problem[] {
  const byId = new Map(draft.figures.map((record) => [record.value.id, record]))
  const runs = draft.series.flatMap(({ value }) => value.runs)
  return [
    ...runs.flatMap((run) => {
      const records = run.flatMap((id) => byId.get(id) ?? [])
      const values = records.map(({ value }) => value.value)
      return records.flatMap((record, index) =>
        isOutOfLine(values, index)
          ? [
              record.problemAt(
                ['value'],
                'out-of-line',
                `${values[index]} stands beside ${besides(values, index).join(' and ')} in its series; is a digit missing or too many?`,
              ),
            ]
          : [],
      )
    }),
    ...draft.figures.flatMap((record) => {
      const { change } = record.value
      if (change?.percent === undefined || change.base === undefined) return []
      const base = draft.figures.find(({ value }) => isSameCell(value, record.value) && value.period === change.base)
      if (!base || mayBe(change.percent, record.value, base.value)) return []
      const percent = (record.value.value / base.value.value - 1) * 100
      return [
        record.problemAt(
          ['change', 'percent'],
          'change-differs',
          `says ${change.percent}%, but from ${base.value.value} of "${base.value.id}" to ${record.value.value} it is ${percent.toFixed(1)}%`,
        ),
      ]
    }),
  ]
}

/** From here on two neighbours differ by an order of magnitude: a factor of seven, in tens. */
const MAGNITUDE = 0.85
/** Steps of a run that grows evenly. */
const ORDINARY = 0.4

const besides = (values: readonly number[], index: number): number[] =>
  [values[index - 1], values[index + 1]].filter((value) => value !== undefined)

/** A spike or a dip in the middle; at an end, a leap where the rest of the run makes none. Steady growth by tens is neither. */
function isOutOfLine(values: readonly number[], index: number): boolean {
  const steps = values.slice(1).map((value, at) => Math.log10(value / (values[at] as number)))
  const [before, after] = [steps[index - 1], steps[index]]
  if (before !== undefined && after !== undefined)
    return Math.abs(before) >= MAGNITUDE && Math.abs(after) >= MAGNITUDE && before * after < 0
  const own = before ?? after
  const rest = steps.filter((_, at) => at !== index - 1 && at !== index)
  return (
    own !== undefined &&
    Math.abs(own) >= MAGNITUDE &&
    rest.length > 0 &&
    rest.every((step) => Math.abs(step) <= ORDINARY)
  )
}

const isSameCell = (one: Figure, other: Figure): boolean =>
  (['offence', 'stage', 'measure', 'place'] as const).every((field) => one[field] === other[field])

/** Whether the percentage fits some pair of values that would have been rounded to these. */
function mayBe(percent: number, figure: Figure, base: Figure): boolean {
  const [value, from] = [boundsOf(figure), boundsOf(base)]
  const slack = 10 ** -decimalsOf(percent)
  return (
    percent >= (value.least / from.most - 1) * 100 - slack && percent <= (value.most / from.least - 1) * 100 + slack
  )
}

/** Where the exact number may lie: "about 282,000" is anything that rounds to it. */
function boundsOf({ value, qualifier }: { value: number; qualifier: Qualifier }): { least: number; most: number } {
  const unit = 10 ** (/0*$/.exec(String(value))?.[0].length ?? 0)
  const [below, above] = { exact: [0, 0], about: [1, 1], 'more-than': [0, 1], nearly: [1, 0], 'up-to': [1, 0] }[
    qualifier
  ]
  return { least: value - (below ?? 0) * unit, most: value + (above ?? 0) * unit }
}

const decimalsOf = (value: number): number => String(value).split('.')[1]?.length ?? 0
