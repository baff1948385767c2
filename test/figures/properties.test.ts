/** What no question may bring about, whatever it names: made-up queries over the whole vocabulary. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildAnswerer } from '../../src/answering/answer.ts'
import { buildFigureScribe } from '../../src/answering/describe-figures.ts'
import type { Draft } from '../../src/answering/draft.ts'
import { wordsIn } from '../../src/answering/wording.ts'
import { answerFigures } from '../../src/figures/answer.ts'
import { type FigureAnswer, figuresOf } from '../../src/figures/figure-answer.ts'
import { type FigureQuery, RATES } from '../../src/figures/query.ts'
import { buildTable, periodOf } from '../../src/figures/table.ts'
import { evaluate, figuresIn, parseFormula } from '../../src/knowledge/formula.ts'
import type { KnowledgeBase } from '../../src/knowledge/knowledge-base.ts'
import type { Figure } from '../../src/knowledge/schema/figures.ts'
import { samePeriod } from '../../src/language/period.ts'
import type { Reply } from '../../src/reply.ts'
import { ask, knowledge, TODAY } from '../shipped.ts'
import { GOLDEN } from './golden.ts'

const table = buildTable(knowledge)
const figures = [...knowledge.figures.values()]
const { concepts } = knowledge

const some = <T>(from: readonly T[], most: number) => fc.uniqueArray(fc.constantFrom(...from), { maxLength: most })
const period = fc.constantFrom(...figures).map((figure) => {
  const own = periodOf(figure)
  return { period: own, kind: own.from === null ? ('as-of' as const) : ('span' as const), text: '', start: 0, end: 0 }
})
/** From one point of a run to another. */
const stretch = fc
  .constantFrom(...[...knowledge.series.values()].flatMap(({ runs }) => runs.filter((run) => run.length > 1)))
  .chain((run) => fc.tuple(fc.constantFrom(...run), fc.constantFrom(...run)))
  .map((ids) => {
    const [from, to] = ids
      .map((id) => periodOf(knowledge.figures.get(id) as Figure))
      .sort((a, b) => a.to.localeCompare(b.to))
    return {
      period: { from: from?.from ?? null, to: to?.to ?? '' },
      kind: 'range' as const,
      text: '',
      start: 0,
      end: 0,
    }
  })
const query: fc.Arbitrary<FigureQuery> = fc.record({
  offences: some(
    concepts.offences.map(({ id }) => id),
    2,
  ),
  wholes: some(
    concepts.offences.map(({ id }) => id),
    1,
  ),
  stages: some(
    concepts.stages.map(({ id }) => id),
    2,
  ),
  ambiguous: fc.boolean(),
  measures: some(
    concepts.measures.map(({ id }) => id),
    2,
  ),
  places: some(['northern-myanmar', 'myawaddy', 'beijing'], 1),
  periods: fc.oneof(fc.array(period, { maxLength: 3 }), fc.tuple(stretch)),
  months: fc.constant(undefined),
  operations: some(
    ['value', 'change', 'compare', 'trend', 'share', 'total', 'rank', 'list', 'latest', 'source'] as const,
    3,
  ),
  direction: fc.constantFrom(undefined, 'rose' as const, 'fell' as const),
  factor: fc.constantFrom(undefined, 2),
  extreme: fc.constantFrom('highest' as const, 'lowest' as const),
  ranked: fc.constantFrom(undefined, 'years' as const, 'offences' as const),
  numbers: fc.constant([]),
  unread: fc.constant([]),
})

/** A query near a figure: some of its own parts, so that answers of every kind come about. */
const parts = figures.filter(({ part_of }) => part_of)
const nearFigure = fc
  .tuple(fc.oneof(fc.constantFrom(...figures), fc.constantFrom(...parts)), query)
  .map(([figure, made]): FigureQuery => {
    const own = periodOf(figure)
    const mention = {
      period: own,
      kind: own.from === null ? ('as-of' as const) : ('span' as const),
      text: '',
      start: 0,
      end: 0,
    }
    return {
      ...made,
      offences: [figure.offence, ...made.offences.slice(1)],
      stages: [figure.stage, ...made.stages.slice(1)],
      measures: made.measures.slice(1),
      places: figure.place === 'china' ? [] : [figure.place],
      periods: made.periods.length === 1 ? made.periods : [mention, ...made.periods.slice(1)],
    }
  })

/** A cell that nobody published and a formula gives. */
const computedCell = fc.tuple(fc.constantFrom(...table.computedCells), query).map(([{ cell }, made]): FigureQuery => {
  if (!cell) throw new Error('no cell')
  const mention = { period: periodOf(cell), kind: 'span' as const, text: '', start: 0, end: 0 }
  return {
    ...made,
    offences: [cell.offence],
    stages: [cell.stage],
    places: [],
    measures: [],
    periods: [mention],
    operations: ['value'],
  }
})

const scribes = (['en', 'zh-Hans'] as const).map((language) =>
  buildFigureScribe(knowledge, wordsIn(language, knowledge), TODAY),
)

/** Runs over made-up queries, and proves that the kinds spoken of came about. */
function everyAnswer(
  kinds: readonly FigureAnswer['kind'][],
  holds: (answer: FigureAnswer, drafts: Draft[]) => void,
): void {
  const seen = new Map<string, number>()
  fc.assert(
    fc.property(fc.oneof(query, nearFigure, computedCell), (made) => {
      const answer = answerFigures(made, table)?.answer
      if (!answer) return
      seen.set(answer.kind, (seen.get(answer.kind) ?? 0) + 1)
      holds(
        answer,
        scribes.map((scribe) => scribe.describe(answer)),
      )
    }),
    { numRuns: 4000, seed: 287 },
  )
  for (const kind of kinds) expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(0)
}

const textOf = ({ blocks }: Draft): string =>
  blocks
    .flatMap((block) => ('items' in block ? block.items : [block.kind === 'chart' ? block.chart.alt : block.text]))
    .join('\n')

describe('whatever is asked', () => {
  test('a computed number never appears without its formula', () => {
    everyAnswer(['change', 'total', 'share', 'computed'], (answer, drafts) => {
      const computes =
        answer.kind === 'total' ||
        answer.kind === 'share' ||
        answer.kind === 'computed' ||
        (answer.kind === 'change' && !answer.change.published && answer.change.direction !== 'close')
      for (const draft of drafts) {
        const formulas = draft.figures.flatMap(({ formula }) => formula ?? [])
        expect(formulas.length > 0).toBe(computes)
        for (const formula of formulas) expect(textOf(draft).toLowerCase()).toContain(formula.toLowerCase())
      }
    })
  })

  test('no percentage is printed across a break, between stages or of what is no part', () => {
    everyAnswer(['beside', 'share-refused', 'total-refused', 'list', 'series'], (answer, drafts) => {
      if (!['beside', 'share-refused', 'total-refused', 'list', 'series'].includes(answer.kind)) return
      if (figuresOf(answer).some(({ measure }) => RATES.includes(measure))) return
      for (const { blocks } of drafts) {
        const stated = blocks.filter(({ kind }) => ['lead', 'list', 'chart'].includes(kind))
        expect(textOf({ blocks: stated } as Draft)).not.toMatch(/%|÷/)
      }
    })
  })

  test('a change is of one run, a total of a run without gaps, a share of a declared part, a ranking of what is alike', () => {
    everyAnswer(['change', 'total', 'share', 'rank'], (answer) => {
      switch (answer.kind) {
        case 'change':
          expect(table.comparable(answer.before, answer.after)).toBe(true)
          if (answer.change.direction === 'close') break
          expect(Math.sign(answer.change.percent.value)).toBe(Math.sign(answer.after.value - answer.before.value))
          break
        case 'total': {
          const run = table.runOf(answer.figures[0] as Figure)
          for (const figure of answer.figures) expect(table.runOf(figure)).toBe(run)
          const sum = answer.figures.reduce((all, { value }) => all + value, 0)
          expect(Math.abs(answer.total.value - sum)).toBeLessThanOrEqual(sum * 0.05)
          break
        }
        case 'share':
          expect(answer.part.part_of).toContain(answer.whole.id)
          expect(answer.share.value).toBeGreaterThan(0)
          expect(answer.share.value).toBeLessThanOrEqual(100)
          break
        case 'rank': {
          const [first] = answer.figures
          for (const figure of answer.figures) {
            expect([figure.stage, figure.measure]).toEqual([first?.stage, first?.measure])
            if (answer.over === 'offences') expect(samePeriod(periodOf(figure), periodOf(first as Figure))).toBe(true)
            else expect(table.comparable(figure, first as Figure)).toBe(true)
          }
        }
      }
    })
  })
})

describe('changing one figure', () => {
  const questions = [...new Set(GOLDEN.map(({ ask: question }) => question))]
  const before = new Map(questions.map((question) => [question, ask(question)]))

  /** The figures that a reply may name, those behind computed ones and those named inside its texts included. */
  function inputs({ entries, figures: stated }: Reply): Set<string> {
    const named = [...entries, ...stated.map(({ id }) => id)]
    return new Set(named.flatMap((id) => [id, ...(knowledge.computed.get(id)?.inputs ?? []), ...namedIn(id)]))
  }

  function namedIn(id: string): string[] {
    const record =
      knowledge.guidance.get(id) ??
      knowledge.glossary.get(id) ??
      knowledge.figures.get(id) ??
      knowledge.computed.get(id)
    return [...JSON.stringify(record ?? {}).matchAll(/\{([a-z0-9-]+)\}/g)].flatMap(([, name = '']) => [
      name,
      ...(knowledge.computed.get(name)?.inputs ?? []),
    ])
  }

  // The most often stated of each kind of count, so that many answers hang on them.
  test.each(['online-crime-2021', 'telecom-fraud-2024', 'covid-arrests-2020-04-07-people', 'helping-cybercrime-2020'])(
    '%s changes every answer that rests on it, and no other',
    (id) => {
      const changed = withValue(id, 1234567)
      const answerer = buildAnswerer(changed)
      const wrong: string[] = []
      let moved = 0
      for (const [question, old] of before) {
        const now = answerer.answer({ text: question, today: TODAY }).reply
        const states = old.figures.some((stated) => stated.id.split(/[(), ]+/).includes(id))
        if (now.text === old.text) {
          if (states) wrong.push(`stayed: ${question}`)
          continue
        }
        moved++
        // Notes and explanations name figures as well, and a new value may turn an order round.
        if (!inputs(old).has(id) && !inputs(now).has(id)) wrong.push(`changed: ${question}`)
      }
      expect(wrong).toEqual([])
      expect(moved).toBeGreaterThan(2)
    },
  )
})

/** The knowledge with one figure changed, and everything computed from it anew. */
function withValue(id: string, value: number): KnowledgeBase {
  const changed = new Map(knowledge.figures)
  changed.set(id, { ...(changed.get(id) as Figure), value })
  const valueIn = (name: string): number => changed.get(name)?.value ?? Number.NaN
  const computed = new Map(
    [...knowledge.computed].map(([name, one]) => {
      const formula = parseFormula(one.formula)
      return [name, { ...one, value: evaluate(formula, valueIn), inputs: figuresIn(formula) }]
    }),
  )
  return { ...knowledge, figures: changed, computed }
}
