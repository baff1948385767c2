/** `check` as people, editors and pull requests see it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { check } from '../../src/cli/check.ts'
import { annotation } from '../../src/cli/github.ts'
import { loadPreviews } from '../../src/cli/platforms.ts'
import { readConfig } from '../../src/config.ts'
import { edited, goodBase, writeFiles } from '../knowledge/good-base.ts'
import { ROOT, TODAY } from '../shipped.ts'

const GUIDANCE = 'guidance/reporting.yaml'

const previews = await loadPreviews()
let folder: string
let out: string[]
let err: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-'))
  writeFiles(folder, goodBase())
  out = []
  err = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

type Run = { colour?: boolean; stop?: AbortSignal; knowledge?: string }

function run(args: string[], { colour = false, stop, knowledge = folder }: Run = {}) {
  const output = { out: (text: string) => out.push(text), err: (text: string) => err.push(text), colour }
  return check(args, readConfig({ KNOWLEDGE_DIR: knowledge, NOW: TODAY }), output, previews, stop)
}

const break_ = (): void => writeFiles(folder, edited(GUIDANCE, '[spp-2020]', '[ssp-2020]'))
const remark = (): void => writeFiles(folder, edited('hotlines.yaml', 'reviewed: 2026-11-23', 'reviewed: 2020-01-01'))
const place = (path: string): string => relative(process.cwd(), join(folder, path))

describe('in text', () => {
  test('says what there is where nothing is wrong', async () => {
    expect(await run([])).toBe(0)
    expect(out).toEqual([])
    expect(err).toEqual(['No problems: 4 figures, 2 guidance entries, 1 terms, 1 sources.'])
  })

  test('shows the place, the line with a pointer, and the mend', async () => {
    break_()
    expect(await run([])).toBe(1)
    expect(out.join('\n')).toBe(`\
${place(GUIDANCE)}:10:13  unknown-source  unknown source "ssp-2020"; did you mean "spp-2020"?
    10 |   sources: [ssp-2020]
       |             ^
    = Correct the id, or add the source to sources.yaml.`)
    expect(err).toEqual(['1 problem, 0 remarks.'])
  })

  test('a remark alone is no failure', async () => {
    remark()
    expect(await run([])).toBe(0)
    expect(out.join('\n')).toMatch(/hotlines\.yaml:6:3 {2}overdue-review \(remark\) {2}was last reviewed \d+ days ago/)
    expect(err[0]).toMatch(/^No problems, 1 remark: 4 figures/)
  })

  test('is in colour where the terminal shows it, and says the same', async () => {
    break_()
    await run([])
    const plain = out.join('\n')
    out = []
    await run([], { colour: true })
    expect(out.join('\n')).toContain('\x1b[31m')
    expect(stripVTControlCharacters(out.join('\n'))).toBe(plain)
  })
})

test('the knowledge that ships has no problems, and no answer that a platform cuts', async () => {
  expect(await run([], { knowledge: join(ROOT, 'knowledge') })).toBe(0)
})

test('what asking the bot has shown is shown again, and is gone with what led to it', async () => {
  const taken = edited(GUIDANCE, '[what counts as fraud]', '[what counts as fraud, a film about suicide]')
  writeFiles(folder, { [GUIDANCE]: taken[GUIDANCE] ?? '' })
  for (const _time of ['asked', 'kept']) {
    out = []
    expect(await run([])).toBe(0)
    expect(out.join('\n')).toMatch(/reporting\.yaml:16:32 {2}led-elsewhere \(remark\)/)
  }
  writeFiles(folder, goodBase())
  out = []
  expect(await run([])).toBe(0)
  expect(out).toEqual([])
})

describe('for programs', () => {
  test('gives every finding with all that is known of it', async () => {
    break_()
    expect(await run(['--json'])).toBe(1)
    expect(JSON.parse(out.join(''))).toEqual({
      problems: [
        {
          code: 'unknown-source',
          message: 'unknown source "ssp-2020"; did you mean "spp-2020"?',
          file: place(GUIDANCE),
          line: 10,
          column: 13,
          level: 'problem',
          mend: 'Correct the id, or add the source to sources.yaml.',
          fixable: false,
          frame: '10 |   sources: [ssp-2020]\n   |             ^',
        },
      ],
      remarks: [],
    })
  })

  test('annotates a pull request, problems as errors and remarks as warnings', async () => {
    remark()
    writeFiles(folder, { [GUIDANCE]: edited(GUIDANCE, '[spp-2020]', '[ssp-2020]')[GUIDANCE] ?? '' })
    expect(await run(['--format', 'github'])).toBe(1)
    expect(out).toEqual([
      `::error file=${place(GUIDANCE)},line=10,col=13,title=unknown-source::unknown source "ssp-2020"; did you mean "spp-2020"?%0ACorrect the id, or add the source to sources.yaml.`,
      expect.stringMatching(/^::warning file=.*hotlines\.yaml,line=6,col=3,title=overdue-review::/),
    ])
  })

  test('escapes what would end an annotation or one of its properties', () => {
    const finding = { code: 'bad-link', level: 'problem', fixable: false, frame: null, line: 1, column: 2 } as const
    expect(annotation({ ...finding, file: 'a,b:c%d.yaml', message: '100%\r\n::stop::', mend: 'x' })).toBe(
      '::error file=a%2Cb%3Ac%25d.yaml,line=1,col=2,title=bad-link::100%25%0D%0A::stop::%0Ax',
    )
  })
})

test('--fix puts right what it can, says where, and leaves the rest to a person', async () => {
  const broken = edited(GUIDANCE, '[spp-2020]', '[ssp-2020]')
  writeFiles(folder, { [GUIDANCE]: `${broken[GUIDANCE]?.replace('confidence: high', 'confidence：high  ')}` })
  expect(await run(['--fix'])).toBe(1)
  expect(err).toEqual([`Put right in ${place(GUIDANCE)}: 2 places.`, '1 problem, 0 remarks.'])
  expect(out.join('\n')).toContain('unknown-source')
  expect(readFileSync(join(folder, GUIDANCE), 'utf8')).toBe(broken[GUIDANCE])
})

describe('again after every save', () => {
  test('through broken files and out of them again', async () => {
    const stop = new AbortController()
    const ended = run(['--watch'], { stop: stop.signal })
    await expect.poll(() => err.length).toBe(2)
    expect(err[0]).toMatch(/^No problems/)
    break_()
    await expect.poll(() => out.join('\n'), { timeout: 5000 }).toContain('unknown-source')
    writeFiles(folder, { [GUIDANCE]: '- id: "report' })
    await expect.poll(() => out.join('\n'), { timeout: 5000 }).toContain('yaml-missing-char')
    const before = err.length
    writeFiles(folder, goodBase())
    await expect.poll(() => err.slice(before).join('\n'), { timeout: 5000 }).toContain('No problems')
    stop.abort()
    expect(await ended).toBe(0)
  })

  test('of a folder that is not there says so', async () => {
    rmSync(folder, { recursive: true })
    expect(await run(['--watch'])).toBe(1)
    expect(err.join('\n')).toContain('Cannot watch')
  })
})

test.each([['--format', 'xml'], ['--jsn'], ['knowledge']])('called wrongly (%s) tells how', async (...args) => {
  expect(await run(args.filter((one) => typeof one === 'string'))).toBe(2)
  expect(err.join('\n')).toContain('Usage: check')
})
