import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse as parseYaml } from 'yaml'
import type { Path } from '../../src/knowledge/yaml.ts'
import { editYaml, type YamlEdit } from '../../src/workbench/edit-yaml.ts'
import { yamlTexts } from './yaml-texts.ts'

const lines = (...all: string[]): string => `${all.join('\n')}\n`

describe('an edit', () => {
  it.each<[string, string, YamlEdit, string]>([
    [
      'adds to a list behind its last item, before the comment that follows',
      lines('- a # first', '- b # last', '', '# Others', ''),
      { insert: 'c', into: [] },
      lines('- a # first', '- b # last', '- c', '', '# Others', ''),
    ],
    [
      'keeps the comment lines that belong to the last item with it',
      lines('- id: a', '  # why a', '# Others'),
      { insert: { id: 'b' }, into: [] },
      lines('- id: a', '  # why a', '- id: b', '# Others'),
    ],
    [
      'parts records by a blank line where the others are parted so',
      lines('- id: a', '', '- id: b'),
      { insert: { id: 'c' }, into: [] },
      lines('- id: a', '', '- id: b', '', '- id: c'),
    ],
    [
      'puts a record between two others',
      lines('# Top', '- id: a', '# About c', '- id: c'),
      { insert: { id: 'b' }, into: [], at: 1 },
      lines('# Top', '- id: a', '- id: b', '# About c', '- id: c'),
    ],
    [
      'puts a record first, below the heading of the file',
      lines('# Top', '- id: b'),
      { insert: { id: 'a' }, into: [], at: 0 },
      lines('# Top', '- id: a', '- id: b'),
    ],
    [
      'writes a record in brackets where its neighbours are',
      lines('- { id: a }', '- { id: b }'),
      { insert: { id: 'c', put: 'word '.repeat(30).trim() }, into: [] },
      lines('- { id: a }', '- { id: b }', `- { id: c, put: ${'word '.repeat(30).trim()} }`),
    ],
    ['adds between brackets', 'a: [ x, y ] # c\n', { insert: 'z', into: ['a'] }, 'a: [ x, y, z ] # c\n'],
    [
      'adds between brackets, one item a line',
      lines('a: [', '    x, # one', '    y # two', '  ]'),
      { insert: 'z', into: ['a'] },
      lines('a: [', '    x, # one', '    y,', '    z # two', '  ]'),
    ],
    ['fills empty brackets', 'a: []\n', { insert: 'x', into: ['a'] }, 'a: [x]\n'],
    ['begins a list that is not there', 'a: 1\n', { insert: 'x', into: ['b'] }, lines('a: 1', 'b: [ x ]')],
    [
      'fills a list that has no items yet',
      lines('a:', 'b: 1'),
      { insert: 'long and many words', into: ['a'] },
      lines('a:', '  - long and many words', 'b: 1'),
    ],
    ['begins a file of comments alone', '# only\n', { insert: { id: 'a' }, into: [] }, lines('# only', '- id: a')],
    ['replaces a value and keeps its quotes', `a: 'x' # c\n`, { set: 'y', at: ['a'] }, `a: 'y' # c\n`],
    ['quotes what would not stay text', 'a: x\n', { set: '110', at: ['a'] }, 'a: "110"\n'],
    [
      'adds a field where its kind is written',
      lines('- id: a # A', '  reviewed: 2026-01-01', '- id: b'),
      { set: 'B', at: [0, 'title'], order: ['id', 'title', 'reviewed'] },
      lines('- id: a # A', '  title: B', '  reviewed: 2026-01-01', '- id: b'),
    ],
    [
      'adds a field before the first one of a record',
      lines('- title: A', '  more: B'),
      { set: 'a', at: [0, 'id'], order: ['id', 'title'] },
      lines('- id: a', '  title: A', '  more: B'),
    ],
    [
      'replaces a folded text by a short one',
      lines('- en: >-', '    One and', '    two.', '  zh: 三'),
      { set: 'One.', at: [0, 'en'] },
      lines('- en: One.', '  zh: 三'),
    ],
    [
      'folds a text that is too long for its line',
      lines('en: Short. # to be written', 'zh: 短'),
      { set: 'word '.repeat(40).trim(), at: ['en'] },
      lines(`en: ${'word '.repeat(40).trim()} # to be written`, 'zh: 短'),
    ],
    ['removes an item with its line', lines('- a', '- b # c', '- d'), { remove: [1] }, lines('- a', '- d')],
    [
      'removes a record with one of its blank lines',
      lines('- a: 1', '', '- b: 1', '', '- c: 1'),
      { remove: [1] },
      lines('- a: 1', '', '- c: 1'),
    ],
    [
      'removes the last record with the blank line above',
      lines('- a: 1', '', '- b: 1'),
      { remove: [1] },
      lines('- a: 1'),
    ],
    [
      'removes the first record with the blank line below',
      lines('# t', '- a: 1', '', '- b: 1'),
      { remove: [0] },
      lines('# t', '- b: 1'),
    ],
    [
      'keeps the heading over a record that goes',
      lines('- a', '# Cards', '- b', '- c'),
      { remove: [1] },
      lines('- a', '# Cards', '- c'),
    ],
    ['removes between brackets', 'a: [ x, y, z ]\n', { remove: ['a', 2] }, 'a: [ x, y ]\n'],
    [
      'leaves empty brackets behind the last item',
      lines('a:', '  - x', 'b: 1'),
      { remove: ['a', 0] },
      lines('a: []', 'b: 1'),
    ],
    ['keeps CRLF', '- a\r\n- b\r\n', { insert: { id: 'c', n: 1 }, into: [] }, '- a\r\n- b\r\n- id: c\r\n  n: 1\r\n'],
    ['keeps a byte-order mark', '\uFEFF- a\n', { insert: 'b', into: [] }, '\uFEFF- a\n- b\n'],
    ['keeps a file without a last line end as it is', '- a', { insert: 'b', into: [] }, '- a\n- b'],
  ])('%s', (_says, text, edit, expected) => {
    expect(editYaml(text, edit)).toBe(expected)
  })

  it.each<[string, string, YamlEdit, RegExp]>([
    ['of a file that is no YAML', 'a: [\n', { set: 1, at: ['a'] }, /no readable YAML/],
    ['into something that is no list', 'a: 1\n', { insert: 1, into: ['a'] }, /`a` is no list/],
    ['of what is not there', 'a: 1\n', { remove: ['b'] }, /there is no `b`/],
    ['of a text that an alias repeats', lines('a: &x [ 1 ]', 'b: *x'), { insert: 2, into: ['a'] }, /by hand/],
  ])('%s is refused', (_says, text, edit, message) => {
    expect(() => editYaml(text, edit)).toThrow(message)
  })
})

/** The library takes a byte-order mark for an indent. */
const parse = (text: string): unknown => parseYaml(text.replace('\uFEFF', ''))

type Step = string | number
/** Every place of a value, the value itself left out. */
function pathsIn(value: unknown, path: Step[] = []): Step[][] {
  if (typeof value !== 'object' || value === null) return path.length > 0 ? [path] : []
  const inner = Object.entries(value).flatMap(([key, one]) =>
    pathsIn(one, [...path, Array.isArray(value) ? Number(key) : key]),
  )
  return path.length > 0 ? [path, ...inner] : inner
}
const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inner, step) => (inner as Record<Step, unknown>)[step], value)
/** More with `RUNS=5000`. */
const RUNS = Number(process.env.RUNS ?? 50)
const commentsIn = (text: string): string[] => text.match(/# note \d+/g) ?? []

/** How much of the old text stands unchanged before and behind what was edited. */
function kept(before: string, after: string): number {
  let head = 0
  while (head < Math.min(before.length, after.length) && before[head] === after[head]) head++
  let tail = 0
  while (tail < Math.min(before.length, after.length) - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  return head + tail
}

const leaf = fc.oneof(
  fc.constantFrom(
    'plain',
    'two words',
    '110',
    'yes',
    'a: b',
    '# no comment',
    "it's",
    '"quoted"',
    '[x]',
    '帮信罪是什么',
    'x'.repeat(90),
  ),
  fc.constant(
    'a sentence of many words that goes on and on until it is far too long for a single line of a file that people read, and then some more',
  ),
  fc.integer(),
  fc.boolean(),
)
const addition = fc.oneof(
  leaf,
  fc.array(leaf, { maxLength: 3 }),
  fc.record({ id: leaf, title: fc.record({ en: leaf, zh: leaf }) }),
)

describe('any YAML text', () => {
  it('takes an item more, and nothing else changes by a byte', () => {
    fc.assert(
      fc.property(yamlTexts, addition, fc.nat(), fc.nat(), (text, value, which, where) => {
        const lists = [[], ...pathsIn(parse(text))].filter((path) => Array.isArray(at(parse(text), path)))
        fc.pre(lists.length > 0)
        const into = lists[which % lists.length] ?? []
        const length = (at(parse(text), into) as unknown[]).length
        const index = where % (length + 1)
        const edited = editYaml(text, { insert: value, into, at: index })
        expect(at(parse(edited), [...into, index])).toEqual(value)
        // Empty brackets may be opened; everything else is only pushed apart.
        expect(kept(text, edited)).toBeGreaterThanOrEqual(text.length - (length === 0 ? 4 : 0))
      }),
      { numRuns: RUNS },
    )
  })

  it('takes another value, and every comment outside the old one stays', () => {
    fc.assert(
      fc.property(yamlTexts, addition, fc.nat(), (text, value, which) => {
        const paths = pathsIn(parse(text))
        fc.pre(paths.length > 0)
        const path = paths[which % paths.length] ?? []
        const edited = editYaml(text, { set: value, at: path })
        expect(at(parse(edited), path)).toEqual(value)
        if (typeof at(parse(text), path) !== 'object') expect(commentsIn(edited)).toEqual(commentsIn(text))
      }),
      { numRuns: RUNS },
    )
  })

  it('is as it was once what was added is removed', () => {
    fc.assert(
      fc.property(yamlTexts, addition, fc.nat(), (text, value, which) => {
        const lists = [[], ...pathsIn(parse(text))].filter((path) => {
          const list = at(parse(text), path)
          return Array.isArray(list) && list.length > 0
        })
        fc.pre(lists.length > 0)
        const into = lists[which % lists.length] ?? []
        const length = (at(parse(text), into) as unknown[]).length
        const added = editYaml(text, { insert: value, into })
        expect(editYaml(added, { remove: [...into, length] })).toBe(text)
      }),
      { numRuns: RUNS },
    )
  })

  it('loses a field or an item, and all else means the same', () => {
    fc.assert(
      fc.property(yamlTexts, fc.nat(), (text, which) => {
        const paths = pathsIn(parse(text))
        fc.pre(paths.length > 0)
        const path = paths[which % paths.length] ?? []
        const expected = structuredClone(parse(text))
        const parent = at(expected, path.slice(0, -1))
        if (Array.isArray(parent)) parent.splice(Number(path.at(-1)), 1)
        else delete (parent as Record<Step, unknown>)[path.at(-1) as Step]
        expect(parse(editYaml(text, { remove: path }))).toEqual(expected)
      }),
      { numRuns: RUNS },
    )
  })
})

describe('the shipped knowledge', () => {
  const folder = join(import.meta.dirname, '../../knowledge')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'))

  it.each(files)('%s takes a field, an item and their removal without another byte changed', (file) => {
    const text = readFileSync(join(folder, file), 'utf8')
    const value = parse(text)
    const added: YamlEdit = Array.isArray(value) ? { insert: { id: 'new' }, into: [] } : { set: 'new', at: ['new'] }
    const edited = editYaml(text, added)
    expect(kept(text, edited)).toBe(text.length)
    expect(editYaml(edited, { remove: Array.isArray(value) ? [value.length] : ['new'] })).toBe(text)
  })
})
