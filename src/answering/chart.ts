/** A series as what is drawn of it: its runs, each with what sets it apart from the one before, all of it in words. */
import { periodOf, type Run } from '../figures/table.ts'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { Figure } from '../knowledge/schema/figures.ts'
import type { VoiceKey } from '../knowledge/schema/voice.ts'
import { monthsLong, writePeriod } from '../language/period.ts'
import type { Chart, ChartPoint, ChartRun, SourceLine, Span } from '../reply.ts'
import { sourceLine } from './source-line.ts'
import type { Words } from './wording.ts'

/** Fewer points make no picture. */
export const FEWEST_POINTS = 3

/** A picture is carried away from the answer, so it names its sources itself; more than these are counted. */
const SOURCES_NAMED = 4

/** @param shown runs of one series, in the order in which they are to be shown */
export function chartOf(shown: readonly [Run, ...Run[]], knowledge: KnowledgeBase, words: Words): Chart {
  const [{ series }] = shown
  const measure = knowledge.concepts.measures.find(({ id }) => id === series.measure)
  const figures = shown.flatMap((run) => run.figures)
  const sources = new Set(figures.flatMap(({ reports }) => reports.slice(0, 1)).map(({ source }) => source))
  const pointOf = (figure: Figure): ChartPoint => ({
    label: capitalised(words.period(writePeriod(periodOf(figure)))),
    value: figure.value,
    shown: words.value(figure.value, figure.qualifier, measure?.unit ?? ''),
    span: spanOf(figure),
  })
  const missing = (year: string): ChartPoint => ({
    ...{ label: words.period(year), value: null, shown: words.say('chart-none-held'), span: 'year' },
  })
  const runs = shown.map(
    (run, index): ChartRun => ({
      break: index === 0 ? null : words.say(breakBetween(shown[index - 1], run)),
      points: run.figures.flatMap((figure, at) => [
        ...yearsBetween(run.figures[at - 1], figure).map(missing),
        pointOf(figure),
      ]),
    }),
  )
  const occurring = new Set(figures.map(spanOf))
  const checked = figures.map(({ reviewed }) => reviewed).sort()
  const chart = {
    title: words.text(series.label),
    unit: words.say('chart-unit', { unit: measure ? words.text(measure.name) : '' }),
    runs,
    legend: SPANS.filter((span) => occurring.has(span)).map((span) => ({ span, words: words.say(`chart-${span}`) })),
    notes: series.breaks ? [words.text(series.breaks)] : [],
    source: sourceOf(
      [...sources].flatMap((id) => sourceLine(id, knowledge, words)),
      words,
    ),
    asOf: words.say('chart-reviewed', { date: words.date(checked.at(-1) ?? '') }),
    language: words.language,
  }
  return { ...chart, alt: altOf(chart, words) }
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const DAY = 24 * 60 * 60 * 1000

const SPANS = ['part-year', 'years', 'to-date'] as const

function spanOf(figure: Figure): Span {
  const { from, to } = periodOf(figure)
  if (from === null) return 'to-date'
  const days = (Date.parse(to) - Date.parse(from)) / DAY + 1
  return days < 365 ? 'part-year' : days > 366 ? 'years' : 'year'
}

/** The calendar years between two of them: without a place of their own, the two would look like consecutive years. */
function yearsBetween(before: Figure | undefined, after: Figure): string[] {
  const [first, last] = [before, after].map(
    (figure) => /^\d{4}$/.exec(figure ? writePeriod(periodOf(figure)) : '')?.[0],
  )
  if (first === undefined || last === undefined) return []
  return Array.from({ length: Math.max(0, Number(last) - Number(first) - 1) }, (_, index) =>
    String(Number(first) + 1 + index),
  )
}

/** Within a run all figures have one rule and one length, so any of them speaks for it. */
function breakBetween(above: Run | undefined, below: Run): VoiceKey {
  const [before, after] = [above?.figures[0], below.figures[0]]
  if (!before || !after) return 'chart-break'
  if (spanOf(before) !== spanOf(after) || monthsLong(periodOf(before)) !== monthsLong(periodOf(after)))
    return 'chart-break-span'
  return before.rule === after.rule ? 'chart-break' : 'chart-break-rule'
}

function sourceOf(sources: readonly SourceLine[], words: Words): string {
  const english = words.language === 'en'
  const named = [...sources]
    .sort((a, b) => (b.published ?? '').localeCompare(a.published ?? ''))
    .slice(0, SOURCES_NAMED)
    .map(({ publisher, published }) =>
      [publisher, published ? words.date(published) : words.say('undated')].join(english ? ', ' : '，'),
    )
    .join(english ? '; ' : '；')
  const more = sources.length - SOURCES_NAMED
  const all = more > 0 ? words.say('chart-more-sources', { sources: named, count: String(more) }) : named
  return words.labelled(words.say('sources-title'), all)
}

/** What the picture shows, read from top to bottom. */
function altOf({ title, unit, runs, legend, notes, source, asOf }: Omit<Chart, 'alt'>, words: Words): string {
  const english = words.language === 'en'
  const [comma, stop] = english ? [', ', '. '] : ['，', '。']
  const points = runs.flatMap((run) => [
    ...(run.break === null ? [] : [run.break]),
    ...run.points.map(({ label, shown, span }) => {
      const kind = legend.find((entry) => entry.span === span)?.words
      return words.labelled(label, `${shown}${kind ? `${comma}${kind}` : ''}`)
    }),
  ])
  return [title, unit, ...points, ...notes, source, asOf]
    .map((sentence) => sentence.replace(/[.。]$/, ''))
    .join(stop)
    .concat(english ? '.' : '。')
}
