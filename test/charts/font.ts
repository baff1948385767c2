/** How wide the font that charts are drawn in really makes a text, read from the font file itself. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export const FONT_FOLDER = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '../fonts')
export const FONT_FILES = ['NotoSansHans-Regular.otf', 'NotoSansHans-Bold.otf'].map((name) => join(FONT_FOLDER, name))
const UNITS_PER_EM = 1000

export type Font = { has(character: string): boolean; widthOf(text: string, size: number): number }

export const [REGULAR, BOLD] = FONT_FILES.map(readFont) as [Font, Font]

function readFont(path: string): Font {
  const file = readFileSync(path)
  const glyphs = new Map<number, number>()
  for (const at of groupsOf(file)) {
    const [first, last, glyph] = [file.readUInt32BE(at), file.readUInt32BE(at + 4), file.readUInt32BE(at + 8)]
    for (let character = first; character <= last; character++) glyphs.set(character, glyph + character - first)
  }
  const advances = tableOf(file, 'hmtx')
  const lastWithOwnWidth = file.readUInt16BE(tableOf(file, 'hhea') + 34) - 1
  const advance = (glyph: number): number => file.readUInt16BE(advances + 4 * Math.min(glyph, lastWithOwnWidth))
  const glyphOf = (character: string): number => glyphs.get(character.codePointAt(0) ?? 0) ?? 0
  return {
    has: (character) => glyphOf(character) !== 0,
    widthOf: (text, size) =>
      (Array.from(text).reduce((width, character) => width + advance(glyphOf(character)), 0) * size) / UNITS_PER_EM,
  }
}

/** Where the last group of characters stands in a font file: first character, last character, first glyph. */
export const lastGroupOf = (file: Buffer): number => groupsOf(file).at(-1) ?? 0

/** The groups of the `cmap` subtable of format 12: runs of characters to runs of glyphs. */
function groupsOf(file: Buffer): number[] {
  const cmap = tableOf(file, 'cmap')
  const tables = Array.from(
    { length: file.readUInt16BE(cmap + 2) },
    (_, index) => cmap + file.readUInt32BE(cmap + 8 + index * 8),
  )
  const start = tables.find((table) => file.readUInt16BE(table) === 12)
  if (start === undefined) throw new Error('the font has no table of all characters')
  return Array.from({ length: file.readUInt32BE(start + 12) }, (_, index) => start + 16 + index * 12)
}

function tableOf(file: Buffer, tag: string): number {
  for (let at = 12; at < 12 + file.readUInt16BE(4) * 16; at += 16)
    if (file.toString('latin1', at, at + 4) === tag) return file.readUInt32BE(at + 8)
  throw new Error(`the font has no table ${tag}`)
}
