/** The fields of every record of a file in the order of its shape: whole lines change places, with the comments that belong to them. */
import { isDeepStrictEqual } from 'node:util'
import { isMap, isSeq, parseDocument, type YAMLMap } from 'yaml'
import { fieldOrder } from '../knowledge/schema/field-order.ts'
import type { FileKind } from '../knowledge/schema/index.ts'
import { columnOf, endOfLines, lineStart, type Member, membersOf } from './yaml-layout.ts'

/** The text itself where nothing is out of order, or where a line cannot be moved without touching another. */
export function orderFields(written: string, kind: FileKind): string {
  const mark = written.startsWith('\uFEFF') ? '\uFEFF' : ''
  const text = written.slice(mark.length)
  const document = parseDocument(text, { keepSourceTokens: true, prettyErrors: false })
  if (document.errors.length > 0 || !isSeq(document.contents)) return written
  let ordered = text
  // From the last to the first: what stands before a record stays where it is.
  for (const record of [...document.contents.items].reverse())
    if (isMap(record) && !record.flow) ordered = withOrdered(ordered, record, kind)
  const reread = parseDocument(ordered, { prettyErrors: false })
  const isSame = reread.errors.length === 0 && isDeepStrictEqual(reread.toJS(), document.toJS())
  return isSame ? mark + ordered : written
}

function withOrdered(text: string, record: YAMLMap, kind: FileKind): string {
  const members = membersOf(record)
  const order = fieldOrder(kind, members?.map(({ key }) => String(key)) ?? [])
  const [first] = members ?? []
  if (!members || !order || !first) return text
  const place = ({ key }: Member): number => order.indexOf(String(key))
  const sorted = members.toSorted((a, b) => place(a) - place(b))
  if (sorted.every((member, index) => member === members[index])) return text
  const column = columnOf(text, first.start)
  const pieces = new Map(members.map((member, index) => [member, pieceOf(text, members, index, column)]))
  const last = members.at(-1)
  const end = last ? endOfLines(text, last.end, column) : text.length
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  const whole = sorted.map((member, index) => {
    const { above, lines } = pieces.get(member) ?? { above: '', lines: '' }
    const ended = lines.endsWith('\n') ? lines : lines + eol
    // The first field of an item shares its line with the dash, and has no room for comments above it.
    if (index > 0) return (above === '' ? ' '.repeat(column) : above) + ended
    return above.trim() === '' ? ended : undefined
  })
  if (whole.includes(undefined)) return text
  const joined = whole.join('')
  const isOpen = end === text.length && !text.endsWith('\n')
  return text.slice(0, first.start) + (isOpen ? joined.replace(/\r?\n$/, '') : joined) + text.slice(end)
}

/** A field from its name to the end of its lines; `above`: its indent, with the comments and blank lines over it. */
function pieceOf(text: string, members: readonly Member[], index: number, column: number) {
  const member = members[index] as Member
  const before = members[index - 1]
  const from = before ? endOfLines(text, before.end, column) : member.start
  // Two fields on one line, as between brackets: there is nothing to move.
  const above = before && from <= lineStart(text, member.start) ? text.slice(from, member.start) : ''
  return { above, lines: text.slice(member.start, endOfLines(text, member.end, column)) }
}
