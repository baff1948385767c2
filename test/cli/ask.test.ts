/** The real program, started as people start it: what comes out, on which stream, with which exit code. */
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jsonSchemas } from '../../src/knowledge/schema/json-schema.ts'
import { ROOT, TODAY } from '../shipped.ts'

type Ran = { code: number | null; out: string; err: string }

function program(file: string, args: readonly string[], input = '', env: Record<string, string> = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, file), ...args], {
      cwd: ROOT,
      env: { PATH: process.env.PATH, NOW: TODAY, ...env },
    })
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', (text) => {
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      err += text
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err }))
    // A program that does not read its input closes it; that is no failure of the test.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}
const cli = (args: readonly string[], input?: string, env?: Record<string, string>): Promise<Ran> =>
  program('src/cli/index.ts', args, input, env)

const broken = mkdtempSync(join(tmpdir(), 'broken-knowledge-'))
const pictures = mkdtempSync(join(tmpdir(), 'charts-'))
const TREND = 'trend of people prosecuted for telecom fraud'
const HELD = 'How many people were charged with online crimes in 2018 and 2019?'
const LINES = [
  { id: 'a', text: HELD },
  '{"id": "b", "text": ',
  { id: 'c', text: '2021年网络犯罪起诉多少人' },
  { id: 'd', text: 42 },
  { id: 'e', text: 'online crime prosecuted 2021', lang: 'klingon' },
  { id: 'f', text: 'online crime prosecuted 2021', lang: 'zh-Hant' },
  { id: 7, text: 'people prosecuted for online crime in 2020', conversation: 'one' },
  { id: 8, text: 'people prosecuted for telecom fraud in 2023', conversation: 'two' },
  { id: 9, text: 'and in 2021?', conversation: 'one' },
  { id: 'g', text: '' },
  { text: 'tell me a joke' },
  [],
]
  .map((line) => (typeof line === 'string' ? line : JSON.stringify(line)))
  .join('\n')

/** Says on leaving which libraries that draw were loaded. */
const TELLS_DRAWING_CODE = `
import { createRequire } from 'node:module'
process.on('exit', () => {
  const loaded = [...Object.keys(createRequire(process.cwd() + '/').cache), ...process.report.getReport().sharedObjects]
  console.error('drawing code loaded:', loaded.filter((file) => /echarts|zrender|resvg/.test(file)).length)
})`

/** Every run that the tests look at, started once and together. */
const runs = {
  text: () => cli(['ask', HELD]),
  json: () => cli(['ask', HELD, '--json', '--lang', 'zh-Hant']),
  explain: () => cli(['ask', 'how many ppl were prosecutd for online crime in 2021', '--explain']),
  jsonl: () => cli(['ask', '--jsonl'], `\ufeff${LINES}\n\n`),
  pipe: () => program('src/main.ts', [], `${HELD}\n\n2021年网络犯罪起诉多少人\n/quit\n`),
  chartPng: () => cli(['ask', TREND, '--chart', join(pictures, 'out.png')]),
  chartSvg: () => cli(['ask', '帮信罪起诉人数的趋势', '--json', '--chart', join(pictures, 'OUT.SVG')]),
  noChart: () => cli(['ask', HELD, '--chart', join(pictures, 'none.png')]),
  chartUnwritable: () => cli(['ask', TREND, '--chart', join(pictures, 'no-such-folder', 'out.png')]),
  chartOtherKind: () => cli(['ask', TREND, '--chart', join(pictures, 'out.jpg')]),
  chartWithJsonl: () => cli(['ask', '--jsonl', '--chart', join(pictures, 'out.png')]),
  textOnly: () =>
    cli(['ask', TREND], '', {
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(TELLS_DRAWING_CODE)}`,
    }),
  unknownFlag: () => cli(['ask', HELD, '--colour']),
  unknownLanguage: () => cli(['ask', HELD, '--lang', 'klingon']),
  noQuestion: () => cli(['ask']),
  noCommand: () => cli([]),
  unknownCommand: () => cli(['aks', HELD]),
  help: () => cli(['--help']),
  check: () => cli(['check']),
  checkJson: () => cli(['check', '--json']),
  checkUnknownFlag: () => cli(['check', '--colour']),
  brokenAsk: () => cli(['ask', HELD], '', { KNOWLEDGE_DIR: broken }),
  brokenCheck: () => cli(['check', '--json'], '', { KNOWLEDGE_DIR: broken }),
  brokenMain: () => program('src/main.ts', [], `${HELD}\n`, { KNOWLEDGE_DIR: broken }),
  noFolder: () => cli(['check'], '', { KNOWLEDGE_DIR: '/no/such/folder' }),
  badNow: () => cli(['ask', HELD], '', { NOW: 'secret-9999' }),
  badNowMain: () => program('src/main.ts', [], '', { NOW: 'secret-9999' }),
} satisfies Record<string, () => Promise<Ran>>
type Name = keyof typeof runs
const ran = {} as Record<Name, Ran>

beforeAll(async () => {
  cpSync(join(ROOT, 'knowledge'), broken, { recursive: true })
  writeFileSync(join(broken, 'hotlines.yaml'), '- id: police\n  nmae: { en: Police, zh: 报警 }\n')
  writeFileSync(join(broken, 'laws.yaml'), '- id: [unclosed\n')
  const left = Object.entries(runs)
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) ran[next[0] as Name] = await next[1]()
  }
  await Promise.all([worker(), worker(), worker(), worker()])
}, 120_000)
afterAll(() => {
  for (const folder of [broken, pictures]) rmSync(folder, { recursive: true, force: true })
})

test.each(Object.keys(runs) as Name[])('%s ends without a stack trace', (name) => {
  expect(ran[name].code).not.toBeNull()
  expect(`${ran[name].out}${ran[name].err}`).not.toMatch(/\n\s+at |node:internal|\.ts:\d+:\d+\)|Error:/)
})

describe('ask "question"', () => {
  test('prints the answer with its sources, and nothing else', () => {
    const { code, out, err } = ran.text
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/105,658/)
    expect(out).toMatch(/\n\[1\] /)
    expect(out.endsWith('\n')).toBe(true)
  })

  test('--explain tells each step', () => {
    const { code, out } = ran.explain
    expect(code).toBe(0)
    expect(out).toMatch(/language +en, answered in en/)
    expect(out).toMatch(/tokens +how /)
    expect(out).toMatch(/corrections +.*prosecutd → prosecuted/)
    expect(out).toMatch(/concepts +.*online-crime.*prosecuted/)
    expect(out).toMatch(/periods +2021 /)
    expect(out).toMatch(/candidate +0\.\d{3} +figures: cell/)
    expect(out).toMatch(/rule +.+ → answer, confidence 0\.\d{3}/)
  })
})

describe('ask --json', () => {
  const answer = () => JSON.parse(ran.json.out)

  test('has exactly the keys that the interface fixes', () => {
    expect(ran.json).toMatchObject({ code: 0, err: '' })
    expect(Object.keys(answer())).toEqual([
      ...['id', 'language', 'outcome', 'reason', 'confidence', 'entries', 'figures', 'text', 'sources', 'choices'],
    ])
    expect(Object.keys(answer().figures[0])).toEqual(['id', 'value', 'unit', 'qualifier', 'stage', 'period', 'formula'])
    expect(Object.keys(answer().sources[0])).toEqual(['id', 'title', 'publisher', 'published', 'url'])
    for (const choice of answer().choices) expect(Object.keys(choice)).toEqual(['label', 'ask'])
  })

  test('holds the figure as a number and the text as a terminal shows it', () => {
    expect(answer()).toMatchObject({
      language: 'zh-Hant',
      outcome: 'answer',
      reason: null,
      entries: ['online-crime-prosecuted-2018-2019'],
      figures: [
        { value: 105658, unit: 'people', qualifier: 'exact', stage: 'prosecuted', period: '2018/2019', formula: null },
      ],
    })
    expect(answer().text).toMatch(/^2018年和2019年兩年合計[\s\S]*來源/)
    expect(answer().confidence).toBeGreaterThan(0.8)
  })
})

describe('ask --chart', () => {
  const picture = (name: string): Buffer => readFileSync(join(pictures, name))

  test('writes a PNG beside the answer', () => {
    expect(ran.chartPng).toMatchObject({ code: 0, err: '' })
    expect(ran.chartPng.out).toContain('█')
    expect(picture('out.png').subarray(1, 4).toString()).toBe('PNG')
    expect(picture('out.png').readUInt32BE(16)).toBe(1080)
  })

  test('writes an SVG by the name of the file, and JSON stays JSON', () => {
    expect(ran.chartSvg).toMatchObject({ code: 0, err: '' })
    expect(JSON.parse(ran.chartSvg.out)).toMatchObject({ outcome: 'answer' })
    expect(picture('OUT.SVG').toString()).toMatch(/^<svg [\s\S]*起诉帮信罪人数[\s\S]*<\/svg>/)
  })

  test('an answer without a chart is given, and what is missing said', () => {
    const { code, out, err } = ran.noChart
    expect(code).toBe(1)
    expect(out).toMatch(/105,658/)
    expect(err).toMatch(/^This answer has no chart.*none\.png/)
    expect(readdirSync(pictures)).not.toContain('none.png')
  })

  test('a file that cannot be written is named with the reason', () => {
    const { code, out, err } = ran.chartUnwritable
    expect(code).toBe(2)
    expect(out).toContain('█')
    expect(err).toMatch(/no-such-folder.*: no such file or directory\. Name a file/)
  })

  test('an answer in words loads nothing that draws', () => {
    expect(ran.textOnly.err).toBe('drawing code loaded: 0\n')
  })
})

describe('ask --jsonl', () => {
  const lines = () =>
    ran.jsonl.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))

  test('gives each line its line, in order', () => {
    expect(ran.jsonl).toMatchObject({ code: 0, err: '' })
    expect(lines().map(({ id }) => id)).toEqual(['a', null, 'c', 'd', 'e', 'f', 7, 8, 9, 'g', 11, null])
  })

  test('tells of a line that cannot be read, and answers the rest', () => {
    const [first, notJson, third, wrongType, wrongLanguage, , , , , , , notObject] = lines()
    expect(notJson).toEqual({ id: null, line: 2, error: expect.stringContaining('not JSON') })
    expect(wrongType).toEqual({ id: 'd', line: 4, error: expect.stringContaining('text') })
    expect(wrongLanguage).toEqual({ id: 'e', line: 5, error: expect.stringContaining('klingon') })
    expect(notObject).toMatchObject({ id: null, line: 12, error: expect.any(String) })
    expect(first).toMatchObject({ outcome: 'answer', entries: ['online-crime-prosecuted-2018-2019'] })
    expect(third).toMatchObject({ outcome: 'answer', language: 'zh-Hans', entries: ['online-crime-2021'] })
  })

  test('answers in the language of the line', () => {
    expect(lines()[5]).toMatchObject({ language: 'zh-Hant', entries: ['online-crime-2021'] })
  })

  test('takes lines of one conversation for one chat', () => {
    expect(lines()[8]).toMatchObject({ id: 9, outcome: 'answer', entries: ['online-crime-2021'] })
  })

  test('answers an empty text as an empty message', () => {
    expect(lines()[9]).toMatchObject({ id: 'g', outcome: 'help' })
  })
})

describe('src/main.ts with a pipe', () => {
  test('gives an answer for each line, without greeting or prompt', () => {
    const { code, out, err } = ran.pipe
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^Procuratorates across China prosecuted 105,658/)
    expect(out).toContain('\n2021年，')
    expect(out).not.toMatch(/^> /m)
    expect(out.indexOf('105,658')).toBeLessThan(out.indexOf('28.2万'))
  })
})

describe('called wrongly', () => {
  test.each<[name: Name, said: RegExp]>([
    ['unknownFlag', /--colour/],
    ['unknownLanguage', /unknown language "klingon"/],
    ['noQuestion', /no question/],
    ['chartOtherKind', /out\.jpg.*neither/],
    ['chartWithJsonl', /goes with nothing else/],
    ['noCommand', /ask "question"/],
    ['unknownCommand', /no command "aks"/],
    ['checkUnknownFlag', /--colour/],
    ['badNow', /^NOW /],
    ['badNowMain', /^NOW /],
  ])('%s exits with 2 and says what is wrong', (name, said) => {
    const { code, out, err } = ran[name]
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(said)
  })

  test.each<Name>(['badNow', 'badNowMain'])('%s does not print the value', (name) => {
    expect(`${ran[name].out}${ran[name].err}`).not.toContain('secret-9999')
  })

  test('--help is no error', () => {
    expect(ran.help).toMatchObject({ code: 0, err: '' })
    expect(ran.help.out).toMatch(/^ {2}ask .*\n(?:.*\n)* {2}check /m)
  })
})

describe('check', () => {
  test('finds nothing wrong with what ships', () => {
    expect(ran.check).toMatchObject({ code: 0, out: '' })
    expect(ran.check.err).toMatch(/^No problems: \d+ figures/)
  })

  test('--json gives the same as data', () => {
    expect(ran.checkJson.code).toBe(0)
    expect(JSON.parse(ran.checkJson.out)).toEqual({ problems: [], remarks: [] })
  })

  test('--json gives every problem with its place', () => {
    const { problems } = JSON.parse(ran.brokenCheck.out)
    expect(ran.brokenCheck.code).toBe(1)
    expect(problems.length).toBeGreaterThanOrEqual(2)
    for (const problem of problems) {
      expect(Object.keys(problem).sort()).toEqual([
        'code',
        'column',
        'file',
        'fixable',
        'frame',
        'level',
        'line',
        'mend',
        'message',
      ])
      expect(problem.line).toBeGreaterThanOrEqual(1)
    }
    expect(problems.map(({ file }: { file: string }) => file.split('/').at(-1))).toEqual(
      expect.arrayContaining(['hotlines.yaml', 'laws.yaml']),
    )
  })

  test('says that a folder is not there', () => {
    expect(ran.noFolder.code).toBe(1)
    expect(ran.noFolder.out).toContain('/no/such/folder')
    expect(ran.noFolder.out).toContain('KNOWLEDGE_DIR')
  })
})

describe('a knowledge folder that is broken', () => {
  test.each<Name>(['brokenAsk', 'brokenMain'])('%s lists what is wrong and exits with 1, answering nothing', (name) => {
    const { code, out, err } = ran[name]
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/The knowledge base has \d+ problems/)
    expect(err).toMatch(/hotlines\.yaml:\d+:\d+ {2}[a-z-]+ {2}\S/)
    expect(err).toMatch(/laws\.yaml:\d+:\d+ {2}[a-z-]+ {2}\S/)
  })
})

describe('the JSON Schemas that editors use', () => {
  const folder = join(ROOT, 'knowledge', 'schemas')

  test('are those of the shapes, no more and no fewer', () => {
    expect(readdirSync(folder).sort()).toEqual([...jsonSchemas().keys()].sort())
  })

  test.each([...jsonSchemas()])('%s is in step; if not, run npm run schemas', (name, text) => {
    expect(readFileSync(join(folder, name), 'utf8')).toBe(text)
  })
})
