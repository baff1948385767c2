/** Where everything stands: rows of equal height under a title, with notes, source and date below them. */
import type { ChartPoint, ChartSeries } from './chart-series.ts'
import { MARGIN, STYLES, type Style, WIDTH } from './theme.ts'
import { wrap } from './wrap.ts'

/** A bar under its period and value, or the words of a break in the place of a bar. */
export type Row = { kind: 'point'; point: ChartPoint; label: string[] } | { kind: 'break'; words: string[] }

export type Layout = {
  title: string[]
  unit: string[]
  legendTop: number
  rows: Row[]
  rowsTop: number
  rowHeight: number
  footer: { top: number; lines: string[] }[]
  height: number
}

export const BAR = 16
export const LEGEND_LINE = 22
/** Between the label of a bar and the bar, and between a bar and the label under it. */
export const LABEL_GAP = 3
export const ROW_GAP = 14
const GAP = 12

export function layOut(series: ChartSeries, measure: (text: string, style: Style) => number): Layout {
  const room = WIDTH - 2 * MARGIN
  const lines = (text: string, style: Style, width = room): string[] =>
    wrap(text, width, (part) => measure(part, style))
  /** The value stands at the other end of the label's last line, or has that line to itself where both would not fit. */
  const labelOf = ({ label, shown }: ChartPoint): string[] => {
    const beside = room - measure(shown, STYLES.value) - GAP
    return beside < room / 3 ? [...lines(label, STYLES.label), ''] : lines(label, STYLES.label, beside)
  }

  const title = lines(series.title, STYLES.title)
  const unit = lines(series.unit, STYLES.unit)
  const rows = series.runs.flatMap((run): Row[] => [
    ...(run.break === null ? [] : [{ kind: 'break' as const, words: lines(run.break, STYLES.break) }]),
    ...run.points.map((point) => ({
      kind: 'point' as const,
      point,
      label: labelOf(point),
    })),
  ])
  const rowHeight = Math.max(...rows.map(heightOf), 0)

  const legendTop = MARGIN + title.length * STYLES.title.line + unit.length * STYLES.unit.line + GAP
  const rowsTop = legendTop + series.legend.length * LEGEND_LINE + (series.legend.length > 0 ? GAP / 2 : 0)
  let end = rowsTop + rows.length * rowHeight
  const footer = [...series.notes, series.source, series.asOf].map((text) => {
    const paragraph = { top: end, lines: lines(text, STYLES.note) }
    end += paragraph.lines.length * STYLES.note.line + GAP / 2
    return paragraph
  })
  return { title, unit, legendTop, rows, rowsTop, rowHeight, footer, height: Math.ceil(end + MARGIN) }
}

function heightOf(row: Row): number {
  return row.kind === 'point'
    ? row.label.length * STYLES.label.line + LABEL_GAP + BAR + ROW_GAP
    : row.words.length * STYLES.break.line + ROW_GAP
}

/** The upper edge of a row's bar: bars stand on the lower edge of their rows, above the gap. */
export const barTop = ({ rowsTop, rowHeight }: Layout, index: number): number =>
  rowsTop + (index + 1) * rowHeight - ROW_GAP - BAR
