/** Much YAML is read by two, and says the same as when it is read by one. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { isToBeRead } from '../../src/knowledge/kept-records.ts'
import { type Loaded, loadKnowledge } from '../../src/knowledge/load.ts'
import { readAhead } from '../../src/knowledge/read-ahead.ts'
import { readFolders } from '../../src/knowledge/read-folders.ts'
import { goodBase, writeFiles } from './good-base.ts'

const ENTRY = goodBase()['guidance/reporting.yaml'] as string
const FILLING = `# ${'x'.repeat(200)}\n`.repeat(1500)
/** Beyond the size from which on a second reader is worth it. */
const large = (entry = ENTRY): Record<string, string> => ({
  ...goodBase(),
  ...Object.fromEntries(
    Array.from({ length: 9 }, (_, file) => [
      `guidance/more-${file}.yaml`,
      FILLING + entry.replace(/^- id: (\S+)/gm, `- id: $1-${file}`).replaceAll('?', ` ${'abcdefghi'[file]}?`),
    ]),
  ),
})

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ahead-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const seen = ({ draft, problems }: Loaded) => ({
  problems,
  guidance: draft.guidance.map(({ value, origin, fields }) => ({ value, origin, fields })),
})

it('the thread begins with the last file, and keeps what it has read', async () => {
  writeFiles(folder, large())
  const { files } = readFolders([folder])
  const toBeRead = files.filter((file) => isToBeRead(file, () => false))
  expect(toBeRead.length).toBeGreaterThanOrEqual(9)
  readAhead(files)
  await vi.waitFor(() => expect(toBeRead.filter((file) => isToBeRead(file, () => false))).toEqual([]), 20_000)
})

it('what it finds is what is found of kept records', () => {
  writeFiles(folder, large())
  const first = loadKnowledge([folder])
  expect(first.draft.guidance.length).toBeGreaterThanOrEqual(10)
  expect(seen(loadKnowledge([folder]))).toEqual(seen(first))
})

it('a file with a problem is told of as ever, whoever came to it first', () => {
  writeFiles(folder, large(ENTRY.replace('confidence: high', 'confidence: no')))
  const { problems } = loadKnowledge([folder])
  expect(problems.map(({ code, file }) => `${file.split('/').at(-1)} ${code}`)).toEqual(
    Array.from({ length: 9 }, (_, file) => `more-${file}.yaml wrong-value`),
  )
})
