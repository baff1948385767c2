/** One YAML file read into plain values, with the place of every value kept and YAML's traps reported. */

import { isMap, isNode, isPair, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import type { Problem } from './problem.ts'
import type { ProblemCode } from './problem-codes.ts'
import { yamlErrors } from './yaml-errors.ts'

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
/** So many brackets that open one in the other take the parser minutes a megabyte. */
const TOO_DEEP = /(?:[[{]\s*){64}/

export function readYaml(file: string, written: string): YamlFile {
  // The library takes a byte-order mark for part of the first line's indent.
  const text = written.replace(/^\uFEFF/, '')
  const lines = new LineCounter()
  const deep = TOO_DEEP.exec(text)?.index
  const document = parseDocument(deep === undefined ? text : text.slice(0, deep), {
    lineCounter: lines,
    prettyErrors: false,
    strict: true,
    uniqueKeys: true,
  })
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const tell = (code: ProblemCode, message: string, offset: number): void =>
    void problems.push({ code, message, file, ...place(offset) })
  const problems: Problem[] = []
  if (deep !== undefined) tell('yaml-too-deep', 'opens more brackets than any knowledge file needs', deep)
  else for (const { code, message, at } of yamlErrors(text, document)) tell(code, message, at)

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

  let aliases = 0
  visit(document, {
    Scalar(_key, { value, range, source = '' }) {
      if (typeof value !== 'number' || !range) return
      if (/^-?0\d/.test(source))
        tell('yaml-leading-zero', `${source} loses its leading zero; put it in quotes: "${source}"`, range[0])
      if (/[^\d.+-]/.test(source)) {
        const message = `${source} is read as the number ${value}; write it in plain digits, or in quotes if it is text`
        tell('yaml-odd-number', message, range[0])
      }
    },
    Alias(_key, alias) {
      // Each is looked for in the whole document; a file with more of them is refused below.
      if (++aliases > MOST_ALIASES || alias.resolve(document) || !alias.range) return
      const message = `*${alias.source} stands for what &${alias.source} names before it, and nothing does; put text that begins with * in quotes`
      tell('yaml-unknown-alias', message, alias.range[0])
    },
  })

  let value: unknown
  try {
    value = problems.some((problem) => problem.code !== 'yaml-leading-zero')
      ? undefined
      : document.toJS({ maxAliasCount: MOST_ALIASES })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    problems.push(problemAt([], 'yaml-too-many-aliases', `${message}; write the values out instead of using * and &`))
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
