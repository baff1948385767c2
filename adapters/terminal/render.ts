/** A reply as terminal text: `reply.text`, wrapped at words with hanging indents, the answering sentence in bold. */
import { styleText } from 'node:util'
import type { Reply } from '../../src/reply.ts'

export type RenderOptions = {
  /** Width of the terminal; 0 where it does not say. */
  columns: number
  colour: boolean
}

/** Longer lines are hard to read, however wide the terminal. */
const WIDEST = 88
const USUAL = 80

export function renderReply(reply: Reply, { columns, colour }: RenderOptions): string {
  const width = Math.min(columns > 0 ? columns : USUAL, WIDEST)
  const [first = '', ...rest] = reply.text.split('\n').map((line) => wrapLine(line, width))
  const bold = colour && (reply.outcome === 'answer' || reply.outcome === 'urgent')
  return [bold ? styleText('bold', first, { validateStream: false }) : first, ...rest].join('\n')
}

/** What a line starts with, and what its continuation is indented by: spaces, then `1. `, `1) `, `[1] ` or `• `. */
const PREFIX = /^ *(?:\d{1,2}[.)] |\[\d+\] |[•-] )?/u

/** Breaks one line into as many as it needs. What cannot be broken, an address for one, may stick out. */
export function wrapLine(line: string, width: number): string {
  const prefix = PREFIX.exec(line)?.[0] ?? ''
  const hang = ' '.repeat(widthOf(prefix) * 2 <= width ? widthOf(prefix) : 0)
  const lines: string[] = []
  let current = prefix
  let empty = true
  for (const piece of piecesOf(line.slice(prefix.length))) {
    if (!empty && widthOf(current) + widthOf(piece.trimEnd()) > width) {
      lines.push(current.trimEnd())
      current = hang
    }
    current += piece
    empty = false
  }
  return [...lines, current.trimEnd()].join('\n')
}

const NEVER_FIRST = /^[、。，．：；？！）」』】》〉〕〗”’…—％,.:;?!)\]}%]/u
const NEVER_LAST = /[（「『【《〈〔〖“‘([{]$/u
const ADDRESS = /(https?:\/\/[^\s、。，；：？！）」』】》]+)/u

/** The text cut wherever a line may end: after spaces, and on either side of a Chinese character. */
function piecesOf(text: string): string[] {
  const pieces: string[] = []
  for (const unit of unitsOf(text)) {
    const last = pieces.at(-1)
    if (last === undefined || mayBreak(last, unit)) pieces.push(unit)
    else pieces[pieces.length - 1] = last + unit
  }
  return pieces
}

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** Characters as a reader counts them, but a web address whole. */
function unitsOf(text: string): string[] {
  return text
    .split(ADDRESS)
    .flatMap((part) => (ADDRESS.test(part) ? [part] : Array.from(graphemes.segment(part), ({ segment }) => segment)))
}

function mayBreak(before: string, after: string): boolean {
  if (after === ' ') return false
  if (before.endsWith(' ')) return true
  if (NEVER_FIRST.test(after) || NEVER_LAST.test(before)) return false
  return ENDS_WIDE.test(before) || STARTS_WIDE.test(after)
}

/** What a terminal draws two columns wide: Chinese characters, their punctuation and full-width forms, emoji. */
const WIDE =
  '(?:[\\p{Script=Han}\\u3000-\\u303f\\uff01-\\uff60\\uffe0-\\uffe6\\p{Emoji_Presentation}]|\\p{Emoji}\\ufe0f)'
const STARTS_WIDE = new RegExp(`^${WIDE}`, 'u')
const ENDS_WIDE = new RegExp(`${WIDE}$`, 'u')
const INVISIBLE = /^[\p{Mark}\p{Cf}\p{Cc}]/u

export function widthOf(text: string): number {
  let width = 0
  for (const { segment } of graphemes.segment(text)) {
    if (STARTS_WIDE.test(segment)) width += 2
    else if (!INVISIBLE.test(segment)) width += 1
  }
  return width
}
