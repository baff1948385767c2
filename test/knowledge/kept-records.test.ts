/** Records of large files come from where they were kept, and say the same as the file, places included. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Loaded, loadKnowledge } from '../../src/knowledge/load.ts'
import { readFolders } from '../../src/knowledge/read-folders.ts'
import { readRecords } from '../../src/knowledge/read-records.ts'
import { ROOT } from '../shipped.ts'
import { edited, goodBase, writeFiles } from './good-base.ts'

const GUIDANCE = 'guidance/reporting.yaml'
/** Beyond the size from which on a file is worth keeping. */
const large = { ...goodBase(), [GUIDANCE]: `${goodBase()[GUIDANCE]}# ${'x'.repeat(10_000)}\n` }

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-'))
  writeFiles(folder, large)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const recordsOf = ({ draft }: Loaded) =>
  Object.fromEntries(
    Object.entries(draft).map(([kind, records]) => [
      kind,
      records.map(({ value, origin, fields }: (typeof records)[number]) => ({ value, origin, fields })),
    ]),
  )
const places = ({ problems }: Loaded): string[] => problems.map(({ line, column, code }) => `${line}:${column} ${code}`)

it('gives the same records the second time, for all that ships', () => {
  const shipped = [join(ROOT, 'knowledge')]
  const [first, second] = [loadKnowledge(shipped), loadKnowledge(shipped)]
  expect(second.problems).toEqual([])
  expect(recordsOf(second)).toEqual(recordsOf(first))
  expect(second.knowledge).toEqual(first.knowledge)
})

it('points into a file that was not read as YAML this time', () => {
  expect(loadKnowledge([folder]).problems).toEqual([])
  writeFiles(folder, edited('laws.yaml', 'criminal-law', 'penal-law'))
  expect(places(loadKnowledge([folder]))).toContain('7:9 unknown-law')
})

it('sees every edit of it, and never keeps a file with a problem', () => {
  loadKnowledge([folder])
  writeFiles(folder, edited(GUIDANCE, 'law: [criminal-law 266]', 'law: [criminal-lav 266]', large))
  expect(places(loadKnowledge([folder]))).toEqual(['7:9 unknown-law'])
  writeFiles(folder, edited(GUIDANCE, 'confidence: high', 'confidence: no', large))
  for (const _round of [1, 2]) expect(places(loadKnowledge([folder]))).toEqual(['11:3 wrong-value'])
  writeFiles(folder, large)
  expect(loadKnowledge([folder]).problems).toEqual([])
})

it('names the very places that reading the whole file anew names', () => {
  const shipped = join(ROOT, 'knowledge')
  loadKnowledge([shipped])
  const told = ({ draft }: Loaded): string[] =>
    [...draft.guidance, ...draft.sources].flatMap((record) =>
      [['id'], ['title', 'zh'], ['questions', 'en', 0], ['no-such']].map((path) => {
        const { file, line, column } = record.problemAt(path, 'duplicate-id', '')
        return `${file}:${line}:${column}`
      }),
    )
  const anew = readFolders([shipped]).files.flatMap((file) =>
    /^(?:guidance|sources)[./]/.test(file.path) ? (readRecords(file, () => false, []) ?? []) : [],
  )
  expect(told(loadKnowledge([shipped])).toSorted()).toEqual(
    anew
      .flatMap(({ records, problemAt }) =>
        records.flatMap(({ at }) =>
          [['id'], ['title', 'zh'], ['questions', 'en', 0], ['no-such']].map((path) => {
            const { file, line, column } = problemAt([...at, ...path], 'duplicate-id', '')
            return `${file}:${line}:${column}`
          }),
        ),
      )
      .toSorted(),
  )
})
