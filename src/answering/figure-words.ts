/** One figure in words: its number, its sentence, its period, and what a reader must be told beside it. */
import type { Amount } from '../figures/arithmetic.ts'
import { periodOf } from '../figures/table.ts'
import type { ComputedFigure, KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { Figure } from '../knowledge/schema/figures.ts'
import { writePeriod } from '../language/period.ts'
import type { Block, Choice, StatedFigure } from '../reply.ts'
import { type Draft, note } from './draft.ts'
import type { Words } from './wording.ts'

export type FigureWords = ReturnType<typeof buildFigureWords>

/** @param today ISO day; figures past their next release say so */
export function buildFigureWords(knowledge: KnowledgeBase, words: Words, today: string) {
  const unitOf = (measure: string): string => knowledge.concepts.measures.find((one) => one.id === measure)?.unit ?? ''
  const amount = ({ value, qualifier }: Amount, measure: string): string =>
    words.value(value, qualifier, unitOf(measure))
  const amountOf = (figure: Figure): string => amount(figure, figure.measure)
  const sentenceOf = (figure: Figure): string => words.text(figure.says, { value: amountOf(figure) })
  const periodName = (figure: Figure): string => words.period(writePeriod(periodOf(figure)))
  const pointOf = (figure: Figure): string => words.labelled(periodName(figure), amountOf(figure))
  const choiceOf = ({ id, label }: Figure): Choice => ({ label: words.text(label), ask: words.text(label), id })

  const stated = (figure: Figure): StatedFigure => ({
    id: figure.id,
    value: figure.value,
    unit: unitOf(figure.measure),
    qualifier: figure.qualifier,
    stage: figure.stage,
    period: writePeriod(periodOf(figure)),
    formula: null,
  })

  /** A number that was worked out from figures; its id says how, its formula shows it. */
  const worked = (
    how: string,
    from: readonly Figure[],
    result: Amount,
    unit: string,
    formula: string,
  ): StatedFigure => ({
    ...result,
    id: `${how}(${from.map(({ id }) => id).join(', ')})`,
    unit,
    stage: from[0]?.stage ?? '',
    period: from.map((figure) => writePeriod(periodOf(figure))).join(', '),
    formula,
  })

  const resting = (figures: readonly Figure[]): Pick<Draft, 'entries' | 'figures' | 'sources'> => ({
    entries: figures.map((figure) => figure.id),
    figures: figures.map(stated),
    // The best grounded report of each figure first.
    sources: [
      ...figures.flatMap((figure) => figure.reports.slice(0, 1)),
      ...figures.flatMap((figure) => figure.reports.slice(1)),
    ].map((report) => report.source),
  })

  function changeOf({ change }: Figure): string | undefined {
    if (!change) return undefined
    const base = change.base_label ? words.text(change.base_label) : words.period(change.base ?? '')
    if (change.times !== undefined)
      return words.sentence(
        words.say('change-times', { change: words.value(change.times, change.qualifier, 'times'), base }),
      )
    const percent = change.percent ?? 0
    return words.sentence(
      words.say(percent < 0 ? 'change-down-percent' : 'change-up-percent', {
        change: words.value(Math.abs(percent), change.qualifier, 'percent'),
        base,
      }),
    )
  }

  /** What a reader of this figure must be told beside it. */
  function remarks(figure: Figure, { change = true } = {}): Block[] {
    const blocks: Block[] = []
    const published = change && changeOf(figure)
    if (published) blocks.push(note('label-change', published, words))
    if (figure.disagreement) blocks.push(note('label-disagreement', words.text(figure.disagreement), words))
    if (figure.note) blocks.push(note('label-note', words.text(figure.note), words))
    if (figure.confidence === 'low') blocks.push(note('label-caution', words.say('low-confidence'), words))
    if (figure.next_release && figure.next_release < today)
      blocks.push(note('label-note', words.say('newer-may-be-out', { date: words.date(figure.next_release) }), words))
    return blocks
  }

  /** How each source puts the figure. */
  function reports(figure: Figure): Block {
    const items = figure.reports.map(({ source, put }) => {
      const { publisher = source, publisher_zh, published } = knowledge.sources.get(source) ?? {}
      return words.say('report', {
        publisher: words.text({ en: publisher, zh: publisher_zh ?? publisher }),
        date: published ? words.date(published) : words.say('undated'),
        put: typeof put === 'string' ? put : words.text(put),
      })
    })
    return { kind: 'list', title: words.text(figure.label), items }
  }

  /** The formula with its numbers in place of the figures' ids. */
  const formulaOf = ({ formula }: ComputedFigure): string =>
    formula
      .replace(/\{([a-z0-9-]+)\}/g, (_whole, id: string) => {
        const figure = knowledge.figures.get(id)
        return figure ? amountOf(figure) : id
      })
      .replaceAll('*', '×')
      .replaceAll('/', '÷')
      .replace(/ - /g, ' − ')

  /** Where the series of a figure breaks, in words. */
  function breaksOf({ id }: Figure): Block[] {
    const breaks = [...knowledge.series.values()].find(({ runs }) => runs.flat().includes(id))?.breaks
    return breaks ? [note('label-note', words.text(breaks), words)] : []
  }

  /** What must be said once beside several figures. */
  function warnings(figures: readonly Figure[]): Block[] {
    const weak = figures.some(({ confidence }) => confidence === 'low')
    const [due] = figures.flatMap(({ next_release: day }) => (day && day < today ? [day] : [])).sort()
    return [
      ...(weak ? [note('label-caution', words.say('low-confidence-some'), words)] : []),
      ...(due ? [note('label-note', words.say('newer-may-be-out', { date: words.date(due) }), words)] : []),
    ]
  }

  /** The other points of the same run, nearest in time first: what people ask next. */
  function neighbours(figure: Figure): Choice[] {
    const run = [...knowledge.series.values()].flatMap(({ runs }) => runs).find((ids) => ids.includes(figure.id)) ?? []
    const at = run.indexOf(figure.id)
    return [run[at - 1], run[at + 1]].flatMap((id) => (id ? (knowledge.figures.get(id) ?? []) : [])).map(choiceOf)
  }

  return {
    unitOf,
    amount,
    amountOf,
    sentenceOf,
    periodName,
    pointOf,
    choiceOf,
    stated,
    worked,
    resting,
    changeOf,
    remarks,
    reports,
    formulaOf,
    breaksOf,
    warnings,
    neighbours,
  }
}
