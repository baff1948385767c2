/** Text cut into lines that fit a width, by what the chart library reckons each character to be wide. */

/** Width of a text in a style. */
export type Measure = (text: string) => number

/** A line may end after a space and beside any Chinese character. */
const PIECES = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]|[^\s\p{Script=Han}\u3000-\u303f\uff00-\uffef]+\s*|\s+/gu
const NEVER_FIRST = /^[、。，．：；？！）」』】》〉”’,.:;?!)\]%]/u
const NEVER_LAST = /[（「『【《〈“‘([]$/u

export function wrap(text: string, width: number, measure: Measure): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of unbreakable(text.replace(/\s+/g, ' ')).flatMap((whole) => fitting(whole, width, measure))) {
    if (line !== '' && measure(line + piece.trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += line === '' ? piece.trimStart() : piece
  }
  if (line.trim() !== '') lines.push(line.trimEnd())
  return lines
}

/** Pieces between which a line may end: no full stop begins one, no opening bracket ends one. */
function unbreakable(text: string): string[] {
  const pieces: string[] = []
  for (const piece of text.match(PIECES) ?? []) {
    const last = pieces.at(-1)
    if (last !== undefined && (NEVER_FIRST.test(piece) || NEVER_LAST.test(last)))
      pieces[pieces.length - 1] = last + piece
    else pieces.push(piece)
  }
  return pieces
}

/** A piece that is wider than a whole line is cut where the line ends. */
function fitting(piece: string, width: number, measure: Measure): string[] {
  if (measure(piece.trimEnd()) <= width) return [piece]
  const parts: string[] = []
  let part = ''
  for (const character of piece) {
    if (part !== '' && measure(part + character) > width) {
      parts.push(part)
      part = ''
    }
    part += character
  }
  return [...parts, part]
}
