/**
 * The corpus of broken files under `broken/`, one folder a code. Each file begins with comments: where it lies in the knowledge folder, and what the
 * check must say, a line each: `# line:column code  words of the message or the mend`, with the file in front where it is another. It is laid over a
 * good base, as a later knowledge folder; comments count as lines.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { loadPreviews } from '../../src/cli/platforms.ts'
import { checkKnowledge } from '../../src/workbench/check.ts'
import type { Checked } from '../../src/workbench/findings.ts'
import { figureText, goodBase, writeFiles } from './good-base.ts'

export type Expected = { place: string; words: string }
export type Case = { name: string; code: string; path: string; bytes: Buffer; expected: Expected[] }

const FOLDER = join(import.meta.dirname, 'broken')

export const CASES: Case[] = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .sort()
  .map((file) => {
    const bytes = readFileSync(file)
    const head = [...bytes.toString('utf8').matchAll(/^# (.+)$/gm)].map((match) => match[1] ?? '')
    const [path = '', ...lines] = head
    const code = basename(dirname(file))
    return {
      name: `${code}: ${basename(file, '.yaml').replaceAll('-', ' ')}`,
      code,
      path,
      bytes,
      expected: lines.map(readExpected),
    }
  })

function readExpected(line: string): Expected {
  const [, place = '', words = ''] = /^(\S+ \S+)(?: {2}(.*))?$/.exec(line) ?? []
  return { place, words }
}

/** The good base, with a series of four years that a value can stand out of, and an id that was retired. */
export const base = () => ({
  ...goodBase(),
  'retired.yaml': '- { id: old-fraud, successor: what-is-fraud, retired: 2026-01-31 }\n',
  'figures/cases.yaml': [
    figureText('cases-2020', '2020', 'prosecuted', 'cases', 66),
    figureText('cases-2021', '2021', 'prosecuted', 'cases', 70),
    figureText('cases-2022', '2022', 'prosecuted', 'cases', 75),
  ].join(''),
  'figures/series.yaml': `${goodBase()['figures/series.yaml']}\
- id: cases-by-year
  label: { en: Cases by year, zh: 历年案件数 }
  measure: cases
  stage: prosecuted
  runs:
    - [cases-2019, cases-2020, cases-2021, cases-2022]
`,
})

const previews = await loadPreviews()

/** Checks files laid over the base, which is written to disk once; paths of what is found are as inside the knowledge folder. */
export function openBase(today: string): { checkOver(files: Record<string, string | Buffer>): Checked; close(): void } {
  const root = mkdtempSync(join(tmpdir(), 'broken-'))
  const [below, above] = [join(root, '0'), join(root, '1')]
  writeFiles(below, base())
  const inside = <T extends { file: string }>(one: T): T => ({
    ...one,
    file: relative(root, one.file).replaceAll('\\', '/').replace(/^\d\//, ''),
  })
  return {
    checkOver(files) {
      writeFiles(above, files)
      const checked = checkKnowledge([below, above], today, previews)
      rmSync(above, { recursive: true })
      return { ...checked, problems: checked.problems.map(inside), remarks: checked.remarks.map(inside) }
    },
    close: () => rmSync(root, { recursive: true }),
  }
}
