/** A figure that was wrong, from the answer of the running program to the correction in the chat. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { correct as correctCommand } from '../../../src/cli/correct.ts'
import { loadAmenders } from '../../../src/cli/platforms.ts'
import { openStore } from '../../../src/store/open.ts'
import { goodBase, writeFiles } from '../../knowledge/good-base.ts'
import { ROOT } from '../../shipped.ts'
import { runWith } from '../../workbench/staff.ts'
import { startProgram } from '../program.ts'
import { type BotApi, startBotApi, TOKEN } from './bot-api.ts'
import { group, privateChat } from './chats.ts'

const QUESTION = 'how many people were prosecuted for online crime in 2018'
const CHINESE = '2018年网络犯罪起诉人数'
const OTHER = 'how many people were prosecuted for online crime in 2019'
const FIGURE = 'prosecuted-2018'
const PATIENCE = { timeout: 60_000 }

let root: string
let api: BotApi
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'correct-'))
  // With the words that people see.
  const voice = readFileSync(join(ROOT, 'knowledge/voice.yaml'), 'utf8')
  writeFiles(folder(), { ...goodBase(), 'voice.yaml': voice })
  api = await startBotApi()
})
afterEach(async () => {
  await api.close()
  rmSync(root, { recursive: true, force: true })
  expect(api.violations).toEqual([])
})

const folder = (): string => join(root, 'knowledge')
const env = () => ({
  TELEGRAM_BOT_TOKEN: TOKEN,
  TELEGRAM_API_ROOT: api.root,
  DATABASE_URL: `sqlite:${join(root, 'bot.sqlite')}`,
})
const correct = (...args: string[]) =>
  runWith(env(), (config, output) => correctCommand(args, config, output, loadAmenders), folder())

/** What people and the program say to each other until it is stopped. */
async function whileRunning(talk: () => Promise<void>): Promise<void> {
  const program = startProgram({ ...env(), KNOWLEDGE_DIR: folder(), LOG_LEVEL: 'warn' })
  await api.until(() => api.isPolled(), 'the program', 30_000)
  await talk()
  program.kill('SIGTERM')
  expect(await program.ended).toBe(0)
}

function correctFigure(): void {
  const file = join(folder(), 'figures/online-crime.yaml')
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace('value: 100', 'value: 101').replace('put: "100"', 'put: "101"'))
}

test('is listed with what carried it, and put right where it stands, in the language of each', PATIENCE, async () => {
  const [ann, bao, neighbours] = [privateChat(api), privateChat(api), group(api)]
  await whileRunning(async () => {
    expect((await ann.say(QUESTION)).text).toContain('100 in 2018')
    await ann.say(OTHER)
    expect((await bao.say(CHINESE)).text).toContain('100')
    await neighbours.say(`/ask ${QUESTION}`)
  })
  expect(await correct(FIGURE)).toMatchObject({ code: 0, err: expect.stringContaining('No message rests on it') })

  correctFigure()
  const listed = await correct(FIGURE)
  expect(listed.code).toBe(1)
  expect(listed.out.split('\n')).toHaveLength(3)
  expect(listed.out).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d {2}telegram {2}en {7}[0-9a-f]{12} {2}prosecuted-2018$/m)
  expect(listed.err).toMatch(/3 in all\..*Correction of 25 November 2026:.*101 in 2018/s)
  expect(listed.out + listed.err).not.toMatch(new RegExp(`\\b(?:${ann.chat.id}|${neighbours.chat.id})\\b`))
  expect(ann.inChat()[0]).toMatchObject({ edits: 0 })

  const sent = await correct(FIGURE, '--send')
  expect(sent.err).toBe('3 corrected, 0 gone or not to be changed, 0 left.')
  expect(sent.code).toBe(0)
  const [english, other] = ann.inChat()
  expect(english?.text).toMatch(/^Correction of 25 November 2026: .+\s+101 in 2018/)
  expect(other).toMatchObject({ edits: 0, text: expect.stringContaining('150 in 2019') })
  expect(bao.inChat()[0]?.text).toMatch(/^更正（2026年11月25日）：.+\s+2018年101/)
  expect(neighbours.inChat()[0]?.text).toMatch(/101 in 2018/)

  // What was corrected is not corrected again.
  expect(await correct(FIGURE, '--send')).toMatchObject({ code: 0, err: expect.stringContaining('0 corrected') })
  expect(english?.edits).toBe(1)
})

test('goes on after what cannot be put right, and can be called again', PATIENCE, async () => {
  const [ann, bao, cho] = [privateChat(api), privateChat(api), privateChat(api)]
  await whileRunning(async () => {
    for (const person of [ann, bao, cho]) await person.say(QUESTION)
  })
  const store = await openStore(env().DATABASE_URL)
  await store.answers.record({ message: 'other:1', sent: 'other:1', rests: [FIGURE], version: 'before' })
  await store.close()
  correctFigure()
  api.fail(
    'editMessageText',
    { status: 400, description: 'Bad Request: message to edit not found' },
    { chat: ann.chat.id },
  )
  api.fail('editMessageText', { status: 400, description: 'Bad Request: something else' }, { chat: bao.chat.id })
  const first = await correct(FIGURE, '--send', '--json')
  expect(first.code).toBe(1)
  expect(first.out.split('\n').map((line) => JSON.parse(line).outcome)).toEqual([
    'unreachable',
    'corrected',
    'failed',
    'gone',
  ])
  expect(first.err).toContain('1 corrected, 1 gone or not to be changed, 2 left.')
  // What is gone is not tried again.
  expect((await correct(FIGURE, '--send')).err).toContain('1 corrected, 0 gone or not to be changed, 1 left.')
})

test('of some days alone, or of what there is not', PATIENCE, async () => {
  await whileRunning(async () => {
    await privateChat(api).say(QUESTION)
  })
  correctFigure()
  const today = new Date().toISOString().slice(0, 10)
  expect(JSON.parse((await correct(FIGURE, '--since', today, '--json')).out).messages).toHaveLength(1)
  expect(JSON.parse((await correct(FIGURE, '--until', '2020-01-01', '--json')).out).messages).toHaveLength(0)
  expect(await correct('prosecuted-2081')).toMatchObject({
    code: 1,
    err: expect.stringContaining(`did you mean "${FIGURE}"`),
  })
  for (const args of [[], ['a', 'b'], [FIGURE, '--since', 'yesterday'], [FIGURE, '--now']])
    expect((await correct(...args)).code, args.join(' ')).toBe(2)
})
