/** A series as PNG, three pixels to a unit: sharp on a phone. Only the font that npm brings is used, on every machine. */
import { renderAsync } from '@resvg/resvg-js'
import type { ChartSeries, Theme } from './chart-series.ts'
import { BOLD, REGULAR } from './fonts.ts'
import { drawSvg } from './svg.ts'
import { FONT } from './theme.ts'

const SCALE = 3

export type Picture = { png: Uint8Array; alt: string }

export async function drawPng(series: ChartSeries, theme?: Theme): Promise<Picture> {
  return { png: await painted(drawSvg(series, theme).svg), alt: series.alt }
}

/** Painting takes most of a second, and there are only so many series: the last pictures are kept, oldest first. */
const pictures = new Map<string, Promise<Uint8Array>>()
const MOST_KEPT = 32

function painted(svg: string): Promise<Uint8Array> {
  const known = pictures.get(svg)
  if (known) return known
  const painting = paint(svg)
  pictures.set(svg, painting)
  const [oldest] = pictures.keys()
  if (pictures.size > MOST_KEPT && oldest !== undefined) pictures.delete(oldest)
  // What went wrong once is tried again.
  painting.catch(() => pictures.delete(svg))
  return painting
}

/** On another thread, so that answering goes on meanwhile. */
async function paint(svg: string): Promise<Uint8Array> {
  const image = await renderAsync(svg, {
    fitTo: { mode: 'zoom', value: SCALE },
    font: { loadSystemFonts: false, fontFiles: [REGULAR, BOLD], defaultFontFamily: FONT },
  })
  return image.asPng()
}
