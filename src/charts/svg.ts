/** A series as SVG: a bar for every point with its period and value printed above it, and no mark that crosses a break. */
import { createRequire } from 'node:module'
import type { BarSeriesOption, EChartsOption, GraphicComponentOption } from 'echarts'
import type { ChartSeries, Span, Theme } from './chart-series.ts'
import { BAR, barTop, LABEL_GAP, type Layout, LEGEND_LINE, layOut } from './layout.ts'
import { FONT, MARGIN, PALETTES, type Palette, STYLES, type Style, WIDTH } from './theme.ts'

// The one-file build loads in a tenth of the time of the package's hundreds of modules.
const echarts = createRequire(import.meta.url)('echarts/dist/echarts.common.min') as typeof import('echarts')

type Element = GraphicComponentOption
type DecalObject = NonNullable<NonNullable<BarSeriesOption['itemStyle']>['decal']>

export type Drawing = { svg: string; width: number; height: number }

export function drawSvg(series: ChartSeries, theme: Theme = 'light'): Drawing {
  const layout = layOut(series, widthOf)
  const size = { width: WIDTH, height: layout.height }
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, ...size })
  try {
    chart.setOption(optionOf(series, layout, PALETTES[theme]))
    return { svg: finish(chart.renderToSVGString(), series), ...size }
  } finally {
    chart.dispose()
  }
}

/** How much wider our font is than the letters that the library reckons with, give or take less than the margin. */
const WIDER = { 400: 1.05, 700: 1.15 }

const widthOf = (text: string, { size, weight }: Style): number =>
  echarts.format.getTextRect(text, `${size}px sans-serif`).width * WIDER[weight]

function optionOf(series: ChartSeries, layout: Layout, palette: Palette): EChartsOption {
  const { rows, rowHeight } = layout
  const values = rows.flatMap((row) => (row.kind === 'point' ? [row.point.value ?? 0] : []))
  return {
    animation: false,
    backgroundColor: palette.card,
    textStyle: { fontFamily: FONT },
    legend: {
      data: series.legend.map(({ span, words }) => ({ name: span, icon: 'rect', words })),
      formatter: (span) => series.legend.find((entry) => entry.span === span)?.words ?? '',
      orient: 'vertical',
      align: 'left',
      left: MARGIN,
      top: layout.legendTop,
      padding: 0,
      itemGap: LEGEND_LINE - STYLES.note.line,
      itemWidth: 28,
      itemHeight: 13,
      textStyle: { ...fontOf(STYLES.note), color: palette.muted },
    },
    // The library sets a bar in the middle of its row.
    grid: {
      left: MARGIN,
      right: MARGIN,
      top: barTop(layout, 0) + (BAR - rowHeight) / 2,
      height: rows.length * rowHeight,
    },
    xAxis: { type: 'value', show: false, min: Math.min(0, ...values), max: Math.max(0, ...values) || 1 },
    yAxis: { type: 'category', show: false, inverse: true, data: rows.map((_, index) => String(index)) },
    series: SPANS.map((span) => barsOf(span, layout, palette)),
    graphic: [
      ...headOf(layout, palette),
      ...rows.flatMap((_, index) => wordsOf(layout, index, palette)),
      ...layout.footer.flatMap(({ top, lines }) => text(lines, STYLES.note, { top, color: palette.muted })),
    ],
  }
}

const SPANS: Span[] = ['year', 'part-year', 'years', 'to-date']

/** One layer of bars for each kind of period, since it is the layer that is hatched and that the legend explains. */
function barsOf(span: Span, { rows }: Layout, palette: Palette): BarSeriesOption {
  return {
    name: span,
    type: 'bar',
    data: rows.map((row) => (row.kind === 'point' && row.point.span === span ? row.point.value || null : null)),
    barWidth: BAR,
    // Layers lie on each other.
    barGap: '-100%',
    // One among hundreds of thousands is still to be seen; of nothing, nothing is.
    barMinHeight: 2,
    silent: true,
    itemStyle: span === 'year' ? { color: palette.bar } : { color: palette.pale, decal: hatching(span, palette.bar) },
  }
}

/** Slanting stripes, upright stripes, a grid of dots: told apart without colour. */
function hatching(span: Exclude<Span, 'year'>, color: string): DecalObject {
  switch (span) {
    case 'part-year':
      return { color, dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4 }
    case 'years':
      return { color, dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: Math.PI / 2 }
    case 'to-date':
      return { color, symbol: 'circle', dashArrayX: [4, 2], dashArrayY: [4, 2] }
  }
}

const headOf = ({ title, unit }: Layout, { text: color, muted }: Palette): Element[] => [
  ...text(title, STYLES.title, { top: MARGIN, color }),
  ...text(unit, STYLES.unit, { top: MARGIN + title.length * STYLES.title.line, color: muted }),
]

/** The words of a row: period and value above its bar, or in the place of a bar what sets the two sides of a break apart. */
function wordsOf(layout: Layout, index: number, palette: Palette): Element[] {
  const row = layout.rows[index]
  if (!row) return []
  const bar = barTop(layout, index)
  if (row.kind === 'point') {
    const bottom = bar - LABEL_GAP
    return [
      ...text(row.label, STYLES.label, { bottom, color: palette.muted }),
      ...text([row.point.shown], STYLES.value, {
        bottom,
        color: row.point.value === null ? palette.muted : palette.text,
        align: 'right',
      }),
    ]
  }
  const bottom = bar + BAR
  const y = bottom - row.words.length * STYLES.break.line - LABEL_GAP
  return [
    {
      type: 'line',
      silent: true,
      shape: { x1: MARGIN, x2: WIDTH - MARGIN, y1: y, y2: y },
      style: { stroke: palette.break, lineWidth: 1.5, lineDash: [5, 4] },
    },
    ...text(row.words, STYLES.break, { bottom, color: palette.break }),
  ]
}

type Place = { color: string; align?: 'left' | 'right' } & ({ top: number } | { bottom: number })

/** Each line an element of its own, standing in the middle of its height. */
function text(lines: readonly string[], style: Style, { color, align = 'left', ...edge }: Place): Element[] {
  const top = 'top' in edge ? edge.top : edge.bottom - lines.length * style.line
  const x = align === 'left' ? MARGIN : WIDTH - MARGIN
  return lines.map((line, index) => ({
    type: 'text',
    silent: true,
    style: {
      ...fontOf(style),
      text: line,
      fill: color,
      x,
      y: top + (index + 0.5) * style.line,
      align,
      verticalAlign: 'middle',
    },
  }))
}

const fontOf = ({ size, weight }: Style) => ({ fontFamily: FONT, fontSize: size, fontWeight: weight })

/**
 * The library numbers what it draws in a process, and styles it for a mouse; without both, the same series gives the same
 * bytes whenever it is drawn. Styles become attributes, so that it may stand in a page whose policy allows no styles.
 */
function finish(svg: string, { title, alt, language }: ChartSeries): string {
  return svg
    .replace(/(id="|url\(#)zr\d+-/g, '$1chart-')
    .replace(/ class="[^"]*"/g, '')
    .replace(/<style\b[\s\S]*?<\/style>\s*/, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => style.replace(/([\w-]+):([^;]*);?/g, ' $1="$2"'))
    .replace('<svg ', `<svg role="img" lang="${language}" `)
    .replace('>', () => `>\n<title>${escaped(title)}</title>\n<desc>${escaped(alt)}</desc>`)
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
