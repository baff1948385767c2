/** Every series with its chart. */
import { chartReply } from '../answering/asides.ts'
import { wordsIn } from '../answering/wording.ts'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { Language } from '../message.ts'
import type { Chart } from '../reply.ts'

export type SeriesChart = {
  id: string
  label: string
  /** Ids of its figures, run by run. */
  runs: readonly (readonly string[])[]
  /** Undefined: too few figures for a picture. */
  chart: Chart | undefined
}

/** @param today ISO day */
export const seriesCharts = (knowledge: KnowledgeBase, language: Language, today: string): SeriesChart[] =>
  [...knowledge.series.values()].map(({ id, label, runs }) => {
    const block = chartReply(id, language, knowledge, today)?.blocks.find((one) => one.kind === 'chart')
    return { id, label: wordsIn(language, knowledge).text(label), runs, chart: block?.chart }
  })
