/** Numbers in somebody's text that the table of figures holds: what each counts, at which stage and when, and who published it. */
import type { FigureQuery } from '../figures/query.ts'
import { periodOf } from '../figures/table.ts'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { Figure } from '../knowledge/schema/figures.ts'
import { readPeriods } from '../language/dates.ts'
import { readNumbers } from '../language/numerals.ts'
import { overlaps } from '../language/period.ts'
import type { Language } from '../message.ts'
import type { Block, Reply } from '../reply.ts'
import { finish } from './asides.ts'
import { note } from './draft.ts'
import { buildFigureWords } from './figure-words.ts'
import { sourceLine } from './source-line.ts'
import { wordsIn } from './wording.ts'

/** Smaller counts stand in every text. */
const SMALLEST_COUNT = 100
/** More numbers than this are a table, not a message. */
const MOST_NUMBERS = 6
/** Figures for one number: where the text does not tell which is meant. */
const MOST_FIGURES = 3

type Numbered = Pick<FigureQuery['numbers'][number], 'value' | 'unit'>
type Explain = (asked: FigureQuery, language: Language, today: string) => Reply

export function buildExplain(knowledge: KnowledgeBase): Explain {
  let index: Map<string, Set<Figure>> | undefined

  return (asked, language, today) => {
    index ??= indexOf(knowledge)
    const held = index
    const words = wordsIn(language, knowledge)
    const { sentenceOf, resting, changeOf, amountOf } = buildFigureWords(knowledge, words, today)
    const numbers = [...new Map(asked.numbers.filter(isWorthExplaining).map((one) => [keyOf(one), one])).values()]
    const known = numbers.flatMap((one) => {
      const found = [...(held.get(keyOf(one)) ?? [])]
      // A source that prints this number may print it beside another figure.
      const own = found.filter((figure) => isValueOf(figure, one))
      const figures = mostLikely(own.length > 0 ? own : found, asked).slice(0, MOST_FIGURES)
      return figures.length > 0 ? [{ number: one, figures }] : []
    })
    if (known.length === 0) {
      const text = words.say(numbers.length > 0 ? 'explain-unknown' : 'explain-no-numbers')
      return finish(words, { outcome: 'abstain', reason: 'not-known', blocks: [{ kind: 'lead', text }] })
    }
    const shown = known.slice(0, MOST_NUMBERS)
    const figures = [...new Set(shown.flatMap((one) => one.figures))]
    const { sources, ...rests } = resting(figures)
    const linesOf = (figure: Figure, { unit }: Numbered): string =>
      [sentenceOf(figure), unit === 'percent' ? changeOf(figure) : undefined].filter(Boolean).join(' ')
    const blocks: Block[] = [
      { kind: 'lead', text: words.say('explain-title') },
      ...shown.map(({ number, figures: [first, ...others] }): Block => {
        const title = first && isValueOf(first, number) ? amountOf(first) : written(number)
        return { kind: 'list', title, items: [first, ...others].flatMap((one) => (one ? [linesOf(one, number)] : [])) }
      }),
      ...(known.length < numbers.length ? [{ kind: 'paragraph' as const, text: words.say('explain-others') }] : []),
      note('label-caution', words.say('explain-caution'), words),
    ]
    return finish(words, {
      ...rests,
      outcome: 'answer',
      blocks,
      // The best grounded report of each figure stands first.
      sources: [...new Set(sources.slice(0, figures.length))].flatMap((id) => sourceLine(id, knowledge, words)),
    })
  }
}

const isWorthExplaining = ({ value, unit }: Numbered): boolean => unit === 'percent' || value >= SMALLEST_COUNT

const keyOf = ({ value, unit }: Numbered): string => `${value}${unit === 'percent' ? '%' : ''}`

/** Only of numbers that the table holds, so that nothing is repeated that somebody should have kept to themselves. */
const written = ({ value, unit }: Numbered): string => `${value.toLocaleString('en')}${unit === 'percent' ? '%' : ''}`

const isValueOf = ({ value }: Figure, number: Numbered): boolean => number.unit === null && number.value === value

/** Figures by their values, by the changes published with them, and by the numbers that sources print for them. */
function indexOf({ figures, concepts }: KnowledgeBase): Map<string, Set<Figure>> {
  const index = new Map<string, Set<Figure>>()
  const add = (number: Numbered, figure: Figure): void => {
    if (!isWorthExplaining(number)) return
    const key = keyOf(number)
    index.set(key, (index.get(key) ?? new Set()).add(figure))
  }
  const isPercent = ({ measure }: Figure): boolean =>
    concepts.measures.find(({ id }) => id === measure)?.unit === 'percent'
  for (const figure of figures.values()) {
    add({ value: figure.value, unit: isPercent(figure) ? 'percent' : null }, figure)
    if (figure.change?.percent !== undefined) add({ value: Math.abs(figure.change.percent), unit: 'percent' }, figure)
    for (const { put } of figure.reports)
      for (const text of typeof put === 'string' ? [put] : [put.en, put.zh])
        for (const number of numbersIn(text)) add(number, figure)
  }
  return index
}

/** Without years and dates. */
function numbersIn(text: string): Numbered[] {
  const dates = readPeriods(text, '2000-01-01')
  return readNumbers(text).filter((number) =>
    dates.every((date) => number.end <= date.start || number.start >= date.end),
  )
}

/** The figures with most of what the text names beside the number: offence, stage, period; all that have as much. */
function mostLikely(figures: readonly Figure[], { offences, stages, periods }: FigureQuery): Figure[] {
  const likeness = (figure: Figure): number =>
    Number(offences.includes(figure.offence)) * 2 +
    Number(stages.includes(figure.stage)) * 2 +
    Number(periods.some(({ period }) => overlaps(period, periodOf(figure))))
  const most = Math.max(...figures.map(likeness))
  return figures.filter((figure) => likeness(figure) === most)
}
