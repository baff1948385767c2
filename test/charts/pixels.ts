/** What a PNG shows, decoded by the library that wrote it. */
import { Resvg } from '@resvg/resvg-js'

export type Pixels = { width: number; height: number; rgba: Buffer }

export function pixelsOf(png: Uint8Array): Pixels {
  const bytes = Buffer.from(png)
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  const image = `<image width="${width}" height="${height}" href="data:image/png;base64,${bytes.toString('base64')}"/>`
  const shown = new Resvg(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${image}</svg>`)
  return { width, height, rgba: shown.render().pixels }
}

/** How many pixels of two pictures of one size an eye could tell apart: processors round the edges of letters differently. */
export function differing(one: Pixels, other: Pixels): number {
  let count = 0
  for (let at = 0; at < one.rgba.length; at += 4)
    if ([0, 1, 2].some((part) => Math.abs((one.rgba[at + part] ?? 0) - (other.rgba[at + part] ?? 0)) > 48)) count++
  return count
}
