/** `ask … --chart FILE`: the picture of an answer's chart, as PNG or SVG by the name of the file. */
import { writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { getSystemErrorMessage } from 'node:util'
import type { Chart, Reply } from '../reply.ts'
import type { ExitCode, Output } from './output.ts'

/** The drawing code loads only when there is something to draw. */
const DRAWN_AS: Record<string, (chart: Chart) => Promise<string | Uint8Array>> = {
  '.png': async (chart) => (await (await import('../charts/png.ts')).drawPng(chart)).png,
  '.svg': async (chart) => (await import('../charts/svg.ts')).drawSvg(chart).svg,
}

const drawnAs = (file: string) => DRAWN_AS[extname(file).toLowerCase()]

export const isPicture = (file: string): boolean => drawnAs(file) !== undefined

export async function saveChart(reply: Reply, file: string, { err }: Output): Promise<ExitCode> {
  const block = reply.blocks.find((one) => one.kind === 'chart')
  const draw = drawnAs(file)
  if (!block || !draw) {
    err(`This answer has no chart, so ${file} was not written: only a series of three or more figures is drawn.`)
    return 1
  }
  const picture = await draw(block.chart)
  try {
    await writeFile(file, picture)
    return 0
  } catch (error) {
    err(`The chart cannot be written to ${file}: ${reasonOf(error)}. Name a file in a folder that you may write to.`)
    return 2
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof Error && 'errno' in error ? getSystemErrorMessage(Number(error.errno)) : String(error)
