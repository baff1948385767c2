import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildAnswerer } from '../../src/answering/answer.ts'
import { edited as editedCommand } from '../../src/cli/edited.ts'
import { loadKnowledge } from '../../src/knowledge/load.ts'
import type { Language } from '../../src/message.ts'
import { goodBase } from '../knowledge/good-base.ts'
import { filesIn, knowledgeFolder, run, TODAY } from './staff.ts'

const edited = (args: string[], ...folders: string[]) =>
  run((config, output) => editedCommand(args, config, output), ...folders)

const GUIDANCE = 'guidance/reporting.yaml'

/** A folder whose texts are all recorded as saying the same. */
async function recorded(): Promise<string> {
  const files = goodBase()
  const folder = knowledgeFolder({
    ...files,
    'voice.yaml': `${files['voice.yaml']}`.replace(
      /^text-outdated: .*$/m,
      'text-outdated: { en: Outdated, zh: 未更新 }',
    ),
  })
  await edited(['--record'], folder)
  return folder
}

function replace(folder: string, from: string, to: string, path = GUIDANCE): void {
  const text = readFileSync(join(folder, path), 'utf8')
  if (!text.includes(from)) throw new Error(`no "${from}" in ${path}`)
  writeFileSync(join(folder, path), text.replace(from, to))
}

const lineOf = (folder: string, id: string): string | undefined =>
  filesIn(folder)
    ['translations.yaml']?.split('\n')
    .find((line) => line.includes(`id: ${id},`))

describe('edited', () => {
  it('records both languages of every entry, term and figure, and then has nothing to say', async () => {
    const folder = await recorded()
    expect(loadKnowledge([folder]).problems).toEqual([])
    expect(filesIn(folder)['translations.yaml']?.match(/^- /gm)).toHaveLength(7)
    expect(await edited([], folder)).toEqual({ code: 0, out: '', err: 'Both languages say the same.' })
    const before = filesIn(folder)
    await edited(['--record'], folder)
    expect(filesIn(folder)).toEqual(before)
  })

  it('costs nothing where only lines were broken, comments written or examples added', async () => {
    const folder = await recorded()
    replace(folder, 'en: [how do i report a fraud]', 'en: [how do i report a fraud, where to report] # more')
    replace(
      folder,
      '"Call the police on 110; see article 266."',
      '>-\n      Call the police on 110;\n      see article 266.\n   ',
    )
    replace(folder, 'short: { en', 'short:\n    en')
    replace(folder, ', zh: 请拨打110报警，见刑法第266条。 }', '\n    zh: 请拨打110报警，见刑法第266条。')
    expect(loadKnowledge([folder]).problems).toEqual([])
    expect(await edited([], folder)).toEqual({ code: 0, out: '', err: 'Both languages say the same.' })
  })

  it('finds what was changed in one language only', async () => {
    const folder = await recorded()
    replace(folder, 'Call the police', 'Ring the police')
    const { code, out, err } = await edited([], folder)
    expect(out).toBe(`report-fraud  only the English text was changed  (${GUIDANCE})`)
    expect(err).toContain('typo, content or meaning')
    expect(code).toBe(1)
    expect(JSON.parse((await edited(['--json'], folder)).out)).toEqual([
      { id: 'report-fraud', state: 'undecided', changed: 'en', file: GUIDANCE },
    ])
  })

  it('lets a decision wait while the rest is recorded', async () => {
    const folder = await recorded()
    replace(folder, 'Call the police', 'Ring the police')
    await edited(['--record'], folder)
    expect((await edited([], folder)).code).toBe(1)
  })

  it('takes a typo for nothing', async () => {
    const folder = await recorded()
    replace(folder, 'Call the police', 'Ring the police')
    expect((await edited(['report-fraud', 'typo'], folder)).code).toBe(0)
    expect((await edited([], folder)).code).toBe(0)
    expect(lineOf(folder, 'report-fraud')).not.toContain('behind')
  })

  it('keeps the other language as behind until it is changed as well', async () => {
    const folder = await recorded()
    replace(folder, 'Call the police', 'Ring the police')
    await edited(['report-fraud', 'content'], folder)
    const { code, out } = await edited([], folder)
    expect(out).toBe(`report-fraud  the Chinese text is behind in content since ${TODAY}  (${GUIDANCE})`)
    expect(code).toBe(0)
    replace(folder, '请拨打110报警', '请打电话110报警')
    expect((await edited([], folder)).err).toContain('1 new or changed in both languages')
    await edited(['--record'], folder)
    expect(await edited([], folder)).toEqual({ code: 0, out: '', err: 'Both languages say the same.' })
    expect(lineOf(folder, 'report-fraud')).not.toContain('behind')
  })

  it('keeps the graver mark when the same language is edited again', async () => {
    const folder = await recorded()
    replace(folder, 'Call the police', 'Ring the police')
    await edited(['report-fraud', 'meaning'], folder)
    replace(folder, 'Ring the police', 'Phone the police')
    expect((await edited([], folder)).code).toBe(1)
    await edited(['report-fraud', 'content'], folder)
    expect(lineOf(folder, 'report-fraud')).toContain(`behind: { language: zh, as: meaning, since: ${TODAY} }`)
  })

  it.each<[string, RegExp]>([
    ['report-frauds', /no entry, term or figure "report-frauds"; did you mean "report-fraud"/],
    ['what-is-fraud', /nothing has changed/],
  ])('has nothing to decide for %s', async (id, message) => {
    const { code, err } = await edited([id, 'typo'], await recorded())
    expect(err).toMatch(message)
    expect(code).toBe(1)
  })

  it.each([[['a']], [['a', 'style']], [['a', 'typo', 'b']], [['--record', 'a']], [['--none']]])(
    '%j is called wrongly',
    async (args) => {
      expect((await edited(args, knowledgeFolder(goodBase()))).code).toBe(2)
    },
  )
})

describe('readers', () => {
  const warned = (folder: string, text: string, language: Language): boolean => {
    const { knowledge, problems } = loadKnowledge([folder])
    if (!knowledge) throw new Error(JSON.stringify(problems))
    return buildAnswerer(knowledge)
      .answer({ text, language, today: TODAY })
      .reply.text.includes(language === 'en' ? 'Outdated' : '未更新')
  }

  it('of a text that says what does not hold any more are told, and nobody else', async () => {
    const folder = await recorded()
    replace(folder, 'Call the police', 'Ring the police')
    await edited(['report-fraud', 'content'], folder)
    expect(loadKnowledge([folder]).knowledge?.outdated.size).toBe(0)
    replace(folder, 'Ring the police', 'Do not call the police')
    await edited(['report-fraud', 'meaning'], folder)
    expect(warned(folder, 'Report a fraud', 'en')).toBe(false)
    expect(loadKnowledge([folder]).knowledge?.outdated.get('report-fraud')?.language).toBe('zh')
    expect(warned(folder, '报案', 'zh-Hans')).toBe(true)
    // Translated, though nobody has recorded it yet.
    replace(folder, '请拨打110报警', '不要打电话，拨打110')
    expect(loadKnowledge([folder]).knowledge?.outdated.size).toBe(0)
  })
})
