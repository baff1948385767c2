/** Telegram's Bot API as its documentation describes it, read from the declarations that `@gramio/types` generates from it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

type Type =
  | { kind: 'string' | 'number' | 'boolean' | 'file' | 'any' }
  | { kind: 'literal'; value: string | number | boolean }
  | { kind: 'list'; of: Type }
  | { kind: 'either'; of: Type[] }
  | { kind: 'named'; name: string }

/** How long a text may be, where the documentation says so. */
export type Length = { from: number; to: number; unit: 'characters' | 'bytes'; parsed: boolean }

type Field = { name: string; type: Type; optional: boolean; length: Length | undefined }
type Shape = Map<string, Field>

const folder = join(import.meta.dirname, '../../../node_modules/@gramio/types/out')
const shapes = new Map<string, Shape>()
const aliases = new Map<string, Type>()
for (const file of ['params', 'objects']) readDeclarations(readFileSync(join(folder, `${file}.d.ts`), 'utf8'))

const METHODS = new Set(
  Array.from(
    readFileSync(join(folder, 'methods.d.ts'), 'utf8').matchAll(/^ {4}(\w+): CallAPI/gm),
    ([, name = '']) => name,
  ),
)

export const isMethod = (name: string): boolean => METHODS.has(name)

/** What is wrong with the parameters of a call, each said by its path; empty: nothing. */
export function checkCall(method: string, params: Record<string, unknown>): string[] {
  const shape = shapes.get(`${method[0]?.toUpperCase()}${method.slice(1)}Params`)
  if (!shape) return Object.keys(params).map((name) => `${method} takes no ${name}`)
  return checkShape(shape, params, method, true)
}

/** The same for what Telegram itself sends: an update, a message. */
export const checkObject = (name: string, value: unknown): string[] =>
  check({ kind: 'named', name: `Telegram${name}` }, value, name, false)

function checkShape(shape: Shape, value: Record<string, unknown>, path: string, lengths: boolean): string[] {
  const wrong: string[] = []
  for (const name of Object.keys(value)) if (!shape.has(name)) wrong.push(`${path} knows no ${name}`)
  for (const field of shape.values()) {
    const given = value[field.name]
    if (given === undefined) {
      if (!field.optional) wrong.push(`${path} lacks ${field.name}`)
      continue
    }
    const here = `${path}.${field.name}`
    wrong.push(...check(field.type, given, here, lengths))
    const { length } = field
    // Texts with tags are measured by whoever parses them.
    if (lengths && length && !length.parsed && typeof given === 'string')
      wrong.push(...checkLength(length, given, here))
  }
  return wrong
}

export function checkLength({ from, to, unit }: Length, text: string, path: string): string[] {
  const size = unit === 'bytes' ? Buffer.byteLength(text) : text.length
  return size >= from && size <= to ? [] : [`${path} has ${size} ${unit}, and may have ${from} to ${to}`]
}

/** The length that the documentation gives a parameter whose text is parsed first. */
export function parsedLength(method: string, name: string): Length {
  const field = shapes.get(`${method[0]?.toUpperCase()}${method.slice(1)}Params`)?.get(name)
  if (!field?.length?.parsed) throw new Error(`the description gives no length for ${method}.${name}`)
  return field.length
}

function check(type: Type, value: unknown, path: string, lengths: boolean): string[] {
  switch (type.kind) {
    case 'any':
      return []
    case 'file':
      return value instanceof Blob ? [] : [`${path} is no file`]
    case 'string':
    case 'number':
    case 'boolean':
      return typeof value === type.kind ? [] : [`${path} is no ${type.kind}`]
    case 'literal':
      return value === type.value ? [] : [`${path} is not ${JSON.stringify(type.value)}`]
    case 'list':
      if (!Array.isArray(value)) return [`${path} is no list`]
      return value.flatMap((item, index) => check(type.of, item, `${path}[${index}]`, lengths))
    case 'either': {
      const tries = type.of.map((one) => check(one, value, path, lengths))
      // Of several shapes, the one that fits best tells what is wrong.
      return tries.reduce((best, wrong) => (wrong.length < best.length ? wrong : best))
    }
    case 'named': {
      const shape = shapes.get(type.name)
      if (shape) return isRecord(value) ? checkShape(shape, value, path, lengths) : [`${path} is no ${type.name}`]
      const alias = aliases.get(type.name)
      if (!alias) throw new Error(`the description names ${type.name} and does not say what it is`)
      return check(alias, value, path, lengths)
    }
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function readDeclarations(text: string): void {
  for (const [, name = '', body = ''] of text.matchAll(/^export interface (\w+) \{\n([\s\S]*?)^\}/gm))
    shapes.set(name, new Map(fieldsIn(body).map((field) => [field.name, field])))
  for (const [, name = '', body = ''] of text.matchAll(/^export type (\w+) =((?:.|\n(?!\n|export|\/\*))*)/gm))
    aliases.set(name, readType(body))
}

function fieldsIn(body: string): Field[] {
  const members =
    /(?: {4}\/\*\*\n([\s\S]*?) {4} \*\/\n)? {4}"?(\w+)"?(\??):([\s\S]*?)(?=\n {4}(?:\/\*\*|"?\w+"?\??:)|\n*$(?![\s\S]))/g
  return Array.from(body.matchAll(members), ([, doc = '', name = '', optional, type = '']) => ({
    name,
    type: readType(type),
    optional: optional === '?',
    length: lengthIn(doc),
  }))
}

function lengthIn(doc: string): Length | undefined {
  const found = /(\d+)-(\d+) (characters|bytes)( after (?:entities|entity) parsing)?/.exec(doc)
  if (!found) return undefined
  const [, from, to, unit, parsed] = found
  return { from: Number(from), to: Number(to), unit: unit as Length['unit'], parsed: parsed !== undefined }
}

/** A union, of which each part may be a list. */
function readType(text: string): Type {
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, '').trim()
  const inParentheses = /^\(([\s\S]*)\)((?:\[\])*)$/.exec(bare)
  if (inParentheses) return listOf(readType(inParentheses[1] ?? ''), inParentheses[2] ?? '')
  const parts = bare
    .replace(/\{ to\w+\(\): [^}]*\}/g, '')
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const [only, ...others] = parts
  if (only !== undefined && others.length === 0) return readOne(only)
  return { kind: 'either', of: parts.map(readOne) }
}

function readOne(text: string): Type {
  const [, name = '', lists = ''] = /^([\s\S]*?)((?:\[\])*)$/.exec(text) ?? []
  return listOf(named(name), lists)
}

function named(name: string): Type {
  switch (name) {
    case 'string':
    case 'number':
    case 'boolean':
      return { kind: name }
    case 'true':
    case 'false':
      return { kind: 'literal', value: name === 'true' }
    case 'Blob':
      return { kind: 'file' }
  }
  if (/^"/.test(name)) return { kind: 'literal', value: JSON.parse(name) }
  if (/^-?\d+$/.test(name)) return { kind: 'literal', value: Number(name) }
  if (/^(?:Objects\.)?\w+$/.test(name)) return { kind: 'named', name: name.replace('Objects.', '') }
  // Generic helpers, and `keyof`, which no check of ours needs.
  return { kind: 'any' }
}

function listOf(type: Type, lists: string): Type {
  return Array.from(lists.matchAll(/\[\]/g)).reduce<Type>((of) => ({ kind: 'list', of }), type)
}
