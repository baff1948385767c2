import { describe, expect, it } from 'vitest'
import { buildAnswerer } from '../../src/answering/answer.ts'
import { choiceOf, sourcesOf } from '../../src/answering/asides.ts'
import { wordsIn } from '../../src/answering/wording.ts'
import { retireEntry } from '../../src/cli/retire.ts'
import { buildBot } from '../../src/conversation/bot.ts'
import { writePress } from '../../src/conversation/press.ts'
import { loadKnowledge } from '../../src/knowledge/load.ts'
import { edited, goodBase, loadFiles, places } from '../knowledge/good-base.ts'
import { changedFiles, filesIn, knowledgeFolder, run, TODAY } from './staff.ts'

const retire = (args: string[], ...folders: string[]) =>
  run((config, output) => retireEntry(args, config, output), ...folders)

/** "What fraud is" is named by a term, a topic and a question of the bank; "report a fraud" takes its place. */
const base = () => ({
  ...edited('glossary.yaml', 'related: [report-fraud]', 'related: [what-is-fraud, report-fraud] # both'),
  'topics.yaml': '# What /topics shows\n- what-is-fraud\n',
  'questions/guidance.yaml': '# Fraud\n- ask: fraud meaning\n  expect: { entry: what-is-fraud } # by name\n',
})

describe('retire', () => {
  it('takes the entry out and leads everything that named it on, with nothing else touched', async () => {
    const folder = knowledgeFolder(base())
    const before = filesIn(folder)
    const { code, out, err } = await retire(['what-is-fraud', '--for', 'report-fraud'], folder)
    expect(err).toContain('Questions of the bank expect the successor now')
    expect(code).toBe(0)
    const after = filesIn(folder)
    expect(changedFiles(before, after)).toEqual([
      'glossary.yaml',
      'guidance/reporting.yaml',
      'questions/guidance.yaml',
      'topics.yaml',
      'retired.yaml',
    ])
    expect(out.split('\n')).toHaveLength(5)
    expect(after['glossary.yaml']).toContain('related: [report-fraud] # both')
    expect(after['topics.yaml']).toBe('# What /topics shows\n- report-fraud\n')
    expect(after['questions/guidance.yaml']).toBe(
      '# Fraud\n- ask: fraud meaning\n  expect: { entry: report-fraud } # by name\n',
    )
    expect(after['guidance/reporting.yaml']).toBe(before['guidance/reporting.yaml']?.split('- id: what-is-fraud')[0])
    expect(after['retired.yaml']).toBe(
      '# yaml-language-server: $schema=schemas/retired.schema.json\n- id: what-is-fraud\n  successor: report-fraud\n  retired: 2026-11-25\n',
    )
    expect(loadKnowledge([folder]).problems).toEqual([])
  })

  it('lets old buttons and links find the successor, also over several steps', async () => {
    const files = base()
    const folder = knowledgeFolder({
      ...files,
      'retired.yaml': '- { id: fraud-explained, successor: what-is-fraud, retired: 2026-01-01 }\n',
    })
    await retire(['what-is-fraud', '--for', 'report-fraud'], folder)
    const { knowledge, problems } = loadKnowledge([folder])
    if (!knowledge) throw new Error(JSON.stringify(problems))
    for (const id of ['fraud-explained', 'what-is-fraud', 'report-fraud']) {
      expect(choiceOf(id, wordsIn('en', knowledge), knowledge)).toEqual({
        id: 'report-fraud',
        label: 'Report a fraud',
        ask: 'Report a fraud',
      })
      expect(sourcesOf(id, knowledge)).toEqual(['spp-2020'])
    }
  })

  it('lets a button and a link from before bring the successor, from the bot as it runs', async () => {
    const folder = knowledgeFolder(base())
    await retire(['what-is-fraud', '--for', 'report-fraud'], folder)
    const { knowledge, problems } = loadKnowledge([folder])
    if (!knowledge) throw new Error(JSON.stringify(problems))
    const bot = buildBot(buildAnswerer(knowledge), () => TODAY)
    const message = { conversation: 'test:1', chat: 'private', addressed: true } as const
    const press = writePress({ kind: 'ask', id: 'what-is-fraud', language: 'zh-Hans', replaces: false }) ?? ''
    expect((await bot.respond({ ...message, text: '', press }))?.entries).toEqual(['report-fraud'])
    expect((await bot.respond({ ...message, text: '/start what-is-fraud' }))?.entries).toEqual(['report-fraud'])
  })

  it('hands title and example questions on when it is asked to', async () => {
    const folder = knowledgeFolder(base())
    await retire(['what-is-fraud', '--for', 'report-fraud', '--phrasings'], folder)
    expect(filesIn(folder)['guidance/reporting.yaml']).toContain(`
    en: [how do i report a fraud, What fraud is, what counts as fraud]
    zh: [被骗了怎么报案, 什么是诈骗, 什么算诈骗]
`)
    expect(loadKnowledge([folder]).problems).toEqual([])
  })

  it('shows the patch and writes nothing with --dry-run', async () => {
    const folder = knowledgeFolder(base())
    const before = filesIn(folder)
    const { code, out } = await retire(['what-is-fraud', '--for', 'report-fraud', '--dry-run'], folder)
    expect(code).toBe(0)
    expect(out).toContain('-- what-is-fraud\n+- report-fraud')
    expect(filesIn(folder)).toEqual(before)
  })

  it.each<[string, string[], RegExp]>([
    ['an id that is not there', ['what-fraud-is', '--for', 'report-fraud'], /no entry, term or figure "what-fraud-is"/],
    ['a successor that is not there', ['what-is-fraud', '--for', 'report-frauds'], /did you mean "report-fraud"/],
    ['itself as successor', ['what-is-fraud', '--for', 'what-is-fraud'], /cannot take its own place/],
    [
      'a figure that others rest on',
      ['prosecuted-2018', '--for', 'prosecuted-2019'],
      /computed\.yaml:2:3 {2}unknown-figure/,
    ],
  ])('refuses %s, and writes nothing', async (_what, args, message) => {
    const folder = knowledgeFolder(base())
    const before = filesIn(folder)
    const { code, err } = await retire(args, folder)
    expect(err).toMatch(message)
    expect(code).toBe(1)
    expect(filesIn(folder)).toEqual(before)
  })

  it.each([[[]], [['a', 'b', '--for', 'c']], [['a']], [['a', '--whatever']]])('%j is called wrongly', async (args) => {
    expect((await retire(args, knowledgeFolder())).code).toBe(2)
  })
})

describe('the check of what was retired', () => {
  it.each<[string, string, string]>([
    [
      'an id that is there again',
      '- { id: what-is-fraud, successor: report-fraud, retired: 2026-01-01 }',
      'retired.yaml:1:5 retired-in-use',
    ],
    [
      'a successor that is not there',
      '- { id: old, successor: report-frauds, retired: 2026-01-01 }',
      'retired.yaml:1:14 unknown-successor',
    ],
    [
      'the same twice',
      '- { id: old, successor: report-fraud, retired: 2026-01-01 }\n'.repeat(2),
      'retired.yaml:2:5 duplicate-id',
    ],
    [
      'a circle',
      '- { id: old, successor: older, retired: 2026-01-01 }\n- { id: older, successor: old, retired: 2026-01-01 }\n',
      'retired.yaml:1:14 successor-circle',
    ],
  ])('finds %s', (_what, text, problem) => {
    expect(places(loadFiles({ ...goodBase(), 'retired.yaml': text }))[0]).toBe(problem)
  })

  it('finds a question of the bank that expects what was retired', () => {
    const files = {
      ...goodBase(),
      'retired.yaml': '- { id: old, successor: report-fraud, retired: 2026-01-01 }\n',
      'questions/talks.yaml': '- talk:\n    - ask: what then\n      expect: { entry: [old, report-fraud] }\n',
    }
    expect(places(loadFiles(files))).toEqual(['questions/talks.yaml:3:17 retired-expected'])
  })
})
