/** What a program can put right by itself, code by code: each fix gives the text without the problem, or nothing where it cannot be sure. */
import { relative } from 'node:path'
import type { Problem } from '../knowledge/problem.ts'
import type { ProblemCode } from '../knowledge/problem-codes.ts'
import { type FileKind, kindOf } from '../knowledge/schema/index.ts'
import { tidySpacing } from '../knowledge/tidy-spacing.ts'
import { readYaml } from '../knowledge/yaml.ts'
import { orderFields } from './order-fields.ts'

/** @param kind what the file holds */
type Fix = (text: string, problem: Problem, kind: FileKind | undefined) => string | undefined

const FIXES: Partial<Record<ProblemCode, Fix>> = {
  'untidy-spacing': (text) => tidySpacing(text),
  'field-order': (text, _problem, kind) => kind && orderFields(text, kind),
  'yaml-tab-as-indent': onLine((line) => line.replace(/^[ \t]+/, (indent) => indent.replaceAll('\t', '  '))),
  'invisible-character': onLine((line) => line.replace(/^[^\S\r\n]+/, spaces).replace(UNSEEN, '')),
  'full-width-colon': atPlace((behind) => behind.replace(/^： ?/, ': ')),
  'yaml-leading-zero': atPlace(quoteNumber),
  'wrong-type': atPlace(quoteNumber),
}

/** Whether there is a way to put it right; the text may yet turn out not to allow it. */
export const mayBeFixed = ({ code, message }: Problem): boolean =>
  FIXES[code] !== undefined && (code !== 'wrong-type' || NUMBER_FOR_TEXT.test(message))

const NUMBER_FOR_TEXT = /^should be a string, is [+-]?\d/

/** The text without that problem; undefined where a person must mend it. */
export function fixed(text: string, problem: Problem, folders: readonly string[]): string | undefined {
  if (!mayBeFixed(problem)) return undefined
  const after = FIXES[problem.code]?.(text, problem, kindIn(problem.file, folders))
  if (after === undefined || after === text) return undefined
  const troubles = (one: string): number => readYaml(problem.file, one).problems.length
  return troubles(after) <= troubles(text) ? after : undefined
}

function kindIn(file: string, folders: readonly string[]): FileKind | undefined {
  const paths = folders.map((folder) => relative(folder, file).replaceAll('\\', '/'))
  const path = paths.find((one) => !one.startsWith('..'))
  return path === undefined ? undefined : kindOf(path)
}

/** The quotes that a number needs to be text, with the name of its field before it or without. */
function quoteNumber(behind: string): string {
  return behind.replace(/^((?:[a-z_]+: +)?)([+-]?\d[\d.]*)(?=[\s,\]}]|$)/, '$1"$2"')
}

/** Wide spaces take two columns of an editor. */
const spaces = (indent: string): string => indent.replaceAll('\u3000', '  ').replace(/\p{Zs}/gu, ' ')
const UNSEEN = /(?![\t\r])\p{Cc}|(?!\u200d)\p{Cf}/gu

function onLine(change: (line: string) => string): Fix {
  return (text, { line }) => {
    const lines = text.split('\n')
    const old = lines[line - 1]
    if (old === undefined) return undefined
    const mark = line === 1 && old.startsWith('\uFEFF') ? '\uFEFF' : ''
    lines[line - 1] = mark + change(old.slice(mark.length))
    return lines.join('\n')
  }
}

/** @param change what stands from the place to the end of its line */
function atPlace(change: (behind: string) => string): Fix {
  return (text, problem, kind) =>
    onLine((line) => line.slice(0, problem.column - 1) + change(line.slice(problem.column - 1)))(text, problem, kind)
}
