/** The elements of a drawn chart, as far as tests ask for them. */

export type TextLine = { text: string; x: number; y: number; end: boolean; size: number; bold: boolean; fill: string }
/** `top` and `bottom` in the chart's own units. */
export type Shape = {
  fill: string
  stroke: string
  dashed: boolean
  left: number
  right: number
  top: number
  bottom: number
}

const attribute = (element: string, name: string): string =>
  new RegExp(`[ ;"]${name}[=:]"?([^";]*)`).exec(element)?.[1] ?? ''

export const textsIn = (svg: string): TextLine[] =>
  [...svg.matchAll(/<text([^>]*)>([^<]*)<\/text>/g)].map(([, head = '', text = '']) => {
    const moved = /translate\(([\d.-]+) ([\d.-]+)\)/.exec(head)
    return {
      text: text
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&amp;/g, '&')
        .replace(/&quot;/g, '"')
        .replace(/&#39;/g, "'"),
      x: Number(moved?.[1] ?? 0) + Number(attribute(head, 'x')),
      y: Number(moved?.[2] ?? 0) + Number(attribute(head, 'y')),
      end: attribute(head, 'text-anchor') === 'end',
      size: Number.parseFloat(attribute(head, 'font-size')),
      bold: attribute(head, 'font-weight') === '700',
      fill: attribute(head, 'fill'),
    }
  })

/** What is painted, but for the card itself and the tiles of hatchings; the legend's swatches are moved into place. */
export const shapesIn = (svg: string): Shape[] =>
  [...svg.replace(/<defs[\s\S]*?<\/defs>/g, '').matchAll(/<path([^>]*)>/g)].flatMap(([, head = '']) => {
    const fill = attribute(head, 'fill')
    const stroke = attribute(head, 'stroke')
    if (
      (fill === 'none' || attribute(head, 'fill-opacity') === '0') &&
      (stroke === '' || attribute(head, 'stroke-width') === '0')
    )
      return []
    const moved = /translate\(([\d.-]+) ([\d.-]+)\)/.exec(head)
    const points = cornersOf(attribute(head, 'd'))
    const xs = points.map(([x]) => x + Number(moved?.[1] ?? 0))
    const ys = points.map(([, y]) => y + Number(moved?.[2] ?? 0))
    return [
      {
        fill,
        stroke,
        dashed: attribute(head, 'stroke-dasharray') !== '',
        ...{ left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) },
      },
    ]
  })

/** Of paths made of straight lines. */
function cornersOf(path: string): [number, number][] {
  if (/[^MLlZ\d.,\s-]/.test(path)) throw new Error(`not a path of straight lines: ${path}`)
  const corners: [number, number][] = []
  for (const [, command, x, y] of path.matchAll(/([MLl])\s*(-?[\d.]+)[ ,](-?[\d.]+)/g)) {
    const [fromX, fromY] = command === 'l' ? (corners.at(-1) ?? [0, 0]) : [0, 0]
    corners.push([fromX + Number(x), fromY + Number(y)])
  }
  return corners
}
