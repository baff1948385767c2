/** How wide the font that charts are drawn in really makes a text, read from the font file itself. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const FOLDER = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '../fonts')
const UNITS_PER_EM = 1000

export type Font = { has(character: string): boolean; widthOf(text: string, size: number): number }

export const REGULAR = readFont('NotoSansHans-Regular.otf')
export const BOLD = readFont('NotoSansHans-Bold.otf')

function readFont(name: string): Font {
  const file = readFileSync(join(FOLDER, name))
  const table = (tag: string): number => {
    for (let at = 12; at < 12 + file.readUInt16BE(4) * 16; at += 16)
      if (file.toString('latin1', at, at + 4) === tag) return file.readUInt32BE(at + 8)
    throw new Error(`${name} has no table ${tag}`)
  }
  const glyphs = readCharacters(file, table('cmap'))
  const advances = table('hmtx')
  const lastWithOwnWidth = file.readUInt16BE(table('hhea') + 34) - 1
  const advance = (glyph: number): number => file.readUInt16BE(advances + 4 * Math.min(glyph, lastWithOwnWidth))
  const glyphOf = (character: string): number => glyphs.get(character.codePointAt(0) ?? 0) ?? 0
  return {
    has: (character) => glyphOf(character) !== 0,
    widthOf: (text, size) =>
      (Array.from(text).reduce((width, character) => width + advance(glyphOf(character)), 0) * size) / UNITS_PER_EM,
  }
}

/** The `cmap` subtable of format 12: groups of characters to groups of glyphs. */
function readCharacters(file: Buffer, cmap: number): Map<number, number> {
  const glyphs = new Map<number, number>()
  for (let table = 0; table < file.readUInt16BE(cmap + 2); table++) {
    const start = cmap + file.readUInt32BE(cmap + 4 + table * 8 + 4)
    if (file.readUInt16BE(start) !== 12) continue
    for (let group = 0; group < file.readUInt32BE(start + 12); group++) {
      const at = start + 16 + group * 12
      const [first, last, glyph] = [file.readUInt32BE(at), file.readUInt32BE(at + 4), file.readUInt32BE(at + 8)]
      for (let character = first; character <= last; character++) glyphs.set(character, glyph + character - first)
    }
  }
  return glyphs
}
