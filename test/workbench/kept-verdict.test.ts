/** What a check has said is said again as long as nothing that it rests on has changed, and never longer. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readFolders } from '../../src/knowledge/read-folders.ts'
import type { Checked } from '../../src/workbench/findings.ts'
import { verdictOnce } from '../../src/workbench/kept-verdict.ts'
import { edited, goodBase, writeFiles } from '../knowledge/good-base.ts'

const GUIDANCE = 'guidance/reporting.yaml'
/** Beyond the size from which on a verdict is worth keeping. */
const large = { ...goodBase(), [GUIDANCE]: `${goodBase()[GUIDANCE]}# ${'x'.repeat(200_000)}\n` }

let folder: string
let checks: number
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'verdict-'))
  checks = 0
  writeFiles(folder, large)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const said: Checked = { problems: [], remarks: [], counts: { figures: 1, guidance: 2, terms: 3, sources: 4 } }

function check(dependsOn = ['2026-11-25']): Checked {
  return verdictOnce(readFolders([folder]), [folder], dependsOn, () => {
    checks++
    return said
  })
}

it('checks once what does not change', () => {
  expect([check(), check(), check()]).toEqual([said, said, said])
  expect(checks).toBe(1)
})

it('checks again after an edit, of the question bank as well, and on another day', () => {
  check()
  writeFiles(folder, edited(GUIDANCE, 'confidence: high', 'confidence: low', large))
  check()
  expect(checks).toBe(2)
  writeFiles(folder, { 'questions/more.yaml': '[]\n' })
  check()
  expect(checks).toBe(3)
  check(['2026-11-26'])
  expect(checks).toBe(4)
})

it('keeps nothing where a file cannot be read', () => {
  writeFiles(folder, { 'laws.yaml': Buffer.from([0x2d, 0x20, 0xff]) })
  check()
  check()
  expect(checks).toBe(2)
})
