/** `charts`: redraws the pictures that the documentation shows, each by asking its question. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildAnswerer } from '../answering/answer.ts'
import { drawPng } from '../charts/png.ts'
import type { Config } from '../config.ts'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import { knowledgeOrProblems } from './knowledge.ts'
import type { ExitCode, Output } from './output.ts'

export const CHART_FOLDER = join(import.meta.dirname, '../../docs/charts')

/** A series with breaks, one that rises from next to nothing, and one in traditional Chinese for a dark chat. */
const KEPT: { file: string; question: string; theme?: 'dark' }[] = [
  { file: 'online-crime-prosecuted.png', question: 'trend of people prosecuted for online crime' },
  { file: 'helping-cybercrime-prosecuted.zh-Hans.png', question: '帮信罪起诉人数的趋势' },
  { file: 'telecom-fraud-prosecuted.zh-Hant.dark.png', question: '電信網絡詐騙起訴人數的走勢', theme: 'dark' },
]

export async function charts(config: Config, output: Output): Promise<ExitCode> {
  const knowledge = await knowledgeOrProblems(config, output)
  if (!knowledge) return 1
  mkdirSync(CHART_FOLDER, { recursive: true })
  const drawn = await keptCharts(knowledge, config.today())
  for (const { file, png } of drawn) writeFileSync(join(CHART_FOLDER, file), png)
  output.err(`${drawn.length} charts drawn in docs/charts/.`)
  return 0
}

export async function keptCharts(
  knowledge: KnowledgeBase,
  today: string,
): Promise<{ file: string; png: Uint8Array }[]> {
  const answerer = buildAnswerer(knowledge)
  return Promise.all(
    KEPT.map(async ({ file, question, theme }) => {
      const { reply } = answerer.answer({ text: question, today })
      const block = reply.blocks.find((one) => one.kind === 'chart')
      if (!block) throw new Error(`"${question}" is no longer answered with a chart; give ${file} another question`)
      const { png } = await drawPng(block.chart, theme)
      return { file, png }
    }),
  )
}
