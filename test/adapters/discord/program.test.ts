/** The program itself, started as an operator starts it, against the local Discord. */
import { describe, expect, test } from 'vitest'
import { startProgram } from '../program.ts'
import { directChat } from './chats.ts'
import { startDiscord, TOKEN } from './discord-server.ts'

const QUESTION = 'how many people were prosecuted for online crime in 2021'
const PATIENCE = { timeout: 90_000 }

const start = (env: Record<string, string>) => startProgram({ DISCORD_BOT_TOKEN: TOKEN, ...env })

describe('npm start with a token', () => {
  test('answers, shows its health and its numbers, and stops when told to', PATIENCE, async () => {
    const api = await startDiscord()
    const program = start({ DISCORD_API_ROOT: `${api.root}/`, HTTP_PORT: '0' })
    const port = await program.port()
    await api.until(() => api.writes() === 1, 'the program', 60_000)
    expect((await directChat(api).command('ask', { question: QUESTION })).text).toMatch(/282,000/)
    const health = await fetch(`http://127.0.0.1:${port}/healthz`)
    expect(health.status).toBe(200)
    expect(await health.json()).toMatchObject({ status: 'ok', adapters: { discord: { state: 'ready' } } })
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
    expect(metrics).toContain('bot_replies_total{outcome="answer",reason="",language="en"} 1')
    expect(metrics).toContain('bot_events_total{adapter="discord",event="received",detail="command"} 1')
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

  test('that Discord does not know: one line, exit 1', PATIENCE, async () => {
    const api = await startDiscord()
    const program = start({ DISCORD_API_ROOT: api.root, DISCORD_BOT_TOKEN: 'not.the.one', LOG_LEVEL: 'silent' })
    expect(await program.ended).toBe(1)
    expect(program.output().err).toBe(
      'Discord does not know this DISCORD_BOT_TOKEN (401). Copy it again from the Developer Portal, Bot, Reset Token.\n',
    )
    await api.close()
  })

  test.each([
    ['DISCORD_SHARDS', '4/4', /^DISCORD_SHARDS names a shard that there is not; they count from 0$/m],
    ['DISCORD_SHARDS', 'all', /^DISCORD_SHARDS is not written as 0,1\/4/m],
    ['DISCORD_API_ROOT', 'discord', /^DISCORD_API_ROOT is not an address/m],
    ['DISCORD_BOT_TOKEN', 'secret', /^DISCORD_BOT_TOKEN does not look like a token/m],
  ])('with a wrong %s: its name, exit 2', PATIENCE, async (name, value, line) => {
    const program = start({ [name]: value })
    expect(await program.ended).toBe(2)
    expect(program.output().err).toMatch(line)
    expect(program.output().err).not.toContain('secret')
  })
})
