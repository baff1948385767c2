/** A chart as PNG: its size, and that the font that npm brings draws every script. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ChartSeries } from '../../src/charts/chart-series.ts'
import { drawPng } from '../../src/charts/png.ts'
import { drawSvg } from '../../src/charts/svg.ts'
import { PALETTES } from '../../src/charts/theme.ts'
import { FONT_FILES, FONT_FOLDER, lastGroupOf } from './font.ts'
import { differing, type Pixels, pixelsOf } from './pixels.ts'

const titled = (title: string, language: ChartSeries['language'] = 'zh-Hant'): ChartSeries => ({
  title,
  unit: '人',
  runs: [{ break: null, points: [{ label: '2020', value: 3, shown: '3', span: 'year' }] }],
  legend: [],
  notes: [],
  source: '-',
  asOf: '-',
  alt: `${title}. 2020: 3.`,
  language,
})
const drawn = async (title: string) => pixelsOf((await drawPng(titled(title))).png)

const ROOT = join(import.meta.dirname, '../..')

describe('a chart as PNG', () => {
  test('is a PNG, three pixels to a unit, with the alt text beside it', async () => {
    const series = titled('起诉人数')
    const { width, height } = drawSvg(series)
    const { png, alt } = await drawPng(series)
    expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    expect(pixelsOf(png)).toMatchObject({ width: 3 * width, height: 3 * height })
    expect(alt).toBe(series.alt)
  })

  test('has an opaque card of the colour of its theme', async () => {
    for (const theme of ['light', 'dark'] as const) {
      const { rgba } = pixelsOf((await drawPng(titled('起诉'), theme)).png)
      expect(`#${rgba.subarray(0, 3).toString('hex')}`).toBe(PALETTES[theme].card)
      expect(rgba.every((value, at) => at % 4 !== 3 || value === 255)).toBe(true)
    }
  })

  test('is painted once, however often it is asked for, and keeps to its own theme', async () => {
    const [one, other, dark] = await Promise.all([
      drawPng(titled('起诉')),
      drawPng(titled('起诉')),
      drawPng(titled('起诉'), 'dark'),
    ])
    expect(one.png).toBe(other.png)
    expect(Buffer.compare(one.png, dark.png)).not.toBe(0)
  })

  test('that is no longer kept is painted again, byte for byte', async () => {
    const { png } = await drawPng(titled('起诉'))
    for (let index = 0; index < 33; index++) await drawPng(titled(String(index)))
    const again = await drawPng(titled('起诉'))
    expect(again.png).not.toBe(png)
    expect(Buffer.compare(again.png, png)).toBe(0)
  }, 60_000)
})

describe('the font', () => {
  test('draws simplified and traditional characters, each as itself and none as the box for what is missing', async () => {
    const pictures = await Promise.all(['诉', '訴', '骗', '騙', '\u{10fffd}'].map(drawn))
    const pairs = pictures.flatMap((one, index) => pictures.slice(index + 1).map((other) => differing(one, other)))
    expect(Math.min(...pairs)).toBeGreaterThan(50)
  })

  test('is the only one, even where the machine has a font for what it lacks', async () => {
    const home = mkdtempSync(join(tmpdir(), 'fonts-'))
    try {
      mkdirSync(join(home, '.fonts'))
      writeFileSync(join(home, '.fonts', 'decoy.otf'), decoyFor(LACKED))
      const [ours, withMachine] = drawnAtHome(home, LACKED)
      const box = await drawn(LACKED)
      expect(differing(ours, box)).toBe(0)
      // Where the machine's fonts are read from another folder, the decoy proves nothing.
      if (process.platform === 'linux') expect(differing(withMachine, box)).toBeGreaterThan(50)
    } finally {
      rmSync(home, { recursive: true, force: true })
    }
  }, 30_000)
})

const LACKED = '\u{10fffd}'

/** A copy of the font whose last group of characters is made to stand for another character, which no real font has. */
function decoyFor(character: string): Buffer {
  const file = readFileSync(join(FONT_FOLDER, 'NotoSansHans-Light.otf'))
  const group = lastGroupOf(file)
  const code = character.codePointAt(0) ?? 0
  file.writeUInt32BE(code, group)
  file.writeUInt32BE(code, group + 4)
  return file
}

/** Draws the title in a process whose home folder holds fonts: as the program does, and with the machine's fonts allowed. */
function drawnAtHome(home: string, title: string): [Pixels, Pixels] {
  const script = `
    import { Resvg } from '@resvg/resvg-js'
    import { drawPng } from './src/charts/png.ts'
    import { drawSvg } from './src/charts/svg.ts'
    const series = ${JSON.stringify(titled(title))}
    const free = { fitTo: { mode: 'zoom', value: 3 }, font: { loadSystemFonts: true, fontFiles: ${JSON.stringify(FONT_FILES)} } }
    const pictures = [(await drawPng(series)).png, new Resvg(drawSvg(series).svg, free).render().asPng()]
    console.log(JSON.stringify(pictures.map((png) => png.toString('base64'))))`
  const out = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    ...{ cwd: ROOT, env: { PATH: process.env.PATH, HOME: home }, encoding: 'utf8', maxBuffer: 1e8 },
  })
  const [ours = '', withMachine = ''] = JSON.parse(out) as string[]
  return [pixelsOf(Buffer.from(ours, 'base64')), pixelsOf(Buffer.from(withMachine, 'base64'))]
}
