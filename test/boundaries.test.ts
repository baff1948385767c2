/** Which room may import which: the twin of section 3 of the design. Reads the import lines of everything that ships. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

/** What each room may import of ours, besides itself; `type:` before a name allows `import type` alone. */
const MAY_IMPORT: Record<string, string[]> = {
  'src/compile-cache.js': [],
  'src/message.ts': [],
  'src/reply.ts': ['src/message.ts'],
  'src/adapter.ts': ['src/message.ts', 'src/reply.ts'],
  'src/config.ts': [],
  'src/operations': ['type:src/adapter.ts', 'type:src/reload', 'type:src/reply.ts'],
  'src/reload': ['src/answering', 'src/knowledge', 'type:src/adapter.ts'],
  'src/language': [],
  // How much at once, how long remembered, how long a text: what keeps the rest within bounds.
  'src/bounds': [],
  'src/store': ['src/bounds'],
  'src/charts': [],
  'src/knowledge': ['src/language'],
  'src/matching': ['src/language'],
  'src/figures': ['src/language', 'src/knowledge'],
  'src/answering': ['src/language', 'src/knowledge', 'src/matching', 'src/figures', 'src/message.ts', 'src/reply.ts'],
  'src/conversation': [
    'src/bounds',
    'src/answering',
    'src/store',
    'src/language',
    'type:src/knowledge',
    'src/message.ts',
    'src/reply.ts',
  ],
  'src/workbench': [
    ...['src/answering', 'src/conversation', 'src/knowledge', 'src/language'],
    ...['type:src/store', 'type:src/adapter.ts', 'src/message.ts', 'src/reply.ts'],
  ],
  // The page on which staff see it all: it lays out what the workbench finds.
  'src/preview': [
    ...['src/bounds', 'src/answering', 'src/charts', 'src/conversation', 'src/knowledge', 'src/workbench'],
    ...['type:src/adapter.ts', 'src/message.ts', 'src/reply.ts'],
  ],
  'src/cli': [
    ...[
      'src/answering',
      'src/charts',
      'src/conversation',
      'src/figures',
      'src/knowledge',
      'src/language',
      'src/matching',
    ],
    ...[
      'src/preview',
      'src/store',
      'src/workbench',
      'src/adapter.ts',
      'src/config.ts',
      'src/message.ts',
      'src/reply.ts',
    ],
  ],
  // It alone on the command line sees the platforms: their previews, and whatever a command needs of an adapter.
  'src/cli/platforms.ts': ['adapters/index.ts', 'src/adapter.ts', 'src/config.ts', 'src/message.ts', 'src/reply.ts'],
  'adapters/*': ['src/bounds', 'src/adapter.ts', 'src/message.ts', 'src/reply.ts'],
  'adapters/index.ts': ['adapters/*', 'src/adapter.ts', 'src/message.ts', 'src/reply.ts', 'type:src/config.ts'],
}

/** Only this one reads `process.env`. */
const READS_ENVIRONMENT = 'src/config.ts'

type Import = { from: string; to: string; typeOnly: boolean }

/** The row of the table that a file stands in; undefined when it stands in none. */
function rowOf(file: string): string | undefined {
  if (file === 'src/main.ts' || Object.hasOwn(MAY_IMPORT, file)) return file
  const parts = file.split('/')
  if (parts.length < 3) return undefined
  if (parts[0] === 'adapters') return 'adapters/*'
  const room = `${parts[0]}/${parts[1]}`
  return Object.hasOwn(MAY_IMPORT, room) ? room : undefined
}

/** The folder or root file itself: two adapters share a row, but are two rooms. */
const roomOf = (file: string): string => (file.split('/').length < 3 ? file : file.split('/').slice(0, 2).join('/'))

/** What is wrong with one import, or undefined. */
function judge({ from, to, typeOnly }: Import): string | undefined {
  const [importer, imported] = [rowOf(from), rowOf(to)]
  if (!importer) return `${from} stands in no room`
  if (!imported) return `${from} imports ${to}, which stands in no room`
  if (imported === 'src/main.ts') return `${from} imports ${to}, which nothing may import`
  if (importer === 'src/main.ts' || roomOf(from) === roomOf(to)) return undefined
  const allowed = MAY_IMPORT[importer] ?? []
  if (allowed.includes(imported) || (typeOnly && allowed.includes(`type:${imported}`))) return undefined
  return `${from} imports ${to}${typeOnly ? ' (its types)' : ''}, which ${importer} may not`
}

const STATIC = /^\s*(?:import|export)\s+(type\s+)?(?:[\w*${},\s]+?\sfrom\s*)?['"]([^'"]+)['"]/gm
/** `import('x')`, `require('x')` and `createRequire(…)('x')`. */
const CALLED = /(?:\bimport|\brequire|\bcreateRequire\([^)]*\))\s*\(\s*['"`]([^'"`]+)['"`]/g

/** Imports of our own files that stand in a text. */
function importsIn(from: string, text: string): Import[] {
  const named = [
    ...[...text.matchAll(STATIC)].map(([whole, type, to = '']) => ({
      to,
      typeOnly: type !== undefined || onlyTypes(whole),
    })),
    ...[...text.matchAll(CALLED)].map((match) => ({ to: match[1] ?? '', typeOnly: isTypeQuery(text, match.index) })),
  ]
  return named
    .filter(({ to }) => to.startsWith('.'))
    .map(({ to, typeOnly }) => ({ from, to: posix.join(posix.dirname(from), to), typeOnly }))
}

/** `import { type A, type B } from …` */
const onlyTypes = (line: string): boolean => {
  const names = /\{([^}]*)\}/
    .exec(line)?.[1]
    ?.split(',')
    .map((name) => name.trim())
    .filter(Boolean)
  return names !== undefined && names.length > 0 && names.every((name) => name.startsWith('type '))
}

/** `typeof import('x')` and `: import('x').T` name types; a plain or awaited call loads. */
const isTypeQuery = (text: string, index: number): boolean => /(?:\btypeof|[:<|&])\s*$/.test(text.slice(0, index))

const readsEnvironment = (text: string): boolean =>
  /\bprocess\s*(?:\?\.|\.)\s*env\b|\bprocess\s*\[\s*['"`]env|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b|import\s*\{[^}]*\benv\b[^}]*\}\s*from\s*['"](?:node:)?process['"]/.test(
    text,
  )

const FILES = ['src', 'adapters'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(ROOT.length + 1)
        .replaceAll('\\', '/'),
    ),
)
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

describe('what ships', () => {
  it('has files to look at', () => {
    expect(FILES.length).toBeGreaterThan(30)
  })

  it('stands in rooms', () => {
    expect(FILES.filter((file) => rowOf(file) === undefined)).toEqual([])
  })

  it('imports only what its room may', () => {
    const imports = FILES.flatMap((file) => importsIn(file, read(file)))
    expect(imports.length).toBeGreaterThan(30)
    expect(imports.map(judge).filter((finding) => finding !== undefined)).toEqual([])
  })

  it('imports only files that are there', () => {
    const there = new Set(FILES)
    const missing = FILES.flatMap((file) => importsIn(file, read(file))).filter(
      ({ to }) => !there.has(to) && !to.endsWith('.json'),
    )
    expect(missing.map(({ from, to }) => `${from} imports ${to}`)).toEqual([])
  })

  it('reads the environment in one place', () => {
    expect(FILES.filter((file) => file !== READS_ENVIRONMENT && readsEnvironment(read(file)))).toEqual([])
  })
})

describe('judge', () => {
  it.each<[string, string, boolean, string | undefined]>([
    ['src/language/dates.ts', 'src/language/period.ts', false, undefined],
    ['src/knowledge/load.ts', 'src/language/period.ts', false, undefined],
    ['src/language/dates.ts', 'src/knowledge/load.ts', false, 'which src/language may not'],
    ['src/language/dates.ts', 'src/knowledge/load.ts', true, 'which src/language may not'],
    ['src/matching/index.ts', 'src/knowledge/load.ts', true, 'which src/matching may not'],
    ['src/figures/read.ts', 'src/matching/index.ts', false, 'which src/figures may not'],
    ['src/answering/compose.ts', 'src/reply.ts', true, undefined],
    ['src/answering/compose.ts', 'src/adapter.ts', true, 'which src/answering may not'],
    ['src/conversation/respond.ts', 'src/knowledge/knowledge-base.ts', true, undefined],
    ['src/conversation/respond.ts', 'src/knowledge/load.ts', false, 'which src/conversation may not'],
    ['src/workbench/check.ts', 'src/store/sqlite.ts', false, 'which src/workbench may not'],
    ['src/store/sqlite.ts', 'src/message.ts', true, 'which src/store may not'],
    ['src/store/tables/settings.ts', 'src/bounds/recent.ts', false, undefined],
    ['src/message.ts', 'src/reply.ts', true, 'which src/message.ts may not'],
    ['src/reply.ts', 'src/message.ts', true, undefined],
    ['src/config.ts', 'src/language/period.ts', false, 'which src/config.ts may not'],
    ['src/cli/index.ts', 'src/conversation/respond.ts', false, undefined],
    ['src/cli/index.ts', 'src/main.ts', false, 'which nothing may import'],
    ['src/cli/index.ts', 'adapters/index.ts', false, 'which src/cli may not'],
    ['src/cli/platforms.ts', 'adapters/index.ts', false, undefined],
    ['src/cli/platforms.ts', 'adapters/telegram/index.ts', false, 'which src/cli/platforms.ts may not'],
    ['src/workbench/try.ts', 'src/adapter.ts', true, undefined],
    ['src/workbench/try.ts', 'src/adapter.ts', false, 'which src/workbench may not'],
    ['src/main.ts', 'adapters/index.ts', false, undefined],
    ['src/main.ts', 'src/store/sqlite.ts', false, undefined],
    ['adapters/telegram/index.ts', 'adapters/telegram/decode.ts', false, undefined],
    ['adapters/telegram/index.ts', 'src/bounds/recent.ts', false, undefined],
    ['src/bounds/recent.ts', 'src/message.ts', true, 'which src/bounds may not'],
    ['adapters/telegram/index.ts', 'adapters/discord/render.ts', false, 'which adapters/* may not'],
    ['adapters/telegram/index.ts', 'adapters/index.ts', false, 'which adapters/* may not'],
    ['adapters/telegram/index.ts', 'src/answering/answer.ts', true, 'which adapters/* may not'],
    ['adapters/telegram/index.ts', 'src/config.ts', true, 'which adapters/* may not'],
    ['adapters/index.ts', 'adapters/telegram/index.ts', false, undefined],
    ['adapters/index.ts', 'src/config.ts', true, undefined],
    ['adapters/index.ts', 'src/config.ts', false, 'which adapters/index.ts may not'],
    ['adapters/index.ts', 'src/main.ts', true, 'which nothing may import'],
    ['src/utils/misc.ts', 'src/message.ts', false, 'src/utils/misc.ts stands in no room'],
    ['src/helper.ts', 'src/message.ts', false, 'src/helper.ts stands in no room'],
    ['src/cli/index.ts', 'test/knowledge/good-base.ts', false, 'which stands in no room'],
  ])('%s importing %s (types only: %s): %s', (from, to, typeOnly, finding) => {
    if (finding === undefined) expect(judge({ from, to, typeOnly })).toBeUndefined()
    else expect(judge({ from, to, typeOnly })).toContain(finding)
  })
})

describe('importsIn', () => {
  const value = { from: 'src/cli/a.ts', to: 'src/store/b.ts', typeOnly: false }
  const type = { ...value, typeOnly: true }

  it.each([
    ["import { b } from '../store/b.ts'", [value]],
    ["import b from '../store/b.ts'", [value]],
    ["import '../store/b.ts'", [value]],
    ["import * as b from '../store/b.ts'", [value]],
    ["import {\n  b,\n  type C,\n} from '../store/b.ts'", [value]],
    ["export * from '../store/b.ts'", [value]],
    ["export { b } from '../store/b.ts'", [value]],
    ["import type { B } from '../store/b.ts'", [type]],
    ["import { type B, type C } from '../store/b.ts'", [type]],
    ["const b = await import('../store/b.ts')", [value]],
    ["load: () => import('../store/b.ts')", [value]],
    ["type B = typeof import('../store/b.ts')", [type]],
    ["createRequire(import.meta.url)('../store/b.ts')", [value]],
    ["const require = createRequire(import.meta.url)\nconst b = require('../store/b.ts')", [value]],
    ["import { join } from 'node:path'", []],
    ["import { z } from 'zod'", []],
  ])('finds what %j imports of ours', (text, expected) => {
    expect(importsIn('src/cli/a.ts', text)).toEqual(expected)
  })
})

describe('readsEnvironment', () => {
  it.each([
    'process.env.TOKEN',
    'process.env',
    "process['env']",
    'const { env } = process',
    "import { env } from 'node:process'",
    'process?.env',
  ])('sees %s', (text) => {
    expect(readsEnvironment(text)).toBe(true)
  })

  it.each(['process.exit(1)', 'config.env', 'const { argv } = process'])('passes over %s', (text) => {
    expect(readsEnvironment(text)).toBe(false)
  })
})
