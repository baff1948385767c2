/** The chart of an answer: what it shows, in words and in bars of text. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bars } from '../../src/answering/bars.ts'
import type { Chart, Reply, Span } from '../../src/reply.ts'
import { shippedCharts } from '../charts/shipped-charts.ts'
import { ask, figure, knowledge } from '../shipped.ts'

const TREND = 'trend of people prosecuted for telecom fraud'
const chartIn = (reply: Reply): Chart => {
  const block = reply.blocks.find((one) => one.kind === 'chart')
  if (!block) throw new Error(`no chart in:\n${reply.text}`)
  return block.chart
}
const valuesOf = (run: Chart['runs'][number]) => run.points.flatMap(({ value }) => value ?? [])
const pointsOf = (chart: Chart) => chart.runs.flatMap((run) => run.points)

describe('a trend of three or more figures', () => {
  const reply = ask(TREND)
  const chart = chartIn(reply)

  test('has one chart, of the series that the answer rests on', () => {
    const charts = reply.blocks.filter((block) => block.kind === 'chart')
    expect(charts.map(({ series }) => series)).toEqual(['telecom-fraud-prosecuted'])
    expect(chart.runs.flatMap(valuesOf).sort()).toEqual(reply.figures.map(({ value }) => value).sort())
  })

  test('keeps the runs of the series apart and says what differs', () => {
    const { runs } = chart
    expect(runs.map((run) => run.points.map(({ span }) => span))).toEqual([
      Array(7).fill('year'),
      Array(3).fill('part-year'),
      ['part-year'],
      ['years'],
      ['years'],
      ['years'],
    ])
    expect(runs[0]?.break).toBeNull()
    for (const run of runs.slice(1)) expect(run.break).toMatch(/^Not comparable/)
    expect(runs[1]?.break).toContain('period')
    expect(runs[5]?.break).toContain('rule')
  })

  test('keeps the place of a year that no figure is held for', () => {
    const [years] = chart.runs
    expect(years?.points.map(({ label }) => label)).toEqual(['2019', '2020', '2021', '2022', '2023', '2024', '2025'])
    expect(years?.points[3]).toEqual({ label: '2022', value: null, shown: 'none held', span: 'year' })
    expect(reply.text).toMatch(/^2022 +none held$/m)
    expect(chart.alt).toContain('2022: none held.')
  })

  test('has values as they are stated everywhere, with their qualifiers', () => {
    expect(pointsOf(chart)).toEqual(
      expect.arrayContaining([
        { label: '2021', value: 40_000, shown: 'nearly 40,000', span: 'year' },
        { label: 'January to November 2024', value: 67_000, shown: 'more than 67,000', span: 'part-year' },
        { label: '2016 and 2017 together', value: 51_000, shown: 'about 51,000', span: 'years' },
      ]),
    )
  })

  test('names its sources, the newest first, counts the rest, and says when the figures were checked', () => {
    expect(chart.source).toMatch(/^Sources: Supreme People's Procuratorate.*9 March 2026; .* and \d+ more$/)
    expect(chart.asOf).toMatch(/checked on \d+ \w+ 202\d$/)
  })

  test('is told in the text as bars', () => {
    expect(reply.text).toContain(bars(chart))
    expect(reply.text).not.toContain('• 2019')
  })

  test('says in its alt text all that it shows', () => {
    for (const words of [chart.title, chart.unit, chart.source, chart.asOf]) expect(chart.alt).toContain(words)
    for (const run of chart.runs) {
      if (run.break) expect(chart.alt).toContain(run.break)
      for (const { label, shown } of run.points) expect(chart.alt).toContain(`${label}: ${shown}`)
    }
    expect(chart.alt).toContain('First half of 2020: 32,463, part of a year.')
  })
})

test.each([
  ['帮信罪起诉人数的趋势', 'zh-Hans', '2025年1月至11月', '超过2.9万'],
  ['電信網絡詐騙起訴人數的走勢', 'zh-Hant', '2023年1月至11月', '超過4.2萬'],
])('%s is charted in %s', (question, language, label, shown) => {
  const chart = chartIn(ask(question))
  expect(chart.language).toBe(language)
  expect(pointsOf(chart)).toContainEqual(expect.objectContaining({ label, shown }))
  expect(chart.alt).toContain(`${label}：${shown}`)
})

test('one figure has no chart', () => {
  const { blocks } = ask('how many people were prosecuted for online crime in 2020')
  expect(blocks.map(({ kind }) => kind)).not.toContain('chart')
})

describe('every series that ships', () => {
  const charts = shippedCharts()

  test('has each of its figures once, in the runs that are declared', () => {
    for (const { id, chart } of charts)
      expect(chart.runs.map(valuesOf)).toEqual(
        knowledge.series.get(id)?.runs.map((run) => run.map((one) => figure(one).value)),
      )
  })

  test('takes nothing for a year that falls short of one', () => {
    const spans = new Map(
      charts.flatMap(({ chart }) => chart.runs.flatMap((run) => run.points.map(({ label, span }) => [label, span]))),
    )
    expect(spans.get('1 January to 22 December 2023')).toBe('part-year')
    expect(spans.get('April 2021 to March 2022')).toBe('year')
    expect(spans.get('2018 and 2019 together')).toBe('years')
    expect(spans.get('Up to 7 April 2020')).toBe('to-date')
  })

  test('never sets a percentage beside figures that are none', () => {
    const counts = charts.filter(({ id }) => knowledge.series.get(id)?.measure !== 'growth')
    expect(counts.filter(({ chart }) => /\d\s*%|percent|百分/.test(bars(chart) + chart.alt))).toEqual([])
  })

  test('fits 72 columns as bars', () => {
    const wide = charts.flatMap(({ id, chart }) =>
      bars(chart)
        .split('\n')
        .filter((line) => columns(line) > 72)
        .map((line) => `${id} ${chart.language}: ${line}`),
    )
    expect(wide).toEqual([])
  })
})

/** Chinese characters and full-width punctuation fill two columns. */
const columns = (text: string): number =>
  [...text].length + [...text.matchAll(/[\p{Script=Han}，。：；（）“”]/gu)].length

const chart = (runs: Chart['runs'], legend: Chart['legend'] = []): Chart => ({
  ...{ title: '', unit: '', runs, legend, notes: [], source: '', asOf: '', alt: '', language: 'en' },
})

describe('bars', () => {
  test('stand in a column, also behind Chinese periods, and a break is a line of words', () => {
    const text = bars(
      chart(
        [
          {
            break: null,
            points: [
              { label: '2020年', value: 50, shown: '约50', span: 'year' },
              { label: '2018年和2019年合计', value: 100, shown: '100', span: 'years' },
            ],
          },
          { break: '不能比较', points: [{ label: '2021', value: 25, shown: '25', span: 'part-year' }] },
        ],
        [{ span: 'part-year', words: '不足一年' }],
      ),
    )
    expect(text.split('\n')).toEqual([
      `2020年              ${'█'.repeat(16)}  约50`,
      `2018年和2019年合计  ${'▓'.repeat(32)}  100`,
      '- - 不能比较',
      `2021                ${'▒'.repeat(8)}  25`,
      '▒ 不足一年',
    ])
  })

  test('show one among hundreds of thousands as a sliver, and nothing as nothing', () => {
    const point = (value: number) => ({ label: '2020', value, shown: String(value), span: 'year' as const })
    const [one, , none] = bars(chart([{ break: null, points: [1, 280_000, 0].map(point) }])).split('\n')
    expect(one).toBe('2020  ▏  1')
    expect(none).toBe('2020  0')
  })

  test('are never longer than the longest and always of whole characters', () => {
    const points = fc.array(
      fc.record({
        label: fc.constantFrom('2020', '2018年和2019年合计'),
        value: fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
        shown: fc.constantFrom('1', 'more than 217.07 billion yuan'),
        span: fc.constantFrom<Span>('year', 'part-year', 'years', 'to-date'),
      }),
      { minLength: 1, maxLength: 12 },
    )
    fc.assert(
      fc.property(points, (drawn) => {
        const lines = bars(chart([{ break: null, points: drawn }])).split('\n')
        expect(lines).toHaveLength(drawn.length)
        for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(72)
      }),
    )
  })
})
