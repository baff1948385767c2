/** The pictures in docs/charts/ are those that the program draws today. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CHART_FOLDER, keptCharts } from '../../src/cli/charts.ts'
import { differing, pixelsOf } from '../charts/pixels.ts'
import { knowledge, ROOT, TODAY } from '../shipped.ts'

const drawn = await keptCharts(knowledge, TODAY)

test('there are three, and no others lie about', () => {
  expect(readdirSync(CHART_FOLDER).sort()).toEqual(drawn.map(({ file }) => file).sort())
  expect(drawn).toHaveLength(3)
})

test.each(drawn)('$file is in step; if not, run npm run charts', ({ file, png }) => {
  const [kept, now] = [readFileSync(join(CHART_FOLDER, file)), png].map(pixelsOf)
  if (!kept || !now) throw new Error('no picture')
  expect([kept.width, kept.height]).toEqual([now.width, now.height])
  expect(differing(kept, now)).toBe(0)
})

test('one is shown in the README, with its alt text', () => {
  expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toMatch(
    new RegExp(`<img src="docs/charts/(${drawn.map(({ file }) => file).join('|')})"[^>]* alt="[^"]{20,}"`),
  )
})
