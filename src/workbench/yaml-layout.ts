/** Where the members of a YAML list or record stand in the text, to the byte. */
import {
  type CST,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'

export type Collection = YAMLMap | YAMLSeq

/** An item of a list or a field of a record. */
export type Member = {
  key: unknown
  /** At its dash or its key; between brackets at its first character. */
  start: number
  /** Behind its dash or colon: where a value goes. */
  value: number
  /** Undefined where nothing is written, as in `note:`. */
  node: Node | undefined
  /** Behind the last character of what it says; comments and blank lines behind that are not its own. */
  end: number
}

/** Undefined when it is written in a way that has no such places (a key of several lines, a set). */
export function membersOf(collection: Collection): Member[] | undefined {
  const members = isMap(collection)
    ? collection.items.map((pair): Member | undefined => {
        if (!isNode(pair.key) || !pair.key.range) return undefined
        const colon = (pair as { srcToken?: CST.CollectionItem }).srcToken?.sep?.find(
          ({ type }) => type === 'map-value-ind',
        )
        if (!colon) return undefined
        const node = written(pair.value)
        const value = colon.offset + 1
        return {
          key: isScalar(pair.key) ? pair.key.value : undefined,
          start: pair.key.range[0],
          value,
          node,
          end: node ? endOf(node) : value,
        }
      })
    : isSeq(collection)
      ? collection.items.map((item, index): Member | undefined => {
          const node = written(item)
          const dash = collection.flow ? undefined : dashesOf(collection)[index]
          const start = dash ?? startOf(item)
          if (start === undefined) return undefined
          const value = dash === undefined ? start : dash + 1
          return { key: index, start, value, node, end: node ? endOf(node) : isPair(item) ? endOfPair(item) : value }
        })
      : []
  return members.every((member) => member !== undefined) ? members : undefined
}

const written = (value: unknown): Node | undefined =>
  isNode(value) && !(isScalar(value) && value.value === null && !value.source) ? value : undefined

/** Behind the last character of a node. */
export function endOf(node: Node): number {
  if (isCollection(node) && !node.flow) {
    const last = membersOf(node)?.at(-1)
    if (last) return last.end
  }
  return node.range?.[1] ?? 0
}

/** `[ key: value ]`: a record of one field without brackets of its own. */
const endOfPair = (pair: { key: unknown; value: unknown }): number => {
  const node = written(pair.value) ?? written(pair.key)
  return node ? endOf(node) : 0
}

const startOf = (item: unknown): number | undefined => {
  const node = isPair(item) ? item.key : item
  return isNode(node) ? node.range?.[0] : undefined
}

function dashesOf({ srcToken }: Node): number[] {
  if (srcToken?.type !== 'block-seq') return []
  return srcToken.items.flatMap(({ start }) => start.find(({ type }) => type === 'seq-item-ind')?.offset ?? [])
}

export const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1

export const columnOf = (text: string, offset: number): number => offset - lineStart(text, offset)

/** Behind the line on which something ends, with the comment lines below it that are indented deeper than `column`: they are its own. */
export function endOfLines(text: string, end: number, column: number): number {
  let at = nextLine(text, end)
  for (;;) {
    const comment = /^( *)#[^\n]*(?:\n|$)/.exec(text.slice(at, at + 2000))
    if (!comment?.[0] || (comment[1] ?? '').length <= column) return at
    at += comment[0].length
  }
}

/** A text over several lines ends behind its line break already. */
function nextLine(text: string, end: number): number {
  if (end > 0 && text[end - 1] === '\n') return end
  const at = text.indexOf('\n', end)
  return at === -1 ? text.length : at + 1
}
