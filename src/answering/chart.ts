/** A series as what is drawn of it: its runs, each with what sets it apart from the one before, all of it in words. */
import { periodOf } from '../figures/cells.ts'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { Figure, Series } from '../knowledge/schema/figures.ts'
import type { VoiceKey } from '../knowledge/schema/voice.ts'
import { monthsLong, writePeriod } from '../language/period.ts'
import type { Chart, ChartPoint, ChartRun, SourceLine, Span } from '../reply.ts'
import type { Words } from './wording.ts'

/** Fewer points make no picture. */
export const FEWEST_POINTS = 3

/** A picture is carried away from the answer, so it names its sources itself; more than these are counted. */
const SOURCES_NAMED = 4

/**
 * @param figures the points of the series to show
 * @param sources where they stand; the newest are named
 */
export function chartOf(
  series: Series,
  figures: readonly Figure[],
  sources: readonly SourceLine[],
  knowledge: KnowledgeBase,
  words: Words,
): Chart {
  const measure = knowledge.concepts.measures.find(({ id }) => id === series.measure)
  const groups = series.runs
    .map((ids) => ids.flatMap((id) => figures.find((figure) => figure.id === id) ?? []))
    .filter((run) => run.length > 0)
  const pointOf = (figure: Figure): ChartPoint => ({
    label: capitalised(words.period(writePeriod(periodOf(figure)))),
    value: figure.value,
    shown: words.value(figure.value, figure.qualifier, measure?.unit ?? ''),
    span: spanOf(figure),
  })
  const missing = (year: string): ChartPoint => ({
    ...{ label: words.period(year), value: null, shown: words.say('chart-none-held'), span: 'year' },
  })
  const runs = groups.map(
    (run, index): ChartRun => ({
      break: index === 0 ? null : words.say(breakBetween(groups[index - 1], run)),
      points: run.flatMap((figure, at) => [...yearsBetween(run[at - 1], figure).map(missing), pointOf(figure)]),
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
    source: sourceOf(sources, words),
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
function breakBetween([before]: readonly Figure[] = [], [after]: readonly Figure[]): VoiceKey {
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
  return `${words.say('sources-title')}${english ? ': ' : '：'}${all}`
}

/** What the picture shows, read from top to bottom. */
function altOf({ title, unit, runs, legend, notes, source, asOf }: Omit<Chart, 'alt'>, words: Words): string {
  const english = words.language === 'en'
  const [colon, comma, stop] = english ? [': ', ', ', '. '] : ['：', '，', '。']
  const points = runs.flatMap((run) => [
    ...(run.break === null ? [] : [run.break]),
    ...run.points.map(({ label, shown, span }) => {
      const kind = legend.find((entry) => entry.span === span)?.words
      return `${label}${colon}${shown}${kind ? `${comma}${kind}` : ''}`
    }),
  ])
  return [title, unit, ...points, ...notes, source, asOf]
    .map((sentence) => sentence.replace(/[.。]$/, ''))
    .join(stop)
    .concat(english ? '.' : '。')
}
