/** The font that npm brings, so that Chinese looks the same on every machine: Noto Sans with every simplified and traditional character. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const fileOf = (name: string): string =>
  join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '../fonts', name)

export const REGULAR = fileOf('NotoSansHans-Regular.otf')
export const BOLD = fileOf('NotoSansHans-Bold.otf')
