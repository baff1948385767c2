/** Two processes behind one webhook, on one PostgreSQL: started as an operator starts them. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Update } from 'grammy/types'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROOT } from '../../shipped.ts'
import { type PostgresServer, startPostgres } from '../../store/postgres-server.ts'
import { SECRET } from '../../store/secret.ts'
import { startProgram } from '../program.ts'
import { type BotApi, startBotApi, TOKEN } from './bot-api.ts'
import { group, privateChat, type Seat } from './chats.ts'

const QUESTION = 'how many people were prosecuted for online crime in 2021'
const HOOK_SECRET = 'only-telegram-knows'
const PATIENCE = { timeout: 60_000 }

let server: PostgresServer
let api: BotApi
let env: Record<string, string>
let ports: number[]
let programs: ReturnType<typeof startProgram>[]
let updates = 1

beforeAll(async () => {
  server = await startPostgres()
  api = await startBotApi()
  env = { DATABASE_URL: await server.database(), STORE_SECRET: SECRET, LOG_LEVEL: 'info' }
  const webhook = { TELEGRAM_WEBHOOK_URL: 'https://bot.example/hook', TELEGRAM_WEBHOOK_SECRET: HOOK_SECRET }
  const each = { ...env, ...webhook, TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: api.root, HTTP_PORT: '0' }
  programs = [startProgram(each), startProgram(each)]
  ports = await Promise.all(programs.map((program) => program.port()))
  await api.until(() => api.calls.filter(({ method }) => method === 'setWebhook').length === 2, 'both', 30_000)
}, 60_000)

afterAll(async () => {
  for (const program of programs) program.kill('SIGTERM')
  expect(await Promise.all(programs.map(({ ended }) => ended))).toEqual([0, 0])
  await api.close()
  await server.end()
  expect(api.violations).toEqual([])
})

/** Brings an update to one of the processes, as the balancer would; resolves once it was taken. */
async function bring(process: 0 | 1, update: Partial<Update>, id = updates++): Promise<boolean> {
  const { ok } = await fetch(`http://127.0.0.1:${ports[process]}/hook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': HOOK_SECRET },
    body: JSON.stringify({ update_id: id, ...update }),
  })
  return ok
}

const asks = (seat: Seat, text: string): Partial<Update> => ({ message: seat.write(text) as never })

async function health(process: 0 | 1): Promise<{ http: number; status: string; store: { state: string } }> {
  const answer = await fetch(`http://127.0.0.1:${ports[process]}/healthz`)
  return { http: answer.status, ...((await answer.json()) as { status: string; store: { state: string } }) }
}

const command = (...args: string[]) =>
  promisify(execFile)(process.execPath, [join(ROOT, 'src/cli/index.ts'), ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...env },
  })

/** Holds within a second, as is promised. */
const within = (holds: () => Promise<boolean>) => expect.poll(holds, { timeout: 1000, interval: 50 }).toBe(true)

test('an update that comes to both, at once and again, is answered once', PATIENCE, async () => {
  const ann = privateChat(api)
  for (let round = 1; round <= 5; round++) {
    const update = asks(ann, QUESTION)
    const id = updates++
    await Promise.all([bring(0, update, id), bring(1, update, id), bring(1, update, id)])
    await Promise.all([bring(0, update, id), bring(1, update, id)])
    expect(ann.inChat()).toHaveLength(round)
  }
})

test(
  'a talk goes on in the other process, and an edited question is answered in the place of its answer',
  PATIENCE,
  async () => {
    const ann = privateChat(api)
    await bring(0, asks(ann, QUESTION))
    const follow = ann.write('and in 2020?')
    await bring(1, { message: follow as never })
    expect(ann.inChat().map(({ text }) => /282,000|142,000/.exec(text)?.[0])).toEqual(['282,000', '142,000'])
    await bring(0, { edited_message: { ...follow, text: QUESTION, edit_date: 2 } as never })
    expect(ann.inChat()).toHaveLength(2)
    expect(ann.inChat()[1]).toMatchObject({ edits: 1, text: expect.stringMatching(/282,000/) })
  },
)

test('a setting changed in one is seen by the other within a second', PATIENCE, async () => {
  const admin = group(api)
  api.setMember(admin.chat.id, admin.who, 'administrator')
  api.setMember(admin.chat.id, api.me, 'administrator')
  const asked = () => asks(admin, `@${api.me.username} ${QUESTION}`)
  await bring(1, asked())
  expect(admin.inChat().at(-1)?.keyboard).not.toEqual([])
  await bring(0, asks(admin, '/settings'))
  const menu = admin.inChat().at(-1)
  const button = menu?.keyboard.flat().find(({ text }) => /^Buttons/.test(text))
  if (!menu || !button) throw new Error('there is such a button')
  api.expectAnswer('press')
  await bring(0, { callback_query: admin.pressOf(menu, button.text, 'press') })
  await within(async () => {
    await bring(1, asked())
    return admin.inChat().at(-1)?.keyboard.length === 0
  })
})

test('a pause from the command line holds in both within a second, until resumed', PATIENCE, async () => {
  const ann = privateChat(api)
  const answers = async (process: 0 | 1): Promise<string> => {
    await bring(process, asks(ann, QUESTION))
    return ann.inChat().at(-1)?.text ?? ''
  }
  await answers(0)
  await command('pause', 'a figure is being checked')
  for (const process of [0, 1] as const) await within(async () => /I am paused/.test(await answers(process)))
  await bring(1, asks(ann, 'I was just scammed and transferred the money 10 minutes ago'))
  expect(ann.inChat().at(-1)?.text).toMatch(/110/)
  expect(ann.inChat().at(-1)?.text).not.toMatch(/I am paused/)
  expect((await command('pause')).stdout).toMatch(/to now; begun by .*: a figure is being checked/)
  await command('resume')
  for (const process of [0, 1] as const) await within(async () => /282,000/.test(await answers(process)))
})

describe('the database goes away and comes back', () => {
  test('meanwhile questions are answered, and what cannot be saved is refused in words', PATIENCE, async () => {
    const ann = privateChat(api)
    await bring(0, asks(ann, QUESTION))
    const answer = ann.inChat()[0]
    expect(await health(0)).toMatchObject({ http: 200, status: 'ok', store: { state: 'ready' } })
    await server.stop()
    try {
      await expect
        .poll(() => health(0), { timeout: 5000 })
        .toMatchObject({
          ...{ http: 200, status: 'degraded' },
          store: { state: 'failing', reason: expect.stringMatching(/cannot be reached/) },
        })
      const update = asks(ann, QUESTION)
      const id = updates++
      await bring(0, update, id)
      await bring(0, update, id)
      expect(ann.inChat()).toHaveLength(2)
      await bring(1, asks(ann, 'I was just scammed and transferred the money 10 minutes ago'))
      expect(ann.inChat().at(-1)?.text).toMatch(/110/)
      if (answer) {
        api.expectAnswer('vote')
        await bring(0, { callback_query: ann.pressOf(answer, '👍 Right', 'vote') })
      }
      const notice = api.calls.find(({ params }) => params.callback_query_id === 'vote')?.params.text
      expect(notice).toMatch(/can neither save nor look anything up/)
      const metrics = await (await fetch(`http://127.0.0.1:${ports[0]}/metrics`)).text()
      expect(metrics).toMatch(/^bot_store_ready 0$/m)
    } finally {
      await server.start()
    }
    for (const process of [0, 1] as const)
      await expect
        .poll(() => health(process), { timeout: 5000 })
        .toMatchObject({ status: 'ok', store: { state: 'ready' } })
    // What was answered meanwhile is known to all by now.
    await pause(700)
    const told = ann.inChat().length
    await bring(1, asks(ann, '/mydata'))
    expect(ann.inChat()[told]?.text).toMatch(/correction could follow: [34]\b/)
    const lines = programs[0]?.output().err ?? ''
    expect(lines).toMatch(/"The store cannot be used; questions are answered all the same"/)
    expect(lines).toMatch(/"The store can be used again"/)
    expect(lines).not.toContain(SECRET)
  })
})
