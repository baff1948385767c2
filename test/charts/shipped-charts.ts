/** The chart of every series that ships, in every language. */
import { chartOf } from '../../src/answering/chart.ts'
import { wordsIn } from '../../src/answering/wording.ts'
import type { Chart } from '../../src/reply.ts'
import { figure, knowledge } from '../shipped.ts'

export const shippedCharts = (): { id: string; chart: Chart }[] =>
  (['en', 'zh-Hans', 'zh-Hant'] as const).flatMap((language) => {
    const words = wordsIn(language, knowledge)
    return [...knowledge.series.values()].map((series) => {
      const [first, ...others] = series.runs.map((ids) => ({ series, figures: ids.map(figure) }))
      if (!first) throw new Error(`${series.id} has no run`)
      return { id: series.id, chart: chartOf([first, ...others], knowledge, words) }
    })
  })
