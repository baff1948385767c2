/** What comes of two people's edits, of other machines' editors, and of folders that are not as they should be. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadKnowledge } from '../../src/knowledge/load.ts'
import { MOST_BYTES } from '../../src/knowledge/read-text.ts'
import { watchFolders } from '../../src/knowledge/watch.ts'
import { CASES, openBase } from './broken-files.ts'
import { edited, type Files, goodBase, writeFiles } from './good-base.ts'

const GUIDANCE = 'guidance/reporting.yaml'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'disk-'))
  writeFiles(folder, goodBase())
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** `file:line:column code` of every problem, files as inside the folder. */
const problems = (): string[] =>
  loadKnowledge([folder]).problems.map(
    ({ file, line, column, code }) => `${relative(folder, file).replaceAll('\\', '/')}:${line}:${column} ${code}`,
  )

describe("two people's edits of one file", () => {
  /** What Git makes of them. */
  function merged(ours: Files, theirs: Files): string {
    const versions = { ours: ours[GUIDANCE], base: goodBase()[GUIDANCE], theirs: theirs[GUIDANCE] }
    for (const [name, text] of Object.entries(versions)) writeFileSync(join(folder, name), text ?? '')
    const { stdout } = spawnSync('git', ['merge-file', '-p', 'ours', 'base', 'theirs'], { cwd: folder })
    return stdout.toString()
  }
  const added = (id: string, title: string, question: string): Files => ({
    [GUIDANCE]: `${goodBase()[GUIDANCE]}\
- id: ${id}
  title: { en: ${title}, zh: ${title}的中文 }
  questions: { en: [${question}], zh: [${question}用中文] }
  short: { en: Yes., zh: 是的。 }
  sources: [spp-2020]
  confidence: high
  reviewed: 2026-11-23
`,
  })

  it('of the same lines leave a conflict, which is told of once, where it begins', () => {
    const text = merged(
      edited(GUIDANCE, 'Report a fraud', 'Report being cheated'),
      edited(GUIDANCE, 'Report a fraud', 'Report a scam'),
    )
    writeFiles(folder, { [GUIDANCE]: text })
    expect(problems()).toEqual([`${GUIDANCE}:2:1 merge-conflict`])
  })

  it('that both add an entry at the end leave a conflict as well', () => {
    const text = merged(added('one', 'One', 'first thing'), added('two', 'Two', 'other thing'))
    writeFiles(folder, { [GUIDANCE]: text })
    expect(problems()).toEqual([expect.stringMatching(/:22:1 merge-conflict$/)])
  })

  it('of different lines merge, and are checked together', () => {
    const text = merged(
      edited(GUIDANCE, '- id: report-fraud', '- id: reporting'),
      edited(GUIDANCE, '什么算诈骗]', '什么算诈骗, 什么是骗]'),
    )
    expect(text).not.toContain('<<<<<<<')
    writeFiles(folder, { [GUIDANCE]: text })
    // The glossary and a signal still name it by its old id.
    expect(problems()).toEqual(['glossary.yaml:6:13 unknown-entry', 'signals.yaml:7:5 unknown-entry'])
  })

  it('that copy one entry into two files give it one id twice, and its questions two places', () => {
    writeFiles(folder, {
      'guidance/by-one.yaml': added('help', 'Help', 'who helps')[GUIDANCE]?.slice(goodBase()[GUIDANCE]?.length) ?? '',
      'guidance/by-two.yaml': added('help', 'Aid', 'Who helps?')[GUIDANCE]?.slice(goodBase()[GUIDANCE]?.length) ?? '',
    })
    expect(problems()).toEqual([
      'guidance/by-two.yaml:1:3 duplicate-id',
      'guidance/by-two.yaml:3:21 duplicate-phrasing',
    ])
  })
})

describe('a broken file as other editors save it', () => {
  const { checkOver, close } = openBase('2026-11-25')
  afterAll(close)
  const found = (path: string, text: string): string[] => {
    const { problems, remarks } = checkOver({ [path]: text })
    return [...problems, ...remarks].map(({ line, column, code }) => `${line}:${column} ${code}`)
  }
  // The rest is told by their codes alone; these by what YAML makes of the line ends.
  const texts = CASES.filter(({ code }) => /^(?:yaml|merge|full|missing|unbound)-/.test(code))

  it.each(texts)('has its problem in the same place with Windows line ends and a mark in front: $name', (one) => {
    const text = one.bytes.toString('utf8')
    expect(found(one.path, `\uFEFF${text.replaceAll('\n', '\r\n')}`)).toEqual(found(one.path, text))
  })
})

describe('a folder', () => {
  it('with a file of 20 MB says which, and reads none of it', () => {
    writeFileSync(join(folder, 'guidance/export.yaml'), '- id: a\n')
    truncateSync(join(folder, 'guidance/export.yaml'), 20 * 1024 * 1024)
    const { problems: found } = loadKnowledge([folder])
    expect(found.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'file-too-large holds 20 MB, more than the 4 MB that are read; split it by topic',
    ])
  })

  it('with a file as large as may be, which is one bracket after another, is not read either', () => {
    writeFileSync(join(folder, 'guidance/brackets.yaml'), '['.repeat(MOST_BYTES))
    expect(problems()).toEqual(['guidance/brackets.yaml:1:1 yaml-too-deep'])
  })

  it('that holds a link to itself, or a link in a circle, says so, and goes on', () => {
    symlinkSync('..', join(folder, 'guidance/again'))
    symlinkSync('b.yaml', join(folder, 'a.yaml'))
    symlinkSync('a.yaml', join(folder, 'b.yaml'))
    expect(problems()).toEqual(['a.yaml:1:1 folder-loop', 'b.yaml:1:1 folder-loop', 'guidance/again:1:1 folder-loop'])
  })

  it('of links, as mounted configurations are, is read through them', () => {
    const mounted = mkdtempSync(join(tmpdir(), 'mounted-'))
    for (const name of Object.keys(goodBase())
      .filter((path) => !path.includes('/'))
      .concat('guidance', 'figures'))
      symlinkSync(join(folder, name), join(mounted, name))
    expect(loadKnowledge([mounted]).problems).toEqual([])
    rmSync(mounted, { recursive: true })
  })

  it('with a link to a file that is gone says which', () => {
    symlinkSync('gone-elsewhere.yaml', join(folder, 'guidance/gone.yaml'))
    expect(problems()).toEqual(['guidance/gone.yaml:1:1 unreadable-file'])
  })

  it('whose files come and go while they are read gives a whole answer each time', async () => {
    const extra = join(folder, 'guidance/extra.yaml')
    const worker = new Worker(
      `const { writeFileSync, rmSync, renameSync } = require('node:fs'); const { workerData } = require('node:worker_threads')
       for (;;) { writeFileSync(workerData + '.new', '# nothing yet\\n'); renameSync(workerData + '.new', workerData); rmSync(workerData) }`,
      { eval: true, workerData: extra },
    )
    await new Promise((resolve) => worker.once('online', resolve))
    const seen = new Set<string>()
    for (let round = 0; round < 100; round++) for (const problem of problems()) seen.add(problem)
    await worker.terminate()
    expect([...seen].filter((one) => one !== 'guidance/extra.yaml:1:1 unreadable-file')).toEqual([])
  })
})

describe('1,000 saves in a row', () => {
  it('are told of a few times, the last time when the last is on disk', async () => {
    const seen: string[] = []
    const stop = watchFolders([folder], () =>
      seen.push(loadKnowledge([folder]).knowledge?.hotlines.get('police')?.use.en ?? ''),
    )
    for (let save = 1; save <= 1000; save++) {
      writeFileSync(
        join(folder, 'hotlines.yaml'),
        edited('hotlines.yaml', 'In danger.', `In danger ${'x'.repeat(save)}.`)['hotlines.yaml'] ?? '',
      )
      if (save % 50 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    await expect.poll(() => seen.at(-1), { timeout: 10_000 }).toBe(`In danger ${'x'.repeat(1000)}.`)
    stop()
    expect(seen.length).toBeLessThan(100)
  })

  it('by another program are read whole or not at all', async () => {
    const script = `const { writeFileSync, renameSync } = require('node:fs')
      for (let save = 0; save < 1000; save++) { writeFileSync('laws.new', '- id: criminal-law\\n  name: { en: Law ' + save + ', zh: 刑法 }\\n'); renameSync('laws.new', 'laws.yaml') }`
    execFileSync(process.execPath, ['-e', script], { cwd: folder })
    expect(loadKnowledge([folder]).knowledge?.laws.get('criminal-law')?.name.en).toBe('Law 999')
  })
})
