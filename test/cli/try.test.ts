/** `try` over files that are edited while it runs. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadPreviews } from '../../src/cli/platforms.ts'
import { tryOut } from '../../src/cli/try.ts'
import { readConfig } from '../../src/config.ts'
import { edited, goodBase, writeFiles } from '../knowledge/good-base.ts'
import { TODAY } from '../shipped.ts'

const previews = await loadPreviews()
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'try-'))
  writeFiles(folder, goodBase())
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Runs the command; a function among the lines is something that happens between two questions. */
async function run(args: string[], lines: (string | (() => void))[] = [], colour = false) {
  const out: string[] = []
  const err: string[] = []
  async function* typed() {
    for (const line of lines) {
      if (typeof line === 'string') yield `${line}\n`
      else {
        // What was asked before is answered first.
        const before = out.length + err.length
        while (out.length + err.length === before) await new Promise((resolve) => setImmediate(resolve))
        line()
      }
    }
  }
  const code = await tryOut(
    args,
    readConfig({ KNOWLEDGE_DIR: folder, NOW: TODAY }),
    { out: (text) => out.push(text), err: (text) => err.push(text), colour },
    previews,
    { input: Readable.from(typed()) },
  )
  return { code, out, err }
}

const changeShort = (text: string) => () =>
  writeFiles(folder, edited('guidance/reporting.yaml', 'Call the police on 110', text))

describe('one question', () => {
  test('is shown as on every platform, measured, and explained', async () => {
    const { code, out, err } = await run(['how do i report a fraud'])
    expect({ code, err }).toEqual({ code: 0, err: [] })
    for (const part of [
      /── terminal ──\nCall the police on 110/,
      /── telegram ──\nCall the police on 110/,
      /\d+ of 4096 characters/,
      /── why ──\n(?:.*\n)*candidate .*report-fraud/,
      /rests on {4}report-fraud/,
    ])
      expect(out.join('\n')).toMatch(part)
  })

  test('--on shows one platform', async () => {
    const { out } = await run(['how do i report a fraud', '--on', 'telegram'])
    expect(out.join('\n')).not.toContain('── terminal ──')
  })

  test('--json is one value with the answer, the steps and what each platform is handed', async () => {
    const { code, out } = await run(['怎么报案', '--json', '--lang', 'zh-Hant'])
    const tried = JSON.parse(out.join('\n'))
    expect(code).toBe(0)
    expect(tried).toMatchObject({ question: '怎么报案', answer: { language: 'zh-Hant', entries: ['report-fraud'] } })
    expect(tried.explanation.map(({ name }: { name: string }) => name)).toContain('rule')
    expect(tried.shown.map(({ platform }: { platform: string }) => platform)).toEqual([...previews.keys()])
    const telegram = tried.shown.find(({ platform }: { platform: string }) => platform === 'telegram')
    expect(telegram.messages[0].payload).toMatchObject({ parse_mode: 'HTML' })
  })

  test('that does not fit a platform is said, with exit code 1', async () => {
    changeShort(`${'Call the police at once, and tell them. '.repeat(110)}Call 110`)()
    const { code, out, err } = await run(['how do i report a fraud', '--on', 'telegram'])
    expect(code).toBe(1)
    expect(err.join('\n')).toMatch(/Readers on telegram do not see all of it/)
    expect(out.join('\n')).toMatch(/of 4096 characters \(!\)/)
  })

  test('over files with a problem shows the problem, with exit code 1', async () => {
    changeShort('Call the police on 119')()
    const { code, out, err } = await run(['how do i report a fraud'])
    expect({ code, out }).toEqual({ code: 1, out: [] })
    expect(err.join('\n')).toMatch(/reporting\.yaml:\d+:\d+ {2}unbound-number/)
  })
})

test('colour is for those who want it', async () => {
  const escapes = async (colour: boolean) =>
    (await run(['how do i report a fraud'], [], colour)).out.join('').includes('\u001b[')
  expect([await escapes(false), await escapes(true)]).toEqual([false, true])
})

describe('one question after another', () => {
  const QUESTION = 'how do i report a fraud'

  test('goes by the files as they are at each', async () => {
    const { code, out, err } = await run([], [QUESTION, changeShort('Ring 110'), QUESTION])
    expect(code).toBe(0)
    expect(out[0]).toContain('Call the police on 110')
    expect(out[1]).toContain('Ring 110')
    expect(err).toEqual(['The files have changed.'])
  })

  test('outlives a slip in the files, and tells it', async () => {
    const { out, err } = await run([], [QUESTION, changeShort('Ring 119'), QUESTION, changeShort('Ring 110'), QUESTION])
    expect(err.join('\n')).toMatch(/unbound-number(?:.*\n)*Answered from the files as they were before:/)
    expect(out.map((text) => /(Call the police on|Ring) 11\d/.exec(text)?.[0])).toEqual([
      'Call the police on 110',
      'Call the police on 110',
      'Ring 110',
    ])
  })

  test('is one talk: a number picks from the answer before', async () => {
    const { out } = await run([], ['what is procuratorate', '1'])
    expect(out[0]).toMatch(/rests on {4}procuratorate/)
    expect(out[1]).toMatch(/rests on {4}report-fraud/)
  })

  test('with --json is one value a line', async () => {
    const { out } = await run(['--json'], [QUESTION, '', '/help', '/quit', 'never asked'])
    expect(out.map((line) => JSON.parse(line).question)).toEqual([QUESTION, '/help'])
  })
})

test.each([
  [['--lang', 'klingon', 'hello'], /unknown language "klingon"/],
  [['--on', 'fax', 'hello'], /there is no platform "fax"; there are terminal, telegram/],
  [['--colour'], /--colour/],
])('%j is called wrongly: exit code 2, and how to', async (args, message) => {
  const { code, out, err } = await run(args)
  expect({ code, out }).toEqual({ code: 2, out: [] })
  expect(err.join('\n')).toMatch(message)
  expect(err.join('\n')).toMatch(/Usage: try/)
})
