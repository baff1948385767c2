/** Colours and measures of a chart, in units of which a phone's screen is 360 wide. */
import type { Theme } from './chart-series.ts'

export const WIDTH = 360
export const MARGIN = 16
export const FONT = 'Noto Sans Hans'

export type Palette = { card: string; text: string; muted: string; bar: string; pale: string; break: string }

/** Text stands out from the card by at least 4.5 to 1, bars by at least 3 to 1. */
export const PALETTES: Record<Theme, Palette> = {
  light: { card: '#ffffff', text: '#1b1f24', muted: '#57606a', bar: '#1f5fa8', pale: '#c9dcf2', break: '#a33b20' },
  dark: { card: '#17202b', text: '#f2f5f8', muted: '#a9b4c0', bar: '#6aa9ee', pale: '#24405f', break: '#f0a58c' },
}

export type Style = { size: number; line: number; weight: 400 | 700 }

export const STYLES = {
  title: { size: 18, line: 25, weight: 700 },
  unit: { size: 13, line: 20, weight: 400 },
  label: { size: 14, line: 19, weight: 400 },
  value: { size: 15, line: 19, weight: 700 },
  break: { size: 12.5, line: 17, weight: 400 },
  note: { size: 12, line: 17, weight: 400 },
} satisfies Record<string, Style>
