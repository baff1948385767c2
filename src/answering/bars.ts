/** A chart as lines of text: period, bar and value in columns, and a line of words where a series breaks. */
import type { Chart, Span } from '../reply.ts'

/** Narrower than the narrowest terminal in use. */
const WIDEST = 72
const SHORTEST_BAR = 8
const LONGEST_BAR = 32
const BETWEEN = '  '

/** One among hundreds of thousands is still to be seen. */
const SLIVER = '▏'

/** Everything but a whole year is drawn lighter. */
const FILLED: Record<Span, string> = { year: '█', 'part-year': '▒', years: '▓', 'to-date': '░' }

export function bars({ runs, legend }: Chart): string {
  const points = runs.flatMap((run) => run.points)
  const labels = Math.max(...points.map(({ label }) => columns(label)))
  const values = Math.max(...points.map(({ shown }) => columns(shown)))
  const room = Math.min(LONGEST_BAR, Math.max(SHORTEST_BAR, WIDEST - labels - values - 2 * BETWEEN.length))
  const longest = Math.max(...points.map(({ value }) => Math.abs(value ?? 0)))
  const bar = (value: number | null, span: Span): string =>
    !value ? '' : FILLED[span].repeat(Math.round((Math.abs(value) / longest) * room)) || SLIVER

  return [
    ...runs.flatMap((run) => [
      ...(run.break === null ? [] : [`- - ${run.break}`]),
      ...run.points.map(({ label, value, shown, span }) => {
        const drawn = bar(value, span)
        return [padded(label, labels), drawn, shown].filter((part) => part !== '').join(BETWEEN)
      }),
    ]),
    ...legend.map(({ span, words }) => `${FILLED[span]} ${words}`),
  ].join('\n')
}

const padded = (text: string, width: number): string => text + ' '.repeat(width - columns(text))

/** Chinese characters and full-width forms take two columns of a terminal. */
const columns = (text: string): number =>
  Array.from(text).reduce((width, character) => width + (WIDE.test(character) ? 2 : 1), 0)
const WIDE = /[\p{Script=Han}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u
