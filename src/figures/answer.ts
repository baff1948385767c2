/** Answers a figure query over the table: the exact cell, a comparison that is true, the nearest cell, one question back, or a refusal. */

import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { Figure, Series } from '../knowledge/schema/figures.ts'
import { monthsLong, overlaps, type Period, parsePeriod, samePeriod } from '../language/period.ts'
import { toUnits } from '../language/units.ts'
import type { FigureQuery } from './query.ts'
import { ancestors } from './read.ts'

export type FigureAnswer =
  | { kind: 'cell'; figure: Figure }
  /** No cell fits exactly; this one overlaps the period asked for. */
  | { kind: 'nearest'; figures: Figure[] }
  | { kind: 'clarify'; missing: 'period' | 'stage' | 'which'; figures: Figure[] }
  | { kind: 'compare'; before: Figure; after: Figure; change: Change | null }
  | { kind: 'share'; part: Figure; whole: Figure; share: number }
  /** Two counts that may not be divided. */
  | { kind: 'share-refused'; figures: [Figure, Figure] }
  | { kind: 'series'; series: Series; figures: Figure[] }
  | { kind: 'not-published'; nearest: Figure[] }

/** In percent of `before`; only between figures of one run. */
export type Change = { percent: number; direction: 'rose' | 'fell' | 'same' }

export type RankedAnswer = { answer: FigureAnswer; probability: number }

/** How sure an answer from the table can be, by how it was reached. */
const SURENESS = {
  number: 0.6,
  cell: 0.96,
  compare: 0.93,
  share: 0.93,
  series: 0.8,
  clarify: 0.6,
  nearest: 0.7,
  'share-refused': 0.85,
  'not-published': 0.6,
}

/** Each word that was not understood takes this factor off. */
const UNREAD_FACTOR = 0.55

const MOST_CHOICES = 6

/** Measures that are not counts. */
const RATES = ['share', 'growth', 'multiple']

export function answerFigures(query: FigureQuery, knowledge: KnowledgeBase): RankedAnswer | undefined {
  const named = answerByNumbers(query, knowledge)
  const answer = named ?? answerByCells(query, knowledge)
  if (!answer) return undefined
  // A value in the question may be the subject ("what is 282,000?") or its occasion ("why is 719,000 less than …").
  if (named?.kind === 'cell' || named?.kind === 'share-refused') return { answer, probability: SURENESS.number }
  if (named?.kind === 'clarify')
    return { answer, probability: query.unread.length === 0 ? SURENESS.cell : SURENESS.clarify }
  const unread =
    UNREAD_FACTOR ** query.unread.filter((word) => !figuresOf(answer).some((figure) => mentions(figure, word))).length
  return {
    answer,
    probability: SURENESS[answer.kind] * (answer.kind === 'not-published' ? Math.max(unread, 0.5) : unread),
  }
}

/** Whether a question may be about a number at all. A year alone reads like every figure of that year. */
export const asksForFigures = (query: FigureQuery): boolean =>
  (query.periods.length > 0 ||
    query.operations.includes('value') ||
    (query.measures.length > 0 && query.stages.length > 0)) &&
  (query.offences.length > 0 || query.places.length > 0 || query.unread.length > 0)

/**
 * An answer from the figure whose own label and sentence read most like the question, where the vocabulary alone did not lead to a cell.
 * @param ranked figures by wording, best first, with the share of the question's words that each explains
 */
export function answerByWording(
  query: FigureQuery,
  ranked: readonly { id: string; explained: number; similarity: number }[],
  knowledge: KnowledgeBase,
): RankedAnswer | undefined {
  if (!asksForFigures(query)) return undefined
  const fitting = ranked.flatMap(({ id, explained, similarity }) => {
    const figure = knowledge.figures.get(id)
    return figure && agrees(figure, query) && offenceFits(figure, query.offences, knowledge)
      ? [{ figure, explained, similarity }]
      : []
  })
  const [best, second] = fitting
  if (!best || best.explained < LEAST_EXPLAINED) return undefined
  // Without a period the figures of all years read alike, and which one is meant is to be asked.
  const isSibling = ({ figure }: { figure: Figure }): boolean =>
    figure !== best.figure &&
    (['offence', 'stage', 'measure', 'place'] as const).every((axis) => figure[axis] === best.figure[axis])
  if (query.periods.length === 0 && fitting.some(isSibling)) return undefined
  const alone = !second || second.similarity < best.similarity * 0.93
  const unread = query.unread.filter((word) => !mentions(best.figure, word)).length
  const probability = (alone ? 0.9 : 0.7) * best.explained * UNREAD_FACTOR ** Math.max(0, unread - 1)
  return { answer: { kind: 'cell', figure: best.figure }, probability }
}

const LEAST_EXPLAINED = 0.6

/** No axis that the question names contradicts the figure; a period that it names is the figure's own. */
function agrees(figure: Figure, query: FigureQuery): boolean {
  const { stages, measures, places, periods } = query
  const counts = measures.filter((measure) => measure !== 'people' || !RATES.includes(figure.measure))
  return (
    (stages.length === 0 || stages.includes(figure.stage)) &&
    (counts.length === 0 || counts.includes(figure.measure)) &&
    (places.length === 0 || places.includes(figure.place)) &&
    (periods.length === 0 || periods.some(({ period, kind }) => isAsked(periodOf(figure), period, kind)))
  )
}

const figuresOf = (answer: FigureAnswer): Figure[] => {
  switch (answer.kind) {
    case 'cell':
      return [answer.figure]
    case 'compare':
      return [answer.before, answer.after]
    case 'share':
      return [answer.part, answer.whole]
    case 'not-published':
      return answer.nearest
    default:
      return [...answer.figures]
  }
}

const wordsKnown = new WeakMap<Figure, { stems: Set<string>; chinese: string }>()

/** Whether the figure's own texts hold a word that the vocabulary does not. */
function mentions(figure: Figure, word: string): boolean {
  let known = wordsKnown.get(figure)
  if (!known) {
    const texts = [figure.label, figure.says, ...(figure.note ? [figure.note] : [])]
    known = {
      stems: new Set(texts.flatMap((text) => toUnits(text.en).map((unit) => unit.key))),
      chinese: texts.map((text) => text.zh).join(' '),
    }
    wordsKnown.set(figure, known)
  }
  return known.stems.has(word) || (/\p{Script=Han}/u.test(word) && known.chinese.includes(word))
}

export const periodOf = (figure: Figure): Period =>
  figure.as_of ? { from: null, to: figure.as_of } : (parsePeriod(figure.period ?? '') as Period)

/** "What is 282,000?" · "so 2,281 of 3,275 went to court?": the question names figures by their values. */
function answerByNumbers(query: FigureQuery, knowledge: KnowledgeBase): FigureAnswer | undefined {
  const values = query.numbers
    .filter((number) => number.unit === null && number.value >= 100)
    .map((number) => number.value)
  if (values.length === 0) return undefined
  const matches = values.map((value) =>
    [...knowledge.figures.values()].filter(
      (figure) => figure.value === value && fits(figure, { ...query, periods: [] }, knowledge),
    ),
  )
  const [first = [], second = []] = matches
  if (first.length === 1 && second.length === 1 && first[0] && second[0] && first[0] !== second[0])
    return shareOf(first[0], second[0])
  if (matches.length !== 1 || first.length === 0) return undefined
  const inPeriod = first.filter(
    (figure) => query.periods.length === 0 || query.periods.some(({ period }) => overlaps(period, periodOf(figure))),
  )
  const fitting = inPeriod.length > 0 ? inPeriod : first
  // "Of the 3,275 arrested how many were prosecuted" asks for another stage than the value's own.
  if (fitting.some((figure) => query.stages.some((stage) => stage !== figure.stage))) return undefined
  return fitting.length === 1 && fitting[0]
    ? { kind: 'cell', figure: fitting[0] }
    : { kind: 'clarify', missing: 'which', figures: fitting.slice(0, MOST_CHOICES) }
}

function shareOf(one: Figure, other: Figure): FigureAnswer {
  const [part, whole] = other.part_of?.includes(one.id) ? [other, one] : [one, other]
  return part.part_of?.includes(whole.id)
    ? { kind: 'share', part, whole, share: (part.value / whole.value) * 100 }
    : { kind: 'share-refused', figures: [one, other] }
}

function answerByCells(query: FigureQuery, knowledge: KnowledgeBase): FigureAnswer | undefined {
  const { operations } = query
  const hasFigures = query.places.some((place) =>
    [...knowledge.figures.values()].some((figure) => figure.place === place),
  )
  if (query.offences.length === 0 && !hasFigures) return anyOffence(query, knowledge)
  // Ranking needs a table of like figures, which a question of this kind does not name.
  if (operations.includes('rank')) return undefined
  const asks = query.operations.some((operation) => !['definition', 'how-to', 'source'].includes(operation))
  if (!asks && query.periods.length === 0 && !(query.stages.length > 0 && query.measures.length > 0)) return undefined
  const cells = [...knowledge.figures.values()].filter((figure) => fits(figure, query, knowledge))
  if (query.operations.includes('share')) {
    const shares = inPeriods(cells, query).filter((figure) => figure.measure === 'share')
    if (shares[0] && shares.length === 1) return { kind: 'cell', figure: shares[0] }
    const refused = refusedShare(query, knowledge)
    return refused ?? { kind: 'not-published', nearest: latestFirst(cells).slice(0, 3) }
  }
  // Something is compared with something that the question does not name.
  if (operations.includes('compare') && query.offences.length + query.periods.length < 2) return undefined
  if (operations.includes('compare') && query.offences.length > 1) return compareOffences(query, knowledge)
  // "How much money makes it a crime" asks for a threshold, which is guidance, not for a sum of the table.
  if (
    query.measures.join() === 'yuan' &&
    query.periods.length === 0 &&
    (cells.length === 0 || query.stages.length === 0)
  )
    return undefined
  if (cells.length === 0) return asks ? { kind: 'not-published', nearest: nearestCells(query, knowledge) } : undefined
  return answerCells(cells, query, knowledge)
}

function answerCells(cells: Figure[], query: FigureQuery, knowledge: KnowledgeBase): FigureAnswer | undefined {
  const twoYears = comparedPeriods(query)
  if (twoYears) {
    const [before, after] = twoYears.map((period) =>
      pick(
        cells.filter((figure) => samePeriod(periodOf(figure), period)),
        query,
      ),
    )
    if (before && after) return compare(before, after, knowledge)
  }
  if (
    query.operations.includes('trend') ||
    (query.operations.includes('change') && query.periods.length === 0) ||
    query.periods.some(({ kind }) => kind === 'since')
  ) {
    const whole = seriesAnswer(cells, query, knowledge)
    if (whole) return whole
  }
  if (query.periods.length === 0) {
    if (cells.length === 1 && cells[0]) return { kind: 'cell', figure: cells[0] }
    const stages = new Set(cells.map((figure) => figure.stage))
    if (stages.size > 1 && query.stages.length === 0) {
      const best = pick(cells, query)
      if (!best) return { kind: 'clarify', missing: 'stage', figures: onePerStage(cells) }
    }
    return { kind: 'clarify', missing: 'period', figures: latestFirst(sameKind(cells, query)).slice(0, MOST_CHOICES) }
  }
  const exact = inPeriods(cells, query)
  if (exact.length === 1 && exact[0]) return { kind: 'cell', figure: exact[0] }
  if (exact.length > 1) {
    const best = pick(exact, query)
    return best
      ? { kind: 'cell', figure: best }
      : {
          kind: 'clarify',
          missing: new Set(exact.map((figure) => figure.stage)).size > 1 ? 'stage' : 'which',
          figures: exact.slice(0, MOST_CHOICES),
        }
  }
  const near = shortestFirst(
    cells.filter((figure) => query.periods.some(({ period }) => overlaps(period, periodOf(figure)))),
  )
  if (near.length > 0) return { kind: 'nearest', figures: near.slice(0, 3) }
  return { kind: 'not-published', nearest: latestFirst(cells).slice(0, 3) }
}

/** "How many were prosecuted in 2021" names no offence: to be asked back, unless a single count fits. */
function anyOffence(query: FigureQuery, knowledge: KnowledgeBase): FigureAnswer | undefined {
  if (
    !query.operations.includes('value') ||
    query.stages.length === 0 ||
    query.periods.length === 0 ||
    query.unread.length > 0
  )
    return undefined
  const cells = inPeriods(
    [...knowledge.figures.values()].filter((figure) => fits(figure, query, knowledge)),
    query,
  )
  if (cells.length === 1 && cells[0]) return { kind: 'cell', figure: cells[0] }
  return cells.length > 0
    ? { kind: 'clarify', missing: 'which', figures: latestFirst(cells).slice(0, MOST_CHOICES) }
    : undefined
}

/** Two offences side by side: each as published, never a percentage between them. */
function compareOffences(query: FigureQuery, knowledge: KnowledgeBase): FigureAnswer | undefined {
  const [before, after] = query.offences.slice(0, 2).map((offence) => {
    const own = [...knowledge.figures.values()].filter((figure) =>
      fits(figure, { ...query, offences: [offence], operations: [] }, knowledge),
    )
    const cells = inPeriods(own, query)
    return query.periods.length > 0 || cells.length === 1 ? pick(cells, query) : undefined
  })
  return before && after ? { kind: 'compare', before, after, change: null } : undefined
}

/** Offence, stage, measure and place; an axis the question leaves open lets every figure through. */
function fits(figure: Figure, query: FigureQuery, knowledge: KnowledgeBase): boolean {
  const { offences, stages, measures, places } = query
  if (stages.length > 0 && !stages.includes(figure.stage)) return false
  if (places.length > 0 ? !places.includes(figure.place) : figure.place !== 'china' && offences.length > 0) return false
  const rate = RATES.includes(figure.measure)
  const asksRate = query.operations.includes('share') || measures.some((measure) => RATES.includes(measure))
  if (rate && !asksRate && !query.operations.includes('change')) return false
  const rates = measures.filter((measure) => RATES.includes(measure))
  if (rates.length > 0 && !rates.includes(figure.measure)) return false
  const counts = measures.filter((measure) => !RATES.includes(measure))
  if (!rate && counts.length > 0 && !counts.includes(figure.measure)) return false
  return offenceFits(figure, offences, knowledge)
}

/** An offence that is not counted by itself (fraud) is answered by its parts (telecom fraud), never the other way round. */
function offenceFits(figure: Figure, offences: readonly string[], knowledge: KnowledgeBase): boolean {
  if (offences.length === 0 || offences.includes(figure.offence)) return true
  return offences.some(
    (offence) => !hasOwnFigures(offence, knowledge) && wholesOf(figure.offence, knowledge).includes(offence),
  )
}

const hasOwnFigures = (offence: string, knowledge: KnowledgeBase): boolean =>
  [...knowledge.figures.values()].some((figure) => figure.offence === offence)

function wholesOf(offence: string, knowledge: KnowledgeBase): string[] {
  return ancestors(offence, new Map(knowledge.concepts.offences.map((one) => [one.id, one.part_of ?? []])))
}

function inPeriods(cells: Figure[], query: FigureQuery): Figure[] {
  if (query.periods.length === 0) return cells
  return cells.filter((figure) => query.periods.some(({ period, kind }) => isAsked(periodOf(figure), period, kind)))
}

function isAsked(own: Period, asked: Period, kind: string): boolean {
  if (samePeriod(own, asked)) return true
  if (own.from !== null) return false
  // A running total answers for its day, for a month or "up to" a month in which it was taken, not for a whole year.
  const since = kind === 'as-of' ? `${asked.to.slice(0, 8)}01` : (asked.from ?? asked.to)
  return (
    own.to === asked.to ||
    (monthsLong({ from: since, to: asked.to }) <= 1 && isMonthEnd(asked.to) && since <= own.to && own.to <= asked.to)
  )
}

const isMonthEnd = (date: string): boolean => date.slice(8) >= '28'

/** Of several cells the one a person means who names neither stage nor unit: people prosecuted. */
function pick(cells: Figure[], query: FigureQuery): Figure | undefined {
  if (cells.length <= 1) return cells[0]
  if (query.stages.length === 0) {
    const prosecuted = cells.filter((figure) => figure.stage === 'prosecuted')
    if (prosecuted.length > 0 && (query.measures.includes('people') || prosecuted.length === cells.length))
      return pick(prosecuted, { ...query, stages: ['prosecuted'] })
    return undefined
  }
  const whole = cells.find((figure) => cells.every((other) => other === figure || other.part_of?.includes(figure.id)))
  if (whole) return whole
  const people = query.measures.length === 0 ? cells.filter((figure) => figure.measure === 'people') : cells
  if (people.length === 1) return people[0]
  const own = people.filter((figure) => query.offences.includes(figure.offence))
  if (own.length === 1) return own[0]
  const core = (own.length > 0 ? own : people).filter((figure) => figure.tier === 'core')
  return core.length === 1 ? core[0] : undefined
}

function sameKind(cells: Figure[], query: FigureQuery): Figure[] {
  if (query.stages.length > 0) return cells
  const prosecuted = cells.filter((figure) => figure.stage === 'prosecuted')
  return prosecuted.length > 0 ? prosecuted : cells
}

const onePerStage = (cells: Figure[]): Figure[] =>
  [
    ...new Map(
      latestFirst(cells)
        .reverse()
        .map((figure) => [figure.stage, figure]),
    ).values(),
  ].slice(0, MOST_CHOICES)

/** Of the stretches that hold a period the shortest says most about it; running totals say least. */
const shortestFirst = (cells: Figure[]): Figure[] =>
  latestFirst(cells).sort((a, b) => (monthsLong(periodOf(a)) || 1e6) - (monthsLong(periodOf(b)) || 1e6))

const latestFirst = (cells: Figure[]): Figure[] =>
  [...cells].sort(
    (a, b) =>
      Number(b.tier === 'core') - Number(a.tier === 'core') ||
      periodOf(b).to.localeCompare(periodOf(a).to) ||
      a.id.localeCompare(b.id),
  )

/** The two periods of "2020 vs 2021", "rise from 2020 to 2021"; undefined where the question names one stretch. */
function comparedPeriods(query: FigureQuery): [Period, Period] | undefined {
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
function compare(before: Figure, after: Figure, knowledge: KnowledgeBase): FigureAnswer {
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

function seriesAnswer(cells: Figure[], query: FigureQuery, knowledge: KnowledgeBase): FigureAnswer | undefined {
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

const countsOf = ({ measures }: FigureQuery): string[] => measures.filter((measure) => !RATES.includes(measure))

/** Two stages of one offence and period, asked for as a share of each other. */
function refusedShare(query: FigureQuery, knowledge: KnowledgeBase): FigureAnswer | undefined {
  if (query.stages.length < 2) return undefined
  const [one, other] = query.stages.slice(0, 2).map((stage) => {
    const cells = [...knowledge.figures.values()].filter((figure) =>
      fits(figure, { ...query, stages: [stage], operations: [], measures: countsOf(query) }, knowledge),
    )
    return latestFirst(inPeriods(cells, query))[0]
  })
  return one && other && one !== other ? shareOf(one, other) : undefined
}

/** Figures that keep what matters most of the question: the offence first, then the stage. */
function nearestCells(query: FigureQuery, knowledge: KnowledgeBase): Figure[] {
  const all = [...knowledge.figures.values()]
  const open: FigureQuery = {
    ...query,
    operations: [],
    measures: [],
    places: query.places.filter((place) => all.some((figure) => figure.place === place)),
  }
  const withStage = all.filter((figure) => fits(figure, open, knowledge))
  const any =
    withStage.length > 0 ? withStage : all.filter((figure) => fits(figure, { ...open, stages: [] }, knowledge))
  const inTime = any.filter((figure) => query.periods.some(({ period }) => overlaps(period, periodOf(figure))))
  return latestFirst(inTime.length > 0 ? inTime : any).slice(0, 3)
}

/** The query that names exactly what an answer stated: what a follow-up ("and in 2021?") changes one part of. */
export function queryOf(answer: FigureAnswer, asked: FigureQuery): FigureQuery {
  const figure =
    answer.kind === 'cell'
      ? answer.figure
      : answer.kind === 'compare'
        ? answer.after
        : answer.kind === 'nearest'
          ? answer.figures[0]
          : undefined
  if (!figure) return asked
  const period = periodOf(figure)
  return {
    ...asked,
    offences: [figure.offence],
    stages: [figure.stage],
    measures: [figure.measure],
    places: figure.place === 'china' ? [] : [figure.place],
    periods: [{ period, kind: period.from === null ? 'as-of' : 'span', text: '', start: 0, end: 0 }],
  }
}
