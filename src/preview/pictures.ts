/** Pictures of the charts that pages show, each under an address made from what it shows. */
import { createHash } from 'node:crypto'
import { recent } from '../bounds/recent.ts'
import type { Theme } from '../charts/chart-series.ts'
import type { Chart } from '../reply.ts'

/** More than the pages of one visit hold: what is left over here is shown again once its page is loaded anew. */
const MOST = 500

export type Pictures = {
  /** The address of a chart's picture. */
  addressOf(chart: Chart, theme?: Theme): string
  /** The picture behind an address; undefined: no page has shown it lately. */
  png(name: string): Promise<Uint8Array | undefined>
}

export function buildPictures(): Pictures {
  const charts = recent<{ chart: Chart; theme: Theme }>({ most: MOST })
  return {
    addressOf(chart, theme = 'light') {
      const name = createHash('sha256')
        .update(JSON.stringify([chart, theme]))
        .digest('hex')
        .slice(0, 16)
      charts.set(name, { chart, theme })
      return `/chart/${name}.png`
    },
    async png(name) {
      const found = charts.get(name)
      // The drawing code loads only when there is something to draw.
      return found && (await (await import('../charts/png.ts')).drawPng(found.chart, found.theme)).png
    },
  }
}
