/** A drawn chart, read as its readers see it: what is printed, what is hatched, what lies between two runs. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ChartSeries, Span, Theme } from '../../src/charts/chart-series.ts'
import { drawSvg } from '../../src/charts/svg.ts'
import { MARGIN, PALETTES, WIDTH } from '../../src/charts/theme.ts'
import { BOLD, REGULAR } from './font.ts'
import { shapesIn, type TextLine, textsIn } from './read-svg.ts'
import { shippedCharts } from './shipped-charts.ts'

const PLAIN: ChartSeries = {
  title: 'People prosecuted for an offence',
  unit: 'Unit: people',
  runs: [
    {
      break: null,
      points: [
        { label: '2019', value: 1, shown: '1', span: 'year' },
        { label: '2020', value: 280_000, shown: 'about 280,000', span: 'year' },
      ],
    },
    {
      break: 'Not comparable: other periods',
      points: [{ label: 'January to November 2021', value: 140_000, shown: 'more than 140,000', span: 'part-year' }],
    },
  ],
  legend: [{ span: 'part-year', words: 'part of a year' }],
  notes: ['The rule changed <in 2021> & again later.'],
  source: 'Sources: Xinhua, 1 March 2022',
  asOf: 'Figures last checked on 2 March 2022',
  alt: 'People prosecuted for an offence. 2019: 1. 2020: about 280,000. And so on.',
  language: 'en',
}
const { svg, height } = drawSvg(PLAIN)
const { bar: BAR, pale: PALE, break: BREAK } = PALETTES.light

const barsIn = (drawn: string) =>
  shapesIn(drawn).filter(({ fill, left }) => left >= MARGIN && (fill === BAR || fill === PALE))
const printed = (drawn: string): string =>
  textsIn(drawn)
    .map(({ text }) => text)
    .join(' ')

describe('a chart', () => {
  test('prints title, unit, every period and value, what the hatching means, notes, source and date', () => {
    const { title, unit, runs, legend, notes, source, asOf } = PLAIN
    const points = runs.flatMap((run) => run.points).flatMap(({ label, shown }) => [label, shown])
    for (const words of [title, unit, ...points, ...legend.map((entry) => entry.words), ...notes, source, asOf])
      expect(printed(svg)).toContain(words)
  })

  test('has bars as long as the values, and one among hundreds of thousands is still to be seen', () => {
    const [one, most, half] = barsIn(svg)
      .sort((a, b) => a.top - b.top)
      .slice(1)
    expect(most && most.right - most.left).toBe(WIDTH - 2 * MARGIN)
    expect(one && one.right - one.left).toBe(2)
    expect(half && half.right - half.left).toBe((WIDTH - 2 * MARGIN) / 2)
  })

  test('draws a bar of its own for each point and hatches what is not a whole year', () => {
    const [swatch, ...bars] = barsIn(svg).sort((a, b) => a.top - b.top)
    expect(swatch?.fill).toBe(PALE)
    expect(bars.map(({ fill }) => fill)).toEqual([BAR, BAR, PALE])
    const hatched = shapesIn(svg).filter(({ fill }) => fill.startsWith('url('))
    expect(hatched.map(({ top }) => top)).toEqual(expect.arrayContaining([swatch?.top, bars[2]?.top]))
    expect(hatched).toHaveLength(2)
  })

  test('shows a break as a dashed line with its words, and nothing crosses it', () => {
    const [line, ...others] = shapesIn(svg).filter(({ dashed }) => dashed)
    expect(others).toEqual([])
    expect(line).toMatchObject({ stroke: BREAK, left: MARGIN, right: WIDTH - MARGIN })
    const words = textsIn(svg).find(({ text }) => text === PLAIN.runs[1]?.break)
    const [, , above, below] = barsIn(svg).sort((a, b) => a.top - b.top)
    expect(above?.bottom).toBeLessThan(line?.top ?? 0)
    expect(words?.y).toBeGreaterThan(line?.bottom ?? 0)
    expect(below?.top).toBeGreaterThan(words?.y ?? 0)
  })

  test('has no bar for nothing', () => {
    const none = { label: '2021', value: 0, shown: '0', span: 'year' as const }
    const before = barsIn(svg).length
    const [first, ...others] = PLAIN.runs
    const runs = [{ break: null, points: [...(first?.points ?? []), none] }, ...others]
    expect(barsIn(drawSvg({ ...PLAIN, runs }).svg)).toHaveLength(before)
  })

  test('has no line from point to point', () => {
    expect(shapesIn(svg).filter(({ stroke, dashed }) => stroke !== '' && !dashed)).toEqual([])
  })

  test('says the same to a screen reader', () => {
    expect(svg).toContain(`<title>${PLAIN.title}</title>`)
    expect(svg).toContain(`<desc>${PLAIN.alt}</desc>`)
    expect(svg).toMatch(/^<svg role="img" lang="en" /)
  })

  test('is the same bytes whenever it is drawn', () => {
    drawSvg({ ...PLAIN, title: 'Another' }, 'dark')
    expect(drawSvg(PLAIN).svg).toBe(svg)
  })

  test('holds nothing for a mouse and nothing from outside', () => {
    expect(svg).not.toMatch(/<style|style=|class=|href=|<script/)
  })

  test('stands on a card of its own in either theme', () => {
    const card = (theme: Theme) => `<rect width="360" height="${height}" x="0" y="0" fill="${PALETTES[theme].card}">`
    expect(svg).toContain(card('light'))
    expect(drawSvg(PLAIN, 'dark').svg).toContain(card('dark'))
  })

  test('a value that leaves no room for its period has a line to itself', () => {
    const shown = 'more than 999,999.999999 billion yuan'
    const long = {
      ...PLAIN,
      runs: [{ break: null, points: [{ label: '2019 and 2020 together', value: 1, shown, span: 'years' as const }] }],
    }
    const lines = textsIn(drawSvg(long).svg)
    const [period, value] = ['2019 and 2020 together', shown].map((words) => lines.find(({ text }) => text === words))
    expect(value?.y).toBeGreaterThan(period?.y ?? 0)
  })
})

describe.each(['light', 'dark'] as const)('colours of the %s theme', (theme) => {
  const { card, text, muted, bar, break: rule } = PALETTES[theme]
  test.each([text, muted, rule])('%s is read easily', (color) => {
    expect(contrast(color, card)).toBeGreaterThanOrEqual(4.5)
  })
  test('bars stand out', () => {
    expect(contrast(bar, card)).toBeGreaterThanOrEqual(3)
  })
})

/** As WCAG 2 reckons it. */
function contrast(one: string, other: string): number {
  const light = [one, other].map((color) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05
  })
  return Math.max(...light) / Math.min(...light)
}

/** Where a line of text lies, by the widths of the font itself. */
function extentOf({ text, x, y, end, size, bold }: TextLine) {
  const width = (bold ? BOLD : REGULAR).widthOf(text, size)
  return { left: end ? x - width : x, right: end ? x : x + width, top: y - size / 2, bottom: y + size / 2 }
}

function misplaced(drawn: string, tall: number): string[] {
  const lines = textsIn(drawn).map((line) => ({ ...line, ...extentOf(line) }))
  const outside = lines.filter(
    ({ left, right, top, bottom }) =>
      left < MARGIN / 2 || right > WIDTH - MARGIN / 2 || top < 0 || bottom > tall - MARGIN / 2,
  )
  const overlapping = lines.filter((one, index) =>
    lines
      .slice(index + 1)
      .some(
        (other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom,
      ),
  )
  const struck = lines.filter((line) =>
    shapesIn(drawn).some(
      (shape) =>
        line.left < shape.right && shape.left < line.right && line.top < shape.bottom && shape.top < line.bottom,
    ),
  )
  return [
    ...outside.map(({ text }) => `outside: ${text}`),
    ...overlapping.map(({ text }) => `overlapping: ${text}`),
    ...struck.map(({ text }) => `under a bar or line: ${text}`),
  ]
}

describe('every series that ships', () => {
  const charts = shippedCharts()
  test('is there', () => expect(charts.length).toBeGreaterThanOrEqual(3 * 37))

  test('has all its text inside the card, none over another and none under a bar', () => {
    expect(
      charts.flatMap(({ id, chart }) => {
        const drawing = drawSvg(chart)
        return misplaced(drawing.svg, drawing.height).map((fault) => `${id} ${chart.language}: ${fault}`)
      }),
    ).toEqual([])
  })

  test('has every character in the font', () => {
    const missing = charts.flatMap(({ chart }) =>
      textsIn(drawSvg(chart).svg).flatMap(({ text, bold }) =>
        Array.from(text).filter((character) => !(bold ? BOLD : REGULAR).has(character)),
      ),
    )
    expect([...new Set(missing)]).toEqual([])
  })
})

const words = fc
  .array(
    fc.constantFrom(
      'prosecuted',
      '2020',
      '起诉',
      '檢察機關',
      'a<b',
      '$& $1',
      '&',
      '“净网”',
      'online',
      '、',
      '（累计）',
      'x'.repeat(70),
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(' '))
const point = fc.record({
  label: fc.constantFrom('2020', '2018 and 2019 together', '1 January 2019 to 27 May 2024', '2023年1月至11月'),
  value: fc.oneof(
    fc.constantFrom(null, 0, 1, 280_000, 12_410_000_000),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e15 }),
  ),
  shown: fc.constantFrom('1', 'about 280,000', '约14.7万', 'more than 217.07 billion yuan', '54%'),
  span: fc.constantFrom<Span>('year', 'part-year', 'years', 'to-date'),
})
const anySeries: fc.Arbitrary<ChartSeries> = fc
  .record({
    title: words,
    unit: words,
    runs: fc.array(fc.record({ break: words, points: fc.array(point, { minLength: 1, maxLength: 12 }) }), {
      minLength: 1,
      maxLength: 6,
    }),
    notes: fc.array(words, { maxLength: 3 }),
    source: words,
    asOf: words,
    alt: words,
    language: fc.constantFrom('en', 'zh-Hans', 'zh-Hant'),
  })
  .map(({ runs, ...rest }) => ({
    ...rest,
    legend: (['part-year', 'years', 'to-date'] as const)
      .filter((span) => runs.some((run) => run.points.some((one) => one.span === span)))
      .map((span) => ({ span, words: span })),
    runs: runs.map((run, index) => (index === 0 ? { ...run, break: null } : run)),
  }))

describe('any series', () => {
  test('is drawn without a number that is none, every value printed and every text in its place', () => {
    fc.assert(
      fc.property(anySeries, (series) => {
        const drawing = drawSvg(series)
        expect(drawing.svg).not.toMatch(/NaN|Infinity|undefined|null/)
        expect(textsIn(drawing.svg).map(({ text }) => text)).toEqual(
          expect.arrayContaining(series.runs.flatMap((run) => run.points.map(({ shown }) => shown))),
        )
        expect(misplaced(drawing.svg, drawing.height)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('has as many dashed lines as breaks, and no bar across one', () => {
    fc.assert(
      fc.property(anySeries, (series) => {
        const shapes = shapesIn(drawSvg(series).svg)
        const breaks = shapes.filter(({ dashed }) => dashed)
        expect(breaks).toHaveLength(series.runs.length - 1)
        for (const { top } of breaks)
          expect(shapes.filter((shape) => !shape.dashed && shape.top <= top && shape.bottom >= top)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})
