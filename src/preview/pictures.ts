/** Pictures of charts as chats are sent them, each under an address made from what it shows. */
import { createHash } from 'node:crypto'
import { recent } from '../bounds/recent.ts'
import type { Chart } from '../reply.ts'

/** More than the pages of one visit hold: what is left over here is shown again once its page is loaded anew. */
const MOST = 200

export type Pictures = {
  /** The address of a chart's picture. */
  addressOf(chart: Chart): string
  /** The picture behind an address; undefined: no page has shown it lately. */
  png(name: string): Promise<Uint8Array | undefined>
}

export function buildPictures(): Pictures {
  const charts = recent<Chart>({ most: MOST })
  return {
    addressOf(chart) {
      const name = createHash('sha256').update(JSON.stringify(chart)).digest('hex').slice(0, 16)
      charts.set(name, chart)
      return `/chart/${name}.png`
    },
    async png(name) {
      const chart = charts.get(name)
      // The drawing code loads only when there is something to draw.
      return chart && (await (await import('../charts/png.ts')).drawPng(chart)).png
    },
  }
}
