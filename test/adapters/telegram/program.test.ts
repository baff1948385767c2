/** The program itself, started as an operator starts it, against the local Bot API server. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Followed } from '../../../src/reload/follow.ts'
import { type Files, goodBase, writeFiles } from '../../knowledge/good-base.ts'
import { NPM, startProgram } from '../program.ts'
import { startBotApi, TOKEN } from './bot-api.ts'
import { privateChat } from './chats.ts'

const QUESTION = 'how many people were prosecuted for online crime in 2021'
const PATIENCE = { timeout: 30_000 }

const start = (env: Record<string, string>, command?: Parameters<typeof startProgram>[1]) =>
  startProgram({ TELEGRAM_BOT_TOKEN: TOKEN, ...env }, command)

describe('npm start with a token', () => {
  test('answers, shows its health and its numbers, and stops when told to', PATIENCE, async () => {
    const api = await startBotApi()
    const program = start({ TELEGRAM_API_ROOT: `${api.root}/`, HTTP_PORT: '0' })
    const port = await program.port()
    await api.until(() => api.isPolled(), 'the program', 20_000)
    expect((await privateChat(api).say(QUESTION)).text).toMatch(/282,000/)
    const health = await fetch(`http://127.0.0.1:${port}/healthz`)
    expect([health.status, await health.json()]).toEqual([
      200,
      {
        status: 'ok',
        adapters: { telegram: { state: 'ready' } },
        store: { state: 'ready' },
        knowledge: expect.objectContaining({ failure: null }),
      },
    ])
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
    expect(metrics).toContain('bot_replies_total{outcome="answer",reason="",language="en"} 1')
    program.kill('SIGTERM')
    expect(await program.ended).toBe(0)
    const { out, err } = program.output()
    expect(out).toBe('')
    for (const line of err.trim().split('\n')) expect(() => JSON.parse(line), line).not.toThrow()
    expect(err + metrics).not.toContain(TOKEN)
    expect(err).not.toMatch(/prosecuted/)
    await api.close()
    expect(api.violations).toEqual([])
  })

  test(
    'a signal to npm reaches the program: what it has is answered, and nothing is left running',
    PATIENCE,
    async () => {
      const api = await startBotApi()
      const program = start({ TELEGRAM_API_ROOT: api.root }, NPM)
      await api.until(() => api.isPolled(), 'the program', 20_000)
      const ann = privateChat(api)
      await ann.say('/privacy')
      // Held back for a second by the platform's pace.
      ann.send(QUESTION)
      await api.until(() => api.calls.some(({ method }) => method === 'sendChatAction'), 'an answer on its way')
      program.kill('SIGTERM')
      expect(await program.ended).toBe(0)
      expect(ann.inChat().at(-1)?.text).toMatch(/282,000/)
      await api.close()
    },
  )

  test('by webhook, behind its secret', PATIENCE, async () => {
    const api = await startBotApi()
    const program = start({
      TELEGRAM_API_ROOT: api.root,
      TELEGRAM_WEBHOOK_URL: 'https://bot.example/hook',
      TELEGRAM_WEBHOOK_SECRET: 'only-telegram-knows',
      HTTP_PORT: '0',
    })
    api.bringWebhookTo(await program.port())
    await api.until(() => api.webhook() !== undefined, 'the webhook', 20_000)
    expect(api.webhook()).toMatchObject({ url: 'https://bot.example/hook', secret: 'only-telegram-knows' })
    expect((await privateChat(api).say(QUESTION)).text).toMatch(/282,000/)
    program.kill('SIGTERM')
    expect(await program.ended).toBe(0)
    expect(program.output().err).not.toContain('only-telegram-knows')
    await api.close()
  })

  test('killed while it sends, and started again: every question has one answer', { timeout: 90_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'killed-program-'))
    const api = await startBotApi()
    const env = { TELEGRAM_API_ROOT: api.root, DATABASE_URL: `sqlite:${join(folder, 'bot.sqlite')}` }
    const ann = privateChat(api)
    const first = start(env)
    await api.until(() => api.isPolled(), 'the program', 20_000)
    await ann.say(QUESTION)
    // Telegram takes its time over the next answer, and the program does not live to hear of it.
    api.fail('sendMessage', { slow: 1500 })
    const typing = () => api.calls.filter(({ method }) => method === 'sendChatAction').length
    const before = typing()
    ann.send(QUESTION)
    await api.until(() => typing() > before, 'a second answer on its way')
    await pause(500)
    first.kill('SIGKILL')
    await first.ended
    ann.send('how many people were prosecuted for online crime in 2020')
    const second = start(env)
    const said = () => ann.inChat().map(({ text }) => /282,000|142,000/.exec(text)?.[0])
    await api.until(() => said().includes('142,000') && said().length > 2, 'what came meanwhile', 60_000)
    // Which of the last two comes first is between Telegram and the new start.
    expect(said().sort()).toEqual(['142,000', '282,000', '282,000'])
    second.kill('SIGTERM')
    expect(await second.ended).toBe(0)
    await api.close()
    rmSync(folder, { recursive: true })
  })

  test.each([
    [
      { DATABASE_URL: 'sqlite:package.json', STORE_SECRET: 'x'.repeat(32) },
      1,
      /^This file is no store of this program/,
    ],
    [{ DATABASE_URL: 'postgres://a:do-not-print@127.0.0.1:1/a' }, 2, /^DATABASE_URL names PostgreSQL, so STORE_SECRET/],
    [
      { DATABASE_URL: 'postgres://a:do-not-print@127.0.0.1:1/a', STORE_SECRET: 'x'.repeat(32) },
      1,
      /^No database answers where DATABASE_URL points/,
    ],
  ])('with a store that cannot be opened (%j): one line, exit %i', PATIENCE, async (env, code, line) => {
    const program = start(env)
    expect(await program.ended).toBe(code)
    const { err } = program.output()
    expect(err).toMatch(line)
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(err).not.toContain('do-not-print')
  })

  test('that Telegram does not know: one line, exit 1', PATIENCE, async () => {
    const api = await startBotApi()
    const program = start({ TELEGRAM_API_ROOT: api.root, TELEGRAM_BOT_TOKEN: '99:wrong', LOG_LEVEL: 'silent' })
    expect(await program.ended).toBe(1)
    expect(program.output().err).toBe(
      'Telegram does not know this TELEGRAM_BOT_TOKEN (401). Copy it again from @BotFather.\n',
    )
    await api.close()
  })

  test('with a variable that is wrong: its name, exit 2', PATIENCE, async () => {
    const program = start({ HTTP_PORT: '70000' })
    expect(await program.ended).toBe(2)
    expect(program.output().err).toBe('HTTP_PORT is not a port number\n')
  })
})

describe('knowledge that is edited while it runs, in two folders', () => {
  let root: string
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'edited-'))
    writeFiles(join(root, 'nation'), goodBase())
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  const HOW = 'how do i report a fraud'
  /** The city's own wording of the national entry. */
  const inTheCity = (how: string): Files => {
    const [entry = ''] = (goodBase()['guidance/reporting.yaml'] ?? '').split('- id: what-is-fraud')
    return { 'guidance/city.yaml': entry.replace('Call the police on 110', how) }
  }

  test('is answered from once it is right; until then the old goes on, and its buttons work', PATIENCE, async () => {
    const api = await startBotApi()
    const city = join(root, 'city')
    writeFiles(city, inTheCity('In the city call 110'))
    const program = start({
      TELEGRAM_API_ROOT: api.root,
      HTTP_PORT: '0',
      KNOWLEDGE_DIR: [join(root, 'nation'), city].join(delimiter),
    })
    const port = await program.port()
    await api.until(() => api.isPolled(), 'the program', 20_000)
    async function knowledge(): Promise<Followed> {
      const health = (await (await fetch(`http://127.0.0.1:${port}/healthz`)).json()) as { knowledge: Followed }
      return health.knowledge
    }
    const ann = privateChat(api)
    expect((await ann.say(HOW)).text).toContain('In the city call 110')
    const withButton = await ann.say('what is procuratorate')

    writeFiles(city, inTheCity('In the city call 999'))
    await program.logs(/unbound-number/)
    expect(await knowledge()).toMatchObject({
      failure: { first: expect.arrayContaining([expect.stringMatching(/city\.yaml:\d+:\d+ {2}unbound-number/)]) },
      counts: { taken: 0, refused: 1 },
    })
    expect((await ann.say(HOW)).text).toContain('In the city call 110')

    writeFiles(city, inTheCity('In the city ring 110'))
    await program.logs(/Changed knowledge is in use/)
    expect((await ann.say(HOW)).text).toContain('In the city ring 110')
    await ann.press(withButton, 'Report a fraud')
    expect((await ann.next('the button')).text).toContain('In the city ring 110')
    expect(await knowledge()).toMatchObject({ failure: null, counts: { taken: 1, refused: 1 } })

    program.kill('SIGHUP')
    await program.logs(/as SIGHUP asked/)
    expect((await ann.say(HOW)).text).toContain('In the city ring 110')
    program.kill('SIGTERM')
    expect(await program.ended).toBe(0)
    await api.close()
  })
})
