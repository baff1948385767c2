/** The chart of every series that ships, in every language. */
import { chartOf } from '../../src/answering/chart.ts'
import { sourceLine } from '../../src/answering/compose.ts'
import { wordsIn } from '../../src/answering/wording.ts'
import type { Chart } from '../../src/reply.ts'
import { figure, knowledge } from '../shipped.ts'

export const shippedCharts = (): { id: string; chart: Chart }[] =>
  (['en', 'zh-Hans', 'zh-Hant'] as const).flatMap((language) => {
    const words = wordsIn(language, knowledge)
    return [...knowledge.series.values()].map((series) => {
      const figures = series.runs.flat().map(figure)
      const sources = new Set(figures.flatMap(({ reports }) => reports.slice(0, 1)).map(({ source }) => source))
      const lines = [...sources].flatMap((id) => sourceLine(id, knowledge, words))
      return { id: series.id, chart: chartOf(series, figures, lines, knowledge, words) }
    })
  })
