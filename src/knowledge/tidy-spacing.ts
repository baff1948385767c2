/** A YAML text without spaces at the ends of lines, without needless blank lines, and with a line end at its end: never where that would change what it says. */
import { isDeepStrictEqual } from 'node:util'
import { parseDocument } from 'yaml'

/** The text itself where it is tidy already. */
export function tidySpacing(written: string): string {
  // The library takes a byte-order mark for part of the first line's indent.
  const mark = written.startsWith('\uFEFF') ? '\uFEFF' : ''
  return mark + tidyWithoutMark(written.slice(mark.length))
}

function tidyWithoutMark(text: string): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  const whole = tidied(text, eol)
  if (whole === text || saysTheSame(whole, text)) return whole
  // Somewhere a space counts, as in text below `|`: line by line, then.
  const lines = text.split('\n')
  for (const [index, line] of lines.entries()) {
    const shorter = line.replace(/[ \t]+(\r?)$/, '$1')
    if (shorter === line) continue
    lines[index] = shorter
    if (!saysTheSame(lines.join('\n'), text)) lines[index] = line
  }
  return lines.join('\n')
}

const tidied = (text: string, eol: string): string =>
  text
    .replace(/[ \t]+(?=\r?$)/gm, '')
    .replace(/(?:\r?\n){3,}/g, eol + eol)
    .replace(/(?:\r?\n)*$/, text.trim() === '' ? '' : eol)

function saysTheSame(one: string, other: string): boolean {
  const [first, second] = [one, other].map((text) => parseDocument(text, { prettyErrors: false }))
  if (!first || !second || first.errors.length !== second.errors.length) return false
  return isDeepStrictEqual(valueIn(first), valueIn(second))
}

function valueIn(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.errors.length > 0 ? undefined : document.toJS()
  } catch {
    return undefined
  }
}
