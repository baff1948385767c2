/** Folders that change while they are watched: as editors, git and people with a file manager change them. */
import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { watchFolders } from '../../src/knowledge/watch.ts'

let parent: string
let folder: string
let stop = () => {}
let noticed = () => {}
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'watch-'))
  folder = join(parent, 'knowledge')
  mkdirSync(join(folder, 'guidance'), { recursive: true })
  writeFileSync(join(folder, 'guidance/reporting.yaml'), '0')
})
afterEach(() => {
  stop()
  rmSync(parent, { recursive: true, force: true })
})

function start(): void {
  stop = watchFolders([folder], () => noticed())
}
/** Does something, and resolves when it was noticed. */
function seen(change: () => void): Promise<void> {
  const done = new Promise<void>((resolve) => (noticed = resolve))
  change()
  return done
}

test('saves by renaming are seen one after another', async () => {
  start()
  for (let save = 1; save <= 5; save++)
    await seen(() => {
      writeFileSync(join(folder, 'guidance/.reporting.yaml.swp'), String(save))
      renameSync(join(folder, 'guidance/.reporting.yaml.swp'), join(folder, 'guidance/reporting.yaml'))
    })
  await seen(() => appendFileSync(join(folder, 'guidance/reporting.yaml'), 'and in place'))
})

test('a file in a new folder inside is seen', async () => {
  start()
  await seen(() => {
    mkdirSync(join(folder, 'figures'))
    writeFileSync(join(folder, 'figures/online-crime.yaml'), '')
  })
  await seen(() => appendFileSync(join(folder, 'figures/online-crime.yaml'), 'more'))
})

test('a folder that was taken away and put back is watched again', async () => {
  start()
  await seen(() => renameSync(folder, join(parent, 'away')))
  await seen(() => renameSync(join(parent, 'away'), folder))
  await seen(() => writeFileSync(join(folder, 'guidance/reporting.yaml'), 'after'))
})

test('a folder that is not there cannot be watched', () => {
  expect(() => watchFolders([join(parent, 'nowhere')], () => {})).toThrow(/ENOENT/)
})
