/** What a chart is drawn from: plain words and numbers, in the language of the reader. Drawing adds no word of its own. */

/** What stretch of time a value covers. Everything but a year is hatched, each in its own way. */
export type Span = 'year' | 'part-year' | 'years' | 'to-date'

export type ChartPoint = {
  /** The period in words. */
  label: string
  /** Null where a year between others has none: its place is kept, or its neighbours would look like consecutive years. */
  value: number | null
  /** The value in words, with its qualifier: `about 142,000`. */
  shown: string
  span: Span
}

/** Points that may be compared with each other and with no others. */
export type ChartRun = {
  /** Why this run does not compare with the one above it; null for the first. */
  break: string | null
  points: readonly ChartPoint[]
}

export type ChartSeries = {
  title: string
  /** What is counted: `Unit: people`. */
  unit: string
  /** In the order in which they are drawn. */
  runs: readonly ChartRun[]
  /** What the hatchings mean that occur. */
  legend: readonly { span: Span; words: string }[]
  /** What a reader must know about the series as a whole. */
  notes: readonly string[]
  source: string
  asOf: string
  /** The same facts in words, for whoever cannot see the picture. */
  alt: string
  language: 'en' | 'zh-Hans' | 'zh-Hant'
}

/** Every chart is a card with its own background, so either reads in any chat; the theme only makes it blend in. */
export type Theme = 'light' | 'dark'
