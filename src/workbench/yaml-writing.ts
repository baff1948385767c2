/** Values as YAML text, in the style of the knowledge files. */
import { Document, isScalar, isSeq, Scalar, visit, type YAMLSeq } from 'yaml'

/** Where lines of the knowledge files are folded. */
export const WIDTH = 126

/** Short lists of ids and records of a few words stand on one line, if the line is no longer than this. */
const SHORT = 100

/**
 * A value as the lines of a file of its own, without line ends.
 * @param inBrackets whether the items of a list are written in brackets, as their neighbours are
 */
export function blockLines(value: unknown, inBrackets = false): string[] {
  const document = new Document(value, { aliasDuplicateObjects: false })
  visit(document, {
    Collection(_key, node, path) {
      const isItem = path.length === 2 && isSeq(document.contents)
      if (isItem ? inBrackets : node !== document.contents && fitsOneLine(node.toJSON())) {
        node.flow = true
        return visit.SKIP
      }
      return undefined
    },
    Scalar(key, node) {
      if (typeof node.value !== 'string' || key === 'key') return
      if (/\S \S/.test(node.value) && node.value.length > WIDTH - 10 && node.value.trim() === node.value)
        node.type = Scalar.BLOCK_FOLDED
    },
  })
  return document
    .toString({ lineWidth: inBrackets ? 0 : WIDTH - 8 })
    .trimEnd()
    .split('\n')
}

/**
 * A value on one line, as it may stand inside brackets too.
 * @param quotes for a text: the quotes it should have; others are taken where these are not enough
 */
export function flowText(value: unknown, quotes?: Scalar.Type): string {
  const document = new Document([value], { aliasDuplicateObjects: false })
  const list = document.contents as unknown as YAMLSeq
  list.flow = true
  const [only] = list.items
  if (isScalar(only) && typeof value === 'string') {
    const type = value.includes('\n') ? Scalar.QUOTE_DOUBLE : quotes
    if (type) only.type = type
  }
  const text = document.toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER })
  return text.trim().slice(1, -1).trim()
}

/** Sentences get a line each; ids, numbers and a few words do not. */
function fitsOneLine(value: unknown): boolean {
  const leaves = leavesOf(value)
  return (
    leaves.every(
      (leaf) => typeof leaf !== 'string' || (/^[\x20-\x7e]{0,60}$/.test(leaf) && leaf.split(' ').length <= 2),
    ) && JSON.stringify(value).length <= SHORT
  )
}

const leavesOf = (value: unknown): unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [value]

/** A value as a text of its own. */
export const writeYaml = (value: unknown): string => `${blockLines(value).join('\n')}\n`
