/**
 * How long `check` takes as a whole process: over the knowledge that ships, as it lies there and after an edit, and over one made as large as one
 * likes. Its entries are made of the words of the shipped ones; each tells itself from the others by two words of its own. `--phrasings` counts
 * those of an entry in all, half of them in English and half in Chinese; `--languages` says for how many languages there is text in its answer.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../src/config.ts'
import { openKnowledge } from '../src/knowledge/open.ts'
import type { Guidance } from '../src/knowledge/schema/guidance.ts'
import { isTraditional } from '../src/language/script.ts'
import { markdownTable, withSpread } from './table.ts'
import { randomFrom } from './typos.ts'

const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '5000' },
    phrasings: { type: 'string', default: '10' },
    languages: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
  },
})
const [ENTRIES, PHRASINGS, LANGUAGES, ROUNDS] = [values.entries, values.phrasings, values.languages, values.rounds].map(
  Number,
) as [number, number, number, number]
/** Two languages stand in a file; as much text as more of them have is shared out between the two. */
const WRITTEN = 2
const PER_FILE = 100
const TODAY = '2026-11-25'
const ROOT = join(import.meta.dirname, '..')

const { knowledge } = await openKnowledge(readConfig().knowledgeFolders)
if (!knowledge) throw new Error('the knowledge base has problems; run npm run check')
const shipped = [...knowledge.guidance.values()].filter(({ numbers, law }) => !numbers && !law)

function generate(folder: string): void {
  const random = randomFrom(1)
  const pick = <T>(list: readonly T[]): T => list[random() % list.length] as T
  const texts = (entry: Guidance, language: 'en' | 'zh'): string[] => [
    entry.title[language],
    ...entry.questions[language],
  ]
  const words = {
    en: [
      ...new Set(
        shipped.flatMap((entry) => texts(entry, 'en')).flatMap((text) => text.toLowerCase().match(/[a-z]{3,}/g) ?? []),
      ),
    ],
    zh: [
      ...new Set(
        shipped
          .flatMap((entry) => texts(entry, 'zh'))
          .flatMap((text) => text.match(/\p{Script=Han}{2}/gu) ?? [])
          .filter((word) => !isTraditional(word)),
      ),
    ],
  }
  const sentence = (language: 'en' | 'zh', length: number, own: string): string => {
    const said = Array.from({ length }, () => pick(words[language]))
    if (language === 'en') return `${said.join(' ')} ${own}`
    // Thrown together without a mark between them, two words may read as one in traditional characters.
    return `${said.join('，')}，${own}`
  }
  const made = Array.from({ length: ENTRIES }, (_, index) => {
    const letters = [...String(index)].map((digit) => 'bcdfghjklm'[Number(digit)]).join('a')
    const own = {
      en: `${pick(words.en)} ${letters}`,
      zh: `${pick(words.zh)}，${pick(words.zh)}（${letters}）`,
    }
    const share = PHRASINGS / WRITTEN
    const text = (language: 'en' | 'zh', sentences: number): string =>
      Array.from({ length: sentences }, () => sentence(language, 8, own[language])).join(
        language === 'en' ? '. ' : '。',
      )
    const both = <T>(of: (language: 'en' | 'zh') => T) => ({ en: of('en'), zh: of('zh') })
    return {
      id: `made-${index}`,
      title: both((language) => sentence(language, 3, own[language])),
      questions: both((language) => Array.from({ length: share }, () => sentence(language, 4, own[language]))),
      short: both((language) => text(language, 1)),
      more: both((language) => text(language, Math.round((4 * LANGUAGES) / WRITTEN))),
      sources: [pick([...(knowledge?.sources.keys() ?? [])])],
      confidence: 'high',
      reviewed: TODAY,
    }
  })
  cpSync(join(ROOT, 'knowledge'), folder, {
    recursive: true,
    filter: (file) => !/[\\/](?:questions|guidance)[\\/]made/.test(file),
  })
  mkdirSync(join(folder, 'guidance'), { recursive: true })
  for (let from = 0; from < made.length; from += PER_FILE)
    writeFileSync(
      join(folder, `guidance/made-${from}.yaml`),
      made
        .slice(from, from + PER_FILE)
        .map(asYaml)
        .join('\n'),
    )
}

/** As people write it: a line a field, lists by dashes, plain words unquoted. */
function asYaml({
  id,
  title,
  questions,
  short,
  more,
  sources,
  confidence,
  reviewed,
}: ReturnType<typeof Object.assign>): string {
  const pair = (name: string, { en, zh }: { en: string; zh: string }): string =>
    `  ${name}:\n    en: ${en}\n    zh: ${zh}`
  const list = (language: string, items: string[]): string =>
    `    ${language}:\n${items.map((item) => `      - ${item}`).join('\n')}`
  return [
    `- id: ${id}`,
    pair('title', title),
    `  questions:\n${list('en', questions.en)}\n${list('zh', questions.zh)}`,
    pair('short', short),
    pair('more', more),
    `  sources: [${sources}]\n  confidence: ${confidence}\n  reviewed: ${reviewed}\n`,
  ].join('\n')
}

type Run = { seconds: number; code: number | null; said: string }

function check(folder: string): Run {
  const start = performance.now()
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', './src/compile-cache.js', 'src/cli/index.ts', 'check'],
    {
      cwd: ROOT,
      env: { ...process.env, KNOWLEDGE_DIR: folder, NOW: TODAY },
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  )
  return {
    seconds: (performance.now() - start) / 1000,
    code: status,
    said: stderr.trim().split('\n').at(-1) ?? '',
  }
}

function row(name: string, runs: readonly Run[]): string[] {
  return [
    name,
    withSpread(
      runs.map(({ seconds }) => seconds),
      (value) => value.toFixed(2),
    ),
    runs.at(-1)?.said ?? '',
  ]
}

const folder = mkdtempSync(join(tmpdir(), 'bench-check-'))
try {
  const rounds = <T>(run: (round: number) => T): T[] => Array.from({ length: ROUNDS }, (_, round) => run(round))
  const rows: string[][] = []
  check('knowledge')
  rows.push(
    row(
      'shipped',
      rounds(() => check('knowledge')),
    ),
  )
  cpSync(join(ROOT, 'knowledge'), folder, { recursive: true })
  const edited = join(folder, 'guidance/urgent.yaml')
  const text = readFileSync(edited, 'utf8')
  check(folder)
  rows.push(
    row(
      'shipped, after an edit',
      rounds((round) => {
        writeFileSync(edited, `${text}# ${round} ${Date.now()}\n`)
        return check(folder)
      }),
    ),
  )
  rmSync(folder, { recursive: true })
  generate(folder)
  const large = `${ENTRIES} entries, ${PHRASINGS} phrasings each, answers of ${LANGUAGES} languages' worth of text`
  rows.push(row(`${large}, the first time`, [check(folder)]))
  rows.push(
    row(
      `${large}, again`,
      rounds(() => check(folder)),
    ),
  )
  console.log(
    markdownTable(
      ['knowledge', 'it said', 'seconds'],
      rows.map(([name = '', seconds = '', said = '']) => [name, said, seconds]),
    ),
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
