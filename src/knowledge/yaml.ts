/** One YAML file read into plain values, with the place of every value kept and YAML's traps reported. */

import type { ErrorCode } from 'yaml'
import { isMap, isNode, isPair, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import type { Problem } from './problem.ts'
import type { ProblemCode } from './problem-codes.ts'

export type Path = readonly (string | number)[]

export type YamlFile = {
  file: string
  value: unknown
  problems: Problem[]
  /** Where a value stands, 1-based; its nearest parent where the path leads nowhere. */
  placeOf(path: Path): { line: number; column: number }
  /** A problem at that place. */
  problemAt(path: Path, code: ProblemCode, message: string): Problem
}

/** Expanding more aliases than this is an attack or a mistake, not a knowledge base. */
const MOST_ALIASES = 50

export function readYaml(file: string, written: string): YamlFile {
  // The library takes a byte-order mark for part of the first line's indent.
  const text = written.replace(/^\uFEFF/, '')
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, strict: true, uniqueKeys: true })
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const tabs = document.errors.length > 0 ? tabOffsets(text) : []
  const firstTab = tabs[0] ?? Number.POSITIVE_INFINITY
  // Behind a tab the parser has lost its place: what it says there would be dozens of echoes of one key stroke.
  const errors = [
    ...[...document.errors, ...document.warnings].filter((error) => error.pos[0] < firstTab),
    ...tabs.map((tab) => ({
      code: 'TAB_AS_INDENT' as const,
      message: 'Tabs are not allowed as indentation',
      pos: [tab] as const,
    })),
  ]
  const problems: Problem[] = errors.map((error) => ({
    code: CODES[error.code],
    message: MENDS[CODES[error.code]] ? `${error.message}; ${MENDS[CODES[error.code]]}` : error.message,
    file,
    ...place(error.pos[0]),
  }))

  const placeOf = (path: Path) => {
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
      if (isNode(node) && node.range) return place(keyOffset(document, path.slice(0, length)) ?? node.range[0])
    }
    return { line: 1, column: 1 }
  }
  const problemAt = (path: Path, code: ProblemCode, message: string): Problem => ({
    ...{ code, message, file },
    ...placeOf(path),
  })

  visit(document, {
    Scalar(_key, node) {
      const written = node.source ?? ''
      if (typeof node.value === 'number' && /^-?0\d/.test(written) && node.range) {
        problems.push({
          code: 'yaml-leading-zero',
          message: `${written} loses its leading zero; put it in quotes: "${written}"`,
          file,
          ...place(node.range[0]),
        })
      }
      if (typeof node.value === 'number' && /[^\d.+-]/.test(written) && node.range) {
        problems.push({
          code: 'yaml-odd-number',
          message: `${written} is read as the number ${node.value}; write it in plain digits, or in quotes if it is text`,
          file,
          ...place(node.range[0]),
        })
      }
    },
  })

  let value: unknown
  try {
    value = problems.some((problem) => problem.code !== 'yaml-leading-zero')
      ? undefined
      : document.toJS({ maxAliasCount: MOST_ALIASES })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    problems.push(
      /^Unresolved alias/.test(message)
        ? problemAt([], 'yaml-unknown-alias', `${message}; put text that begins with * in quotes`)
        : problemAt([], 'yaml-too-many-aliases', `${message}; write the values out instead of using * and &`),
    )
  }
  return { file, value, problems, placeOf, problemAt }
}

/** A missing or misspelt key is best shown where its name stands, not where its value starts. */
function keyOffset(document: ReturnType<typeof parseDocument>, path: Path): number | undefined {
  const last = path.at(-1)
  if (typeof last !== 'string') return undefined
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
  if (!isMap(parent)) return undefined
  const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === last)
  return isScalar(pair?.key) ? pair.key.range?.[0] : undefined
}

/** Where lines begin with a tab, with or without spaces before it. */
const tabOffsets = (text: string): number[] => [...text.matchAll(/^ *\t(?=[ \t]*\S)/gm)].map((match) => match.index)

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
  'yaml-missing-char': 'a quote or bracket is not closed',
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
