import { PassThrough, Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { newRecord } from '../../src/cli/new.ts'
import { loadKnowledge } from '../../src/knowledge/load.ts'
import { goodBase } from '../knowledge/good-base.ts'
import { changedFiles, filesIn, knowledgeFolder, run } from './staff.ts'

/** What comes in on standard input, with nobody at the terminal. */
const pipe = (args: string[], record: unknown, folder: string) =>
  run(
    (config, output) =>
      newRecord(args, config, output, {
        input: Readable.from([typeof record === 'string' ? record : JSON.stringify(record)]),
      }),
    folder,
  )

/** Lines as a person types them; the questions are lost in `echo`. */
const type = (args: string[], lines: string[], folder: string) =>
  run(
    (config, output) =>
      newRecord(args, config, output, {
        input: Readable.from([`${lines.join('\n')}\n`]),
        echo: new PassThrough().resume(),
      }),
    folder,
  )

const ENTRY = {
  reviewed: '2026-11-25',
  title: { en: 'Keep evidence', zh: '保存证据' },
  id: 'keep-evidence',
  questions: { en: ['what should i save as evidence'], zh: ['要保存哪些证据'] },
  short: { en: 'Save chats and receipts before they vanish.', zh: '请及时保存聊天记录和转账凭证。' },
  sources: ['spp-2020'],
  confidence: 'high',
}
const WRITTEN = `- id: keep-evidence
  title:
    en: Keep evidence
    zh: 保存证据
  questions:
    en: [ what should i save as evidence ]
    zh:
      - 要保存哪些证据
  short:
    en: Save chats and receipts before they vanish.
    zh: 请及时保存聊天记录和转账凭证。
  sources: [ spp-2020 ]
  confidence: high
  reviewed: 2026-11-25
`.replace('en: [ what should i save as evidence ]', 'en:\n      - what should i save as evidence')

describe('new, with the record on standard input', () => {
  it('writes an entry with its fields in order, and its questions into the bank', async () => {
    const folder = knowledgeFolder()
    const before = filesIn(folder)
    const args = ['guidance', '--file', 'guidance/reporting.yaml', '--ask', 'evidence to save', '--ask', '证据怎么保存']
    const { code, out } = await pipe(args, ENTRY, folder)
    expect(code).toBe(0)
    expect(out.split('\n')).toHaveLength(2)
    const after = filesIn(folder)
    expect(changedFiles(before, after)).toEqual(['guidance/reporting.yaml', 'questions/reporting.yaml'])
    expect(after['guidance/reporting.yaml']).toBe(`${before['guidance/reporting.yaml']}${WRITTEN}`)
    expect(after['questions/reporting.yaml']).toBe(
      '# yaml-language-server: $schema=../schemas/questions.schema.json\n- ask: evidence to save\n  expect: { entry: keep-evidence }\n- ask: 证据怎么保存\n  expect: { entry: keep-evidence }\n',
    )
    expect(loadKnowledge([folder]).problems).toEqual([])
  })

  it('puts the questions beside those about the same file', async () => {
    const bank =
      '# Figures\n- ask: how many in 2018\n  expect: { entry: prosecuted-2018 }\n\n# The rest\n- ask: hello\n  expect: { outcome: help }\n'
    const folder = knowledgeFolder({ ...goodBase(), 'questions/bank.yaml': bank })
    const figure = {
      id: 'prosecuted-2020',
      offence: 'online-crime',
      stage: 'prosecuted',
      measure: 'people',
      period: '2020',
      value: 142,
      qualifier: 'exact',
      tier: 'core',
      label: { en: 'Prosecuted, 2020', zh: '2020年起诉人数' },
      says: { en: '{value} people in 2020.', zh: '2020年{value}人。' },
      reports: [{ source: 'spp-2020', put: '142' }],
      confidence: 'high',
      reviewed: '2026-11-25',
    }
    const args = ['figure', '--file', 'figures/online-crime.yaml', '--ask', 'prosecuted people 2020']
    expect((await pipe(args, figure, folder)).code).toBe(0)
    expect(filesIn(folder)['questions/bank.yaml']).toBe(
      bank.replace(
        '\n\n# The rest',
        '\n- ask: prosecuted people 2020\n  expect: { entry: prosecuted-2020, value: 142 }\n\n# The rest',
      ),
    )
    expect(loadKnowledge([folder]).problems).toEqual([])
  })

  it('puts a source where its id belongs in the order of the file', async () => {
    const source = (id: string) => `- id: ${id}\n  title: Title\n  publisher: Somebody\n  language: en\n`
    const files = { ...goodBase(), 'sources.yaml': ['aa', 'cc', 'spp-2020'].map(source).join('') }
    const folder = knowledgeFolder(files)
    expect((await pipe(['source'], source('bb'), folder)).code).toBe(0)
    expect(filesIn(folder)['sources.yaml']).toBe(['aa', 'bb', 'cc', 'spp-2020'].map(source).join(''))
  })

  it.each<[string, string[], unknown, RegExp]>([
    ['a field that is missing', [], { ...ENTRY, short: undefined }, /missing-field.*`short`/],
    ['a language that is missing', [], { ...ENTRY, title: { en: 'Keep evidence' } }, /missing-translation/],
    ['a source that is not there', [], { ...ENTRY, sources: ['spp-2021'] }, /unknown-source.*did you mean "spp-2020"/],
    ['an id that is taken', [], { ...ENTRY, id: 'report-fraud' }, /duplicate-id/],
    [
      'a number that nothing binds',
      [],
      { ...ENTRY, short: { en: 'Save 3 things.', zh: '保存3样。' } },
      /unbound-number/,
    ],
    [
      'an example that another entry has',
      [],
      { ...ENTRY, questions: { en: ['what counts as fraud'], zh: ['保存'] } },
      /duplicate-phrasing/,
    ],
    [
      'a question of the bank that is an example',
      ['--ask', 'what should i save as evidence'],
      ENTRY,
      /bank-repeats-phrasing/,
    ],
    ['a record without an id', [], { ...ENTRY, id: undefined }, /no `id`/],
    ['what is no YAML', [], '{ id: [', /no YAML or JSON/],
    ['what is no record', [], 'hello', /one record is expected/],
  ])('refuses %s, says how to mend it, and writes nothing', async (_what, more, record, message) => {
    const folder = knowledgeFolder()
    const before = filesIn(folder)
    const args = ['guidance', '--file', 'guidance/reporting.yaml', '--ask', 'evidence to save', ...more]
    const { code, err, out } = await pipe(args, record, folder)
    expect(err).toMatch(message)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(filesIn(folder)).toEqual(before)
  })

  it('asks for the file and for the bank where they are not said', async () => {
    const folder = knowledgeFolder()
    expect((await pipe(['guidance', '--ask', 'evidence to save'], ENTRY, folder)).err).toMatch(
      /which file.*guidance\/reporting\.yaml/,
    )
    expect((await pipe(['guidance', '--file', 'guidance/reporting.yaml'], ENTRY, folder)).err).toMatch(
      /at least one question/,
    )
    expect((await pipe(['guidance', '--file', '../../etc/passwd', '--ask', 'x'], ENTRY, folder)).err).toMatch(
      /cannot be called/,
    )
  })

  it('says where a question of the bank goes instead', async () => {
    const folder = knowledgeFolder()
    const args = ['guidance', '--file', 'guidance/reporting.yaml', '--ask', 'fraud meaning']
    const { code, err } = await pipe(args, ENTRY, folder)
    expect(code).toBe(0)
    expect(err).toMatch(/"fraud meaning" does not come back with it yet/)
  })

  it('gives the patch and the problems as JSON', async () => {
    const folder = knowledgeFolder()
    const args = ['guidance', '--file', 'guidance/reporting.yaml', '--ask', 'evidence to save', '--json', '--dry-run']
    const { written, patch, problems } = JSON.parse((await pipe(args, ENTRY, folder)).out)
    expect({ written, problems }).toEqual({ written: false, problems: [] })
    expect(patch).toContain('+- id: keep-evidence')
  })

  it.each([[[]], [['entry']], [['guidance', 'figure']], [['guidance', '--nothing']]])(
    '%j is called wrongly',
    async (args) => {
      expect((await pipe(args, ENTRY, knowledgeFolder())).code).toBe(2)
    },
  )
})

const FILE = 'reporting'
const ASKED = ['keep-evidence', 'Keep evidence', '保存证据', 'what should i save as evidence', '', '要保存哪些证据', '']
const TEXTS = ['Save chats and receipts before they vanish.', '请及时保存聊天记录和转账凭证。', '', '', '', '']

describe('new, at a terminal', () => {
  it('asks for one field after another, again for what does not fit, and writes the entry', async () => {
    const folder = knowledgeFolder()
    const lines = [
      FILE,
      'Keep Evidence',
      ...ASKED,
      ...TEXTS,
      'spp-2021',
      'spp-2020',
      '',
      '',
      '',
      'evidence to save',
      '',
      'y',
    ]
    const { code, err } = await type(['guidance'], lines, folder)
    expect(err).toContain('✗ an id is lower-case letters, digits and single hyphens')
    expect(err).toContain('✗ there is no "spp-2021"; did you mean "spp-2020"?')
    expect(err).toContain('npm run try -- "evidence to save"')
    expect(code).toBe(0)
    expect(filesIn(folder)['guidance/reporting.yaml']).toBe(`${goodBase()['guidance/reporting.yaml']}${WRITTEN}`)
  })

  it('takes nothing for a number that is none, and says once what will not be found yet', async () => {
    const folder = knowledgeFolder()
    const digits = TEXTS.with(0, 'Save 3 things before they vanish.').with(1, '请保存3样东西。')
    const lines = [FILE, ...ASKED, ...digits, 'three', '3', '', '', 'spp-2020', '', '', '', 'where is my dog', '', 'y']
    const { code, err } = await type(['guidance'], lines, folder)
    expect(err).toContain('✗ "three" is no number as it stands in the texts')
    expect(err.match(/does not come back with it yet/g)).toHaveLength(1)
    expect(code).toBe(0)
    expect(filesIn(folder)['guidance/reporting.yaml']).toContain('numbers: { amounts: [ 3 ] }')
  })

  it('lets a field be changed that the check refuses', async () => {
    const folder = knowledgeFolder()
    const wrong = ASKED.with(3, 'what counts as fraud')
    const right = ['questions', 'what should i save as evidence', '', '要保存哪些证据', '']
    const lines = [FILE, ...wrong, ...TEXTS, 'spp-2020', '', '', '', 'evidence to save', '', ...right, 'y']
    const { code, err } = await type(['guidance'], lines, folder)
    expect(err).toMatch(/✗ duplicate-phrasing/)
    expect(code).toBe(0)
    expect(filesIn(folder)['guidance/reporting.yaml']).toContain(WRITTEN)
  })

  it('writes nothing when the person leaves in the middle, or says no', async () => {
    const folder = knowledgeFolder()
    const before = filesIn(folder)
    const all = [FILE, ...ASKED, ...TEXTS, 'spp-2020', '', '', '', 'evidence to save', '']
    for (const lines of [[], all.slice(0, 5), all, [...all, 'n']]) {
      const { code, err } = await type(['guidance'], lines, folder)
      expect(code).toBe(1)
      expect(err).toContain('Nothing was written.')
    }
    expect(filesIn(folder)).toEqual(before)
  })
})
