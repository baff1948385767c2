/**
 * Changes a YAML text where it must change and nowhere else: comments, order, spacing and line ends stay byte for byte.
 * Every edit is read back and compared with the value that it should give, so that an odd way of writing is refused, never spoiled.
 */
import { isDeepStrictEqual } from 'node:util'
import { isCollection, isMap, isScalar, isSeq, type ParsedNode, parseDocument } from 'yaml'
import type { Path } from '../knowledge/yaml.ts'
import { type Collection, columnOf, endOf, endOfLines, lineStart, type Member, membersOf } from './yaml-layout.ts'
import { blockLines, flowText } from './yaml-writing.ts'

export type YamlEdit =
  /** Into the list at `into`, at the index `at`; at its end without one. A list that is not there yet is begun. */
  | { insert: unknown; into: Path; at?: number }
  /** `order`: the fields of this record in the order in which they are written, for a field that is not there yet. */
  | { set: unknown; at: Path; order?: readonly string[] }
  /** An item of a list or a field of a record, with the comments inside it. */
  | { remove: Path }

/** An edit that cannot be made, or not without touching more than it should. */
export class YamlEditError extends Error {
  override name = 'YamlEditError'
}

/** The text after the edits, one after another. Throws a `YamlEditError` when one cannot be made. */
export function editYaml(text: string, ...edits: readonly YamlEdit[]): string {
  return edits.reduce(applyEdit, text)
}

type Page = { text: string; contents: ParsedNode | null; eol: string }
type Splice = { from: number; to: number; text: string }

function applyEdit(written: string, edit: YamlEdit): string {
  const mark = written.startsWith('\uFEFF') ? '\uFEFF' : ''
  const text = written.slice(mark.length)
  const document = parseDocument(text, { keepSourceTokens: true, prettyErrors: false })
  const [error] = document.errors
  if (error) throw new YamlEditError(`this is no readable YAML: ${error.message}; npm run check says where`)
  const expected = expectedAfter(document.toJS(), edit)
  const page = { text, contents: document.contents, eol: text.includes('\r\n') ? '\r\n' : '\n' }
  for (const splice of splicesFor(page, edit)) {
    const result = text.slice(0, splice.from) + splice.text + text.slice(splice.to)
    const reread = parseDocument(result, { prettyErrors: false })
    if (reread.errors.length === 0 && isDeepStrictEqual(reread.toJS(), expected)) return mark + result
  }
  throw new YamlEditError(
    `${nameOf(pathOf(edit))} cannot be changed without rewriting what stands around it; change it by hand`,
  )
}

const pathOf = (edit: YamlEdit): Path => ('remove' in edit ? edit.remove : 'set' in edit ? edit.at : edit.into)
const nameOf = (path: Path): string => (path.length === 0 ? 'the file' : `\`${path.join('.')}\``)

// ── what must come out ─────────────────────────────────────────────────────────────────────────

type Holder = Record<string | number, unknown>

/** The edit made on plain values. */
function expectedAfter(value: unknown, edit: YamlEdit): unknown {
  // As YAML gives values back: nothing undefined, no sharing.
  const plain = (one: unknown): unknown => JSON.parse(JSON.stringify(one))
  const root: Holder = { root: plain(value ?? null) }
  const path = ['root', ...pathOf(edit)]
  const key = path.at(-1) as string
  const holder = path.slice(0, -1).reduce<unknown>((inner, step) => (inner as Holder | null | undefined)?.[step], root)
  if (typeof holder !== 'object' || holder === null)
    throw new YamlEditError(`${nameOf(pathOf(edit).slice(0, -1))} holds no fields`)
  const parent = holder as Holder
  if ('insert' in edit) {
    const list = parent[key] ?? []
    if (!Array.isArray(list)) throw new YamlEditError(`${nameOf(edit.into)} is no list`)
    parent[key] = list.toSpliced(edit.at ?? list.length, 0, plain(edit.insert))
    return root.root
  }
  if ('set' in edit) parent[key] = plain(edit.set)
  else if (!(key in parent)) throw new YamlEditError(`there is no ${nameOf(edit.remove)}`)
  else if (Array.isArray(parent)) parent.splice(Number(key), 1)
  else delete parent[key]
  return root.root
}

// ── ways to write it, the most usual first ─────────────────────────────────────────────────────

function splicesFor(page: Page, edit: YamlEdit): Splice[] {
  const path = pathOf(edit)
  const [parent, key] = [nodeAt(page, path.slice(0, -1)), path.at(-1)]
  if ('insert' in edit) {
    const list = nodeAt(page, path)
    if (isSeq(list)) return insertions(page, list, edit.at ?? list.items.length, [edit.insert])
    return key === undefined ? [atEnd(page, [edit.insert])] : splicesFor(page, { set: [edit.insert], at: path })
  }
  if (!isCollection(parent) || key === undefined) return []
  const members = membersOf(parent)
  const index = members?.findIndex((member) => String(member.key) === String(key)) ?? -1
  if (!members) return []
  if ('remove' in edit) return removals(page, path, parent, members, index)
  const member = members[index]
  if (member) return replacements(page, parent, member, edit.set)
  return insertions(page, parent, placeOf(members, String(key), edit.order), { [key]: edit.set })
}

function nodeAt({ contents }: Page, path: Path): unknown {
  if (path.length === 0) return contents
  return isCollection(contents) ? contents.getIn(path, true) : undefined
}

/** Behind the last field that comes before this one in the order; without an order, at the end. */
function placeOf(members: readonly Member[], key: string, order: readonly string[] = []): number {
  if (!order.includes(key)) return members.length
  const before = order.slice(0, order.indexOf(key))
  return members.findLastIndex((member) => before.includes(String(member.key))) + 1
}

/** @param value a list with one item, or a record with one field: what goes between the others */
function insertions(page: Page, parent: Collection, index: number, value: unknown[] | object): Splice[] {
  const members = membersOf(parent)
  const first = members?.[0]
  if (!members) return []
  if (!first) return [inBrackets(page, parent, members, index, value), asLines(page, parent, value)]
  if (parent.flow) return [inBrackets(page, parent, members, index, value)]
  const { text, eol } = page
  const column = columnOf(text, first.start)
  const indent = ' '.repeat(column)
  const beside = (members[index - 1] ?? first).node
  const lines = indented(blockLines(value, isCollection(beside) && beside.flow === true), indent, eol)
  const line = lineStart(text, first.start)
  const before = members[index - 1]
  if (!before) {
    const ownLine = text.slice(line, first.start).trim() === ''
    // The first field of an item shares its line with the dash.
    return [
      ownLine
        ? { from: line, to: line, text: indent + lines + eol }
        : { from: first.start, to: first.start, text: lines + eol + indent },
    ]
  }
  const at = endOfLines(text, before.end, column)
  const whole = text[at - 1] === '\n'
  const way = (space: string): Splice => ({
    from: at,
    to: at,
    text: whole ? space + indent + lines + eol : eol + space + indent + lines,
  })
  return isSpaced(text, members, column) ? [way(eol), way('')] : [way('')]
}

const indented = (lines: readonly string[], indent: string, eol: string): string =>
  lines.map((line, index) => (index === 0 || line === '' ? line : indent + line)).join(eol)

/** Whether blank lines part most of the members; above a heading one says nothing. */
function isSpaced(text: string, members: readonly Member[], column: number): boolean {
  const gaps = members
    .slice(1)
    .map((next, index) => text.slice(endOfLines(text, members[index]?.end ?? 0, column), lineStart(text, next.start)))
  const plain = gaps.filter((gap) => !gap.includes('#'))
  return plain.filter((gap) => gap !== '').length > plain.length / 2
}

function inBrackets(
  { text, eol }: Page,
  parent: Collection,
  members: readonly Member[],
  index: number,
  value: unknown[] | object,
): Splice {
  const inner = flowText(value).slice(1, -1).trim()
  const [first, second, before] = [members[0], members[1], members[index - 1]]
  if (!first) {
    const at = (parent.range?.[0] ?? 0) + 1
    return { from: at, to: at, text: inner }
  }
  if (!before) return { from: first.start, to: first.start, text: `${inner}, ` }
  // One item a line stays one item a line.
  const onLines = second !== undefined && text.slice(first.end, second.start).includes('\n')
  const gap = onLines ? eol + ' '.repeat(columnOf(text, first.start)) : ' '
  return { from: before.end, to: before.end, text: `,${gap}${inner}` }
}

/** `[]` or `{}` that becomes one item a line, for a value that has no place between brackets. */
function asLines({ text, eol }: Page, parent: Collection, value: unknown[] | object): Splice {
  const [from, to] = [parent.range?.[0] ?? 0, parent.range?.[1] ?? 0]
  const line = text.slice(lineStart(text, from), from)
  const alone = line.trim() === ''
  const indent = ' '.repeat(alone ? line.length : (/^(?: |- )*/.exec(line)?.[0].length ?? 0)) + (alone ? '' : '  ')
  return { from, to, text: (alone ? '' : eol + indent) + indented(blockLines(value), indent, eol) }
}

/** A file with nothing in it but comments. */
function atEnd({ text, eol }: Page, value: unknown[]): Splice {
  const lead = text === '' || text.endsWith('\n') ? '' : eol
  return { from: text.length, to: text.length, text: lead + blockLines(value).join(eol) + eol }
}

function replacements({ text, eol }: Page, parent: Collection, member: Member, value: unknown): Splice[] {
  const { node } = member
  const behind = text.slice(member.end)
  const endsLine = /\n$/.test(text.slice(0, member.end)) || /^[^\S\n]*(?:\n|$)/.test(behind)
  const lineEnd = text.slice(0, member.end).endsWith('\n') && node ? eol : ''
  const inline = flowText(value, isScalar(node) ? quotesOf(node) : undefined)
  const indent = ' '.repeat(columnOf(text, member.start))
  const isList = isSeq(parent)
  const written = blockLines(isList ? [value] : { key: value })
  const lines = indented(written, indent, eol).slice(isList ? '- '.length : 'key:'.length)
  const takesLines = written.length > 1 && !parent.flow && endsLine
  if (!node) {
    const way = (what: string): Splice => ({ from: member.value, to: member.value, text: ` ${what.trimStart()}` })
    const below: Splice = { from: member.value, to: member.value, text: lines }
    return takesLines ? [below, way(inline)] : [way(inline), below]
  }
  const start = node.range?.[0] ?? member.value
  const inPlace = { from: start, to: member.end, text: inline + lineEnd }
  // What stands between the colon and the value goes only if it is nothing but space.
  const bare = text.slice(member.value, start).trim() === ''
  const anew = {
    from: member.value,
    to: member.end,
    text: (isList && !lines.startsWith(eol) ? ` ${lines.trimStart()}` : lines) + lineEnd,
  }
  const onOneLine = { from: member.value, to: member.end, text: ` ${inline}${lineEnd}` }
  const ahead = text.slice(member.value, lineStart(text, start))
  return [
    ...(takesLines && bare ? [anew] : []),
    ...(bare && isCollection(node) && !node.flow ? [onOneLine] : []),
    inPlace,
    ...(bare ? [anew] : []),
    // Comments stand between the colon and what goes.
    { from: member.value, to: member.end, text: ` ${inline}${ahead}` },
  ]
}

const quotesOf = ({ type }: { type?: string | undefined }) =>
  type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE' ? type : undefined

function removals(page: Page, path: Path, parent: Collection, members: readonly Member[], index: number): Splice[] {
  const { text } = page
  const [before, member, after] = [members[index - 1], members[index], members[index + 1]]
  if (!member) return []
  if (members.length === 1 && !parent.flow) return emptied(page, path.slice(0, -1), parent, member)
  if (parent.flow)
    return [
      after
        ? { from: member.start, to: after.start, text: '' }
        : { from: before?.end ?? member.start, to: member.end, text: '' },
    ]
  const line = lineStart(text, member.start)
  if (text.slice(line, member.start).trim() !== '')
    return after ? [{ from: member.start, to: after.start, text: '' }] : []
  const end = endOfLines(text, member.end, columnOf(text, member.start))
  // A file that ends without a line end goes on doing so.
  const open =
    !after && end === text.length && !text.endsWith('\n') ? (/\r?\n$/.exec(text.slice(0, line))?.[0].length ?? 0) : 0
  // One of the two blank lines around it goes with it.
  const above = before ? (/\n(\r?\n)$/.exec(text.slice(0, line))?.[1]?.length ?? 0) : 0
  const below = after ? (/^\r?\n/.exec(text.slice(end))?.[0].length ?? 0) : 0
  return [
    ...(above > 0 && (below > 0 || !after) ? [{ from: line - above - open, to: end, text: '' }] : []),
    ...(above === 0 && !before && below > 0 ? [{ from: line, to: end + below, text: '' }] : []),
    { from: line - open, to: end, text: '' },
  ]
}

/** The last member leaves an empty list or record behind. */
function emptied(page: Page, path: Path, parent: Collection, only: Member): Splice[] {
  const nothing = isMap(parent) ? {} : []
  const holder = nodeAt(page, path.slice(0, -1))
  const member = isCollection(holder)
    ? membersOf(holder)?.find(({ key }) => String(key) === String(path.at(-1)))
    : undefined
  if (isCollection(holder) && member) return replacements(page, holder, member, nothing)
  const lineEnd = page.text.slice(0, only.end).endsWith('\n') ? page.eol : ''
  return [{ from: only.start, to: endOf(parent), text: flowText(nothing) + lineEnd }]
}
