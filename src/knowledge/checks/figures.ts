/** Figures fit together: parts lie inside their wholes, runs compare like with like, formulas compute. */
import { parsePeriod } from '../../language/period.ts'
import type { Check, Draft, Located } from '../draft.ts'
import { constantsIn, evaluate, figuresIn, parseFormula, unitOfFormula } from '../formula.ts'
import { didYouMean } from '../nearest.ts'
import type { Problem } from '../problem.ts'
import type { Computed, Figure } from '../schema/figures.ts'

export const checkFigures: Check = (draft) => {
  const figures = new Map(draft.figures.map((record) => [record.value.id, record.value]))
  const units = new Map(
    draft.concepts.flatMap(({ value }) => value.measures.map((measure) => [measure.id, measure.unit])),
  )
  return [
    ...draft.figures.flatMap((record) => partsFit(record, figures)),
    ...draft.figures.flatMap(changeFits),
    ...draft.figures.flatMap(shareFits),
    ...runsFit(draft, figures),
    ...draft.computed.flatMap((record) => formulaFits(record, figures, units)),
  ]
}

function partsFit(record: Located<Figure>, figures: Map<string, Figure>): Problem[] {
  return (record.value.part_of ?? []).flatMap((wholeId, index) => {
    const whole = figures.get(wholeId)
    if (!whole) return []
    const part = record.value
    const differs = (['stage', 'measure', 'place'] as const).filter((field) => part[field] !== whole[field])
    if ((part.period ?? part.as_of) !== (whole.period ?? whole.as_of))
      return [...differs, 'period'].map((field) => partProblem(record, index, wholeId, field))
    if (differs.length > 0) return differs.map((field) => partProblem(record, index, wholeId, field))
    return part.value > whole.value
      ? [
          record.problemAt(
            ['part_of', index],
            'part-exceeds-whole',
            `${part.value} is more than ${whole.value} of "${wholeId}" that it should be part of`,
          ),
        ]
      : []
  })
}

const partProblem = (record: Located<Figure>, index: number, whole: string, field: string): Problem =>
  record.problemAt(['part_of', index], 'not-a-part', `cannot be part of "${whole}": their ${field} differs`)

function changeFits(record: Located<Figure>): Problem[] {
  const { change } = record.value
  if (!change) return []
  if ((change.percent === undefined) === (change.times === undefined))
    return [record.problemAt(['change'], 'change', 'needs either `percent` or `times`')]
  return change.base === undefined && change.base_label === undefined
    ? [record.problemAt(['change'], 'change', 'needs `base` or `base_label`: a change without its base says nothing')]
    : []
}

function shareFits(record: Located<Figure>): Problem[] {
  const { measure, share } = record.value
  if (measure === 'share' && !share)
    return [record.problemAt([], 'share', 'is a share; say in `share` of which `parts` it is, and of which `whole`')]
  return share && measure !== 'share'
    ? [record.problemAt(['share'], 'share', 'belongs to the measure share; remove it')]
    : []
}

function runsFit(draft: Draft, figures: Map<string, Figure>): Problem[] {
  const placed = new Map<string, string>()
  return draft.series.flatMap((record) =>
    record.value.runs.flatMap((run, runIndex) =>
      run.flatMap((figureId, index) => {
        const figure = figures.get(figureId)
        if (!figure) return []
        const path = ['runs', runIndex, index]
        const problems: Problem[] = []
        for (const field of ['measure', 'stage'] as const) {
          if (figure[field] !== record.value[field]) {
            problems.push(
              record.problemAt(
                path,
                'run-mixes',
                `"${figureId}" has the ${field} ${figure[field]}, this series ${record.value[field]}`,
              ),
            )
          }
        }
        const elsewhere = placed.get(figureId)
        if (elsewhere !== undefined)
          problems.push(record.problemAt(path, 'in-two-series', `"${figureId}" already stands in "${elsewhere}"`))
        placed.set(figureId, record.value.id)
        const before = figures.get(run[index - 1] ?? '')
        if (before && endOf(before) > endOf(figure))
          problems.push(record.problemAt(path, 'run-order', `"${figureId}" is earlier than "${before.id}" before it`))
        return problems
      }),
    ),
  )
}

const endOf = (figure: Figure): string => figure.as_of ?? parsePeriod(figure.period ?? '')?.to ?? ''

function formulaFits(record: Located<Computed>, figures: Map<string, Figure>, units: Map<string, string>): Problem[] {
  try {
    const formula = parseFormula(record.value.formula)
    const missing = figuresIn(formula).filter((figureId) => !figures.has(figureId))
    if (missing.length > 0) {
      return missing.map((figureId) =>
        record.problemAt(
          ['formula'],
          'unknown-figure',
          `unknown figure "${figureId}"${didYouMean(figureId, figures.keys())}`,
        ),
      )
    }
    const declared = new Set(Object.keys(record.value.constants ?? {}))
    const undeclared = constantsIn(formula).filter((text) => !declared.has(text) && !['1', '100'].includes(text))
    unitOfFormula(formula, (figureId) => units.get(figures.get(figureId)?.measure ?? '') ?? '')
    if (!Number.isFinite(evaluate(formula, (figureId) => figures.get(figureId)?.value ?? Number.NaN))) {
      return [
        record.problemAt(
          ['formula'],
          'formula',
          'comes to no number; does it divide by zero, or take the root of a negative number?',
        ),
      ]
    }
    return undeclared.map((text) =>
      record.problemAt(['formula'], 'undeclared-constant', `say under \`constants\` what ${text} is`),
    )
  } catch (error) {
    return [record.problemAt(['formula'], 'formula', error instanceof Error ? error.message : String(error))]
  }
}
