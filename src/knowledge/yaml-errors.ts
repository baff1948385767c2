/** What the YAML library says of a text, in our codes and words, without the echoes of one slip. */
import { type Document, type ErrorCode, isCollection, isScalar, visit, type YAMLError } from 'yaml'
import { oncePerLine } from './once-per-line.ts'
import type { ProblemCode } from './problem-codes.ts'

/** `at`: the offset in the text. */
export type YamlError = { code: ProblemCode; message: string; at: number }

type Told = YamlError & {
  /** From here on the parser no longer knows where it is: what it says behind it are echoes. */
  lost: boolean
}

/** In the order of the text, at most one on a line. */
export function yamlErrors(text: string, document: Document.Parsed): YamlError[] {
  const errors = [...document.errors, ...document.warnings]
  if (errors.length === 0) return []
  const tabs = tabsIn(text)
  // Behind a tab as well: dozens of echoes of one key stroke.
  const before = errors.filter(({ pos: [at] }) => at < (tabs[0]?.at ?? Number.POSITIVE_INFINITY))
  const told = [...tabs, ...before.map((error) => toldOf(error, text, document))].sort((a, b) => a.at - b.at)
  const lost = told.findIndex((error) => error.lost)
  return oncePerLine(text, lost < 0 ? told : told.slice(0, lost + 1), ({ at }) => at)
}

/** Where lines begin with a tab, with or without spaces before it; all of them, since each needs the same mend. */
const tabsIn = (text: string): Told[] =>
  [...text.matchAll(/^ *\t(?=[ \t]*\S)/gm)].map((match) => ({
    ...inOurWords('TAB_AS_INDENT', 'Tabs are not allowed as indentation'),
    at: match.index,
    lost: false,
  }))

function toldOf({ code, message, pos }: YAMLError, text: string, document: Document.Parsed): Told {
  const [offset] = pos
  if (/^Missing closing/.test(message)) {
    const what =
      'the quote that opens here is not closed; close it, and indent what follows of the text below its field'
    return { code: 'yaml-missing-char', message: what, at: openedBefore(offset, document, isQuoted), lost: true }
  }
  if (/end with a [\]}]$/.test(message)) {
    const what = `the bracket that opens here is not closed; write ${message.at(-1)} behind its last item`
    return { code: 'yaml-missing-char', message: what, at: openedBefore(offset, document, isInBrackets), lost: true }
  }
  if (code === 'MULTIPLE_DOCS') return { ...inOurWords(code, 'A second document begins here'), at: offset, lost: true }
  if (/^Sequence item without/.test(message)) return { ...inOurWords('BAD_INDENT', message), at: offset, lost: true }
  // How deep it comes depends on the machine; the line is the same everywhere.
  const at = code === 'RESOURCE_EXHAUSTION' ? text.lastIndexOf('\n', offset - 1) + 1 : offset
  return { ...inOurWords(code, message), at, lost: LOST.has(code) }
}

const inOurWords = (code: ErrorCode, message: string): { code: ProblemCode; message: string } => {
  const mend = MENDS[CODES[code]]
  return { code: CODES[code], message: mend ? `${message}; ${mend}` : message }
}

const isQuoted = (node: unknown): boolean => isScalar(node) && /^QUOTE/.test(node.type ?? '')
const isInBrackets = (node: unknown): boolean => isCollection(node) && node.flow === true

/** Where the last such node before an offset begins. */
function openedBefore(offset: number, document: Document.Parsed, isSuch: (node: unknown) => boolean): number {
  let at = -1
  visit(document, {
    Node(_key, node) {
      const start = node.range?.[0] ?? -1
      if (isSuch(node) && start < offset && (node.range?.[1] ?? 0) >= offset - 1) at = Math.max(at, start)
    },
  })
  return at < 0 ? offset : at
}

const LOST: ReadonlySet<ErrorCode> = new Set(['BAD_INDENT', 'IMPOSSIBLE', 'RESOURCE_EXHAUSTION', 'UNEXPECTED_TOKEN'])

/** Our code for each of the library's: those that a person mends alike share one. */
const CODES: Record<ErrorCode, ProblemCode> = {
  ALIAS_PROPS: 'yaml-bad-alias',
  BAD_ALIAS: 'yaml-bad-alias',
  BAD_COLLECTION_TYPE: 'yaml-tag',
  BAD_DIRECTIVE: 'yaml-directive',
  BAD_DQ_ESCAPE: 'yaml-bad-escape',
  BAD_INDENT: 'yaml-bad-indent',
  BAD_PROP_ORDER: 'yaml-bad-alias',
  BAD_SCALAR_START: 'yaml-bad-scalar-start',
  BLOCK_AS_IMPLICIT_KEY: 'yaml-block-as-implicit-key',
  BLOCK_IN_FLOW: 'yaml-block-in-flow',
  DUPLICATE_KEY: 'yaml-duplicate-key',
  IMPOSSIBLE: 'yaml-unexpected-token',
  KEY_OVER_1024_CHARS: 'yaml-unexpected-token',
  MISSING_CHAR: 'yaml-missing-char',
  MULTILINE_IMPLICIT_KEY: 'yaml-multiline-implicit-key',
  MULTIPLE_ANCHORS: 'yaml-bad-alias',
  MULTIPLE_DOCS: 'yaml-several-documents',
  MULTIPLE_TAGS: 'yaml-tag',
  NON_STRING_KEY: 'yaml-unexpected-token',
  RESOURCE_EXHAUSTION: 'yaml-too-deep',
  TAB_AS_INDENT: 'yaml-tab-as-indent',
  TAG_RESOLVE_FAILED: 'yaml-tag',
  UNEXPECTED_TOKEN: 'yaml-unexpected-token',
}

const MENDS: Partial<Record<ProblemCode, string>> = {
  'yaml-tab-as-indent': 'replace the tab by two spaces',
  'yaml-duplicate-key': 'keep one of the two',
  'yaml-bad-indent': 'indent by two spaces a level, as the lines around it',
  'yaml-missing-char': 'write the missing sign',
  'yaml-multiline-implicit-key': 'put the text in quotes: it holds ": "',
  'yaml-block-as-implicit-key': 'put the text in quotes: it holds ": "',
  'yaml-bad-scalar-start': 'put the text in quotes',
  'yaml-bad-escape': 'write \\\\ for a backslash',
  'yaml-tag': 'put text that begins with ! in quotes',
  'yaml-directive': 'put text that begins with % in quotes',
  'yaml-bad-alias': 'put text that begins with & or * in quotes',
  'yaml-several-documents': 'remove the line of --- or ...',
  'yaml-too-deep': 'take brackets away',
}
