import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bank as bankCommand } from '../../src/cli/bank.ts'
import { gaps as gapsCommand } from '../../src/cli/gaps.ts'
import { loadKnowledge } from '../../src/knowledge/load.ts'
import { type Gaps, phraseFrom, plainQuestion } from '../../src/workbench/gaps.ts'
import { groupWordings } from '../../src/workbench/group-wordings.ts'
import { edited, type Files, goodBase } from '../knowledge/good-base.ts'
import { talkInStore } from './kept-by-bot.ts'
import { changedFiles, filesIn, knowledgeFolder, runWith } from './staff.ts'

const BAIL = 'is bail possible in an online crime case'
const FREEZE = 'can the police freeze my account after online crime'
const FREEZE_PHRASE = 'police freeze account after online crime'
const GUIDANCE = 'guidance/reporting.yaml'

/** The commands over a folder beside whose store a bot has talked. */
async function asked(questions: readonly [text: string, times: number][], files: Files = goodBase()) {
  const folder = knowledgeFolder(files)
  const address = `sqlite:${join(knowledgeFolder({}), 'bot.sqlite')}`
  await talkInStore(folder, address, async ({ ask }) => {
    for (const [text, times] of questions) await ask(text, times)
  })
  const gaps = (...args: string[]) =>
    runWith({ DATABASE_URL: address }, (config, output) => gapsCommand(args, config, output), folder)
  const list = async (): Promise<Gaps> => JSON.parse((await gaps('--json')).out)
  return { folder, gaps, list, key: async () => (await list()).gaps[0]?.key ?? '' }
}

describe('gaps', () => {
  it('puts what is about the same thing together, the most asked first', async () => {
    const { list } = await asked([
      ['can the police freeze my account after online crime', 3],
      [BAIL, 2],
      ['bail in online crime', 2],
      ['网络犯罪可以保释吗', 1],
    ])
    const { gaps } = await list()
    expect(gaps.map(({ count, language, wordings }) => [count, language, wordings.map(({ text }) => text)])).toEqual([
      [4, 'en', expect.arrayContaining([BAIL, 'bail in online crime'])],
      [3, 'en', ['can the police freeze my account after online crime']],
      [1, 'zh', ['网络犯罪可以保释吗']],
    ])
  })

  it('says why, since when, what comes near and what to add', async () => {
    const { list, gaps } = await asked([[FREEZE, 1]])
    expect((await list()).gaps).toMatchObject([
      {
        ...{ key: expect.stringMatching(/^[0-9a-f]{6}$/), reason: 'not-known', phrase: FREEZE_PHRASE },
        nearest: { kind: 'guidance', id: 'report-fraud', title: 'Report a fraud' },
      },
    ])
    const { out, err, code } = await gaps()
    expect(out).toMatch(
      /^[0-9a-f]{6} {2}1× {2}can the police freeze my account after online crime {2}\(not-known, last on \d{4}-\d\d-\d\d\)\n +nearest: report-fraud "Report a fraud" \(0\.\d\d\)\n +add: +police freeze account after online crime\n$/,
    )
    expect(err).toContain('--add KEY')
    expect(code).toBe(0)
  })

  it('holds nothing of who asked, and nothing that was answered', async () => {
    const { gaps } = await asked([
      ['my name is John Smith and my number is 13800138000, is bail possible in online crime', 1],
      ['how do i report a fraud', 3],
    ])
    const { out } = await gaps('--json')
    expect(out).toContain('[name]')
    expect(out).not.toMatch(/John|Smith|13800138000|how do i report/)
  })

  it('names a figure where a figure was asked for, and adds no words for it', async () => {
    const { list, gaps, key } = await asked([['how many people were prosecuted for online crime in 2016', 1]])
    expect((await list()).gaps[0]).toMatchObject({ reason: 'not-published', nearest: { kind: 'figure' } })
    expect(await gaps('--add', await key())).toMatchObject({
      code: 1,
      err: expect.stringContaining('npm run new -- figure'),
    })
  })

  it('leaves out what the knowledge answers by now', async () => {
    const { folder, gaps, key } = await asked([[BAIL, 1]])
    await gaps('--add', await key(), '--to', 'what-is-fraud', '--phrase', 'bail in a case of online crime')
    expect(loadKnowledge([folder]).problems).toEqual([])
    const { out, err } = await gaps()
    expect(out).toBe('')
    expect(err).toContain('1 found no answer when they were asked, and find one now.')
  })

  it('tells how to have questions kept where none are', async () => {
    const { gaps } = await asked([])
    expect(await gaps()).toMatchObject({ code: 0, out: '', err: expect.stringContaining('KEEP_UNANSWERED') })
  })
})

describe('gaps --add', () => {
  it('adds the phrase and a question of the bank, and touches nothing else', async () => {
    const bank =
      '# Fraud\n- ask: fraud meaning\n  expect: { entry: what-is-fraud } # by name\n- ask: report it\n  expect: { entry: report-fraud }\n'
    const { folder, gaps, key } = await asked([[FREEZE, 1]], {
      ...goodBase(),
      'questions/guidance.yaml': bank,
    })
    const before = filesIn(folder)
    const { code, out } = await gaps('--add', await key())
    expect(code).toBe(0)
    expect(out.split('\n')).toHaveLength(2)
    const after = filesIn(folder)
    expect(changedFiles(before, after)).toEqual([GUIDANCE, 'questions/guidance.yaml'])
    expect(after[GUIDANCE]).toBe(
      before[GUIDANCE]?.replace('[how do i report a fraud]', `[how do i report a fraud, ${FREEZE_PHRASE}]`),
    )
    expect(after['questions/guidance.yaml']).toBe(`${bank}- ask: ${FREEZE}\n  expect: { entry: report-fraud }\n`)
    expect(loadKnowledge([folder]).problems).toEqual([])
  })

  it('shows it as a patch first', async () => {
    const { folder, gaps, key } = await asked([[FREEZE, 1]])
    const before = filesIn(folder)
    const { out } = await gaps('--add', await key(), '--dry-run')
    expect(out).toContain(`+    en: [how do i report a fraud, ${FREEZE_PHRASE}]`)
    expect(out).toContain(`+- ask: ${FREEZE}`)
    expect(filesIn(folder)).toEqual(before)
  })

  it('writes simplified characters, whichever were asked with', async () => {
    const { folder, gaps, key } = await asked([['請問網絡犯罪怎麼保釋', 1]])
    expect(await gaps('--add', await key(), '--to', 'report-fraud')).toMatchObject({ code: 0 })
    expect(filesIn(folder)[GUIDANCE]).toMatch(/被骗了怎么报案, 网络犯罪保释\]/)
    expect(loadKnowledge([folder]).problems).toEqual([])
  })

  it('begins an entry that nobody is answered with before it is written', async () => {
    const { folder, gaps, key } = await asked([
      [BAIL, 2],
      ['bail in online crime', 1],
    ])
    const { code, err } = await gaps('--add', await key(), '--stub', 'bail', '--file', GUIDANCE)
    expect(code).toBe(0)
    expect(err).toContain('take out `stub: true`')
    expect(filesIn(folder)[GUIDANCE]).toContain(
      '- id: bail\n  stub: true\n  questions:\n    en:\n      - bail possible online crime case\n      - bail in online crime\n',
    )
    const { knowledge, problems } = loadKnowledge([folder])
    expect(problems).toEqual([])
    expect(knowledge?.guidance.has('bail')).toBe(false)
    // Known to fail until it is written.
    expect((await runWith({}, (config, output) => bankCommand([], config, output), folder)).err).toContain(
      '1 wrong, of which 1 are known',
    )
  })

  it.each<[string, string[], RegExp]>([
    ['a gap that is not there', ['--add', 'ffffff'], /there is no gap "ffffff"/],
    ['an entry that is not there', ['--to', 'report-frauds'], /did you mean "report-fraud"/],
    ['a phrase that another entry has', ['--phrase', 'what counts as fraud'], /duplicate-phrasing/],
    ['a stub with an id that is taken', ['--stub', 'what-is-fraud', '--file', GUIDANCE], /duplicate-id/],
    [
      'a stub in a file for something else',
      ['--stub', 'dog', '--file', 'glossary.yaml'],
      /goes into a file of guidance/,
    ],
  ])('refuses %s, and writes nothing', async (_what, args, message) => {
    const { folder, gaps, key } = await asked([[FREEZE, 1]])
    const before = filesIn(folder)
    const { code, err } = await gaps(...(args.includes('--add') ? [] : ['--add', await key()]), ...args)
    expect(err).toMatch(message)
    expect(code).toBe(1)
    expect(filesIn(folder)).toEqual(before)
  })

  it.each([[['--to', 'a']], [['--add', 'a', '--stub', 'b']], [['--most', 'all']], [['--dry-run']], [['a']]])(
    '%j is called wrongly',
    async (args) => {
      const { gaps } = await asked([])
      expect((await gaps(...args)).code).toBe(2)
    },
  )
})

describe('a stub', () => {
  it('may lack everything but its id, and becomes an entry like any other', () => {
    const load = (text: string) => {
      const files = goodBase()
      const folder = knowledgeFolder({ ...files, [GUIDANCE]: `${files[GUIDANCE]}${text}` })
      return loadKnowledge([folder]).problems.map(({ code }) => code)
    }
    expect(load('- id: later\n  stub: true\n')).toEqual([])
    expect(load('- id: later\n')).toContain('missing-field')
    expect(load('- id: later\n  stub: perhaps\n')).toEqual(['wrong-value'])
    expect(load('- id: report-fraud\n  stub: true\n')).toEqual(['duplicate-id'])
  })

  it('is no entry that others may lead to', () => {
    const files = edited(GUIDANCE, '- id: what-is-fraud', '- id: later\n  stub: true\n- id: what-is-fraud')
    const folder = knowledgeFolder(edited('glossary.yaml', 'related: [report-fraud]', 'related: [later]', files))
    expect(loadKnowledge([folder]).problems.map(({ code }) => code)).toEqual(['unknown-entry'])
  })
})

describe('groupWordings', () => {
  const group = (...texts: string[]) =>
    groupWordings(
      texts.map((text) => ({ text })),
      ({ text }) => (/\p{Script=Han}/u.test(text) ? 'zh' : 'en'),
      KNOWN,
    ).map((items) => items.map(({ text }) => text))
  const KNOWN = [
    'online fraud',
    'online fraud report',
    'report online crime',
    'online crime',
    'online fraud money back',
    '网络诈骗',
    '网络诈骗报案',
  ]

  it.each<[string[], string[][]]>([
    [['refund for game skins', 'game skin refunds please'], [['refund for game skins', 'game skin refunds please']]],
    [
      ['bail for online fraud', 'visa for online fraud'],
      [['bail for online fraud'], ['visa for online fraud']],
    ],
    [['游戏充值退款', '游戏充值能退款吗'], [['游戏充值退款', '游戏充值能退款吗']]],
    [
      ['网络诈骗保释', '网络诈骗签证'],
      [['网络诈骗保释'], ['网络诈骗签证']],
    ],
    [[], []],
  ])('%j gives %j', (texts, groups) => {
    expect(group(...texts)).toEqual(groups)
  })
})

describe('the phrase to add', () => {
  it.each<[string, string | undefined]>([
    ['Can I please get my money back from a game?', 'money back game'],
    ['请问游戏充值能退款吗', '游戏充值退款'],
    ['遊戲充值可以退款嗎', '游戏充值退款'],
    ['game refunds', undefined],
    ['why', undefined],
  ])('of %j is %j', (text, phrase) => {
    expect(phraseFrom(text)).toBe(phrase)
  })

  it.each([
    ['my name is [name], can a drone be reported', 'can a drone be reported'],
    ['my wechat [handle] was hacked', 'my wechat was hacked'],
    ['我叫[name]，狗丢了怎么办', '狗丢了怎么办'],
    ['[phone]', ''],
  ])('is made of what %j says besides what was taken out', (text, plain) => {
    expect(plainQuestion(text)).toBe(plain)
  })
})
