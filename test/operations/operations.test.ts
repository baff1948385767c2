/** What an operator sees: log lines without secrets, numbers, and whether all is well. */
import { afterEach, describe, expect, test } from 'vitest'
import type { Health } from '../../src/adapter.ts'
import { buildLog } from '../../src/operations/log.ts'
import { buildMetrics } from '../../src/operations/metrics.ts'
import { buildServer, type OperationsServer } from '../../src/operations/server.ts'
import type { Followed } from '../../src/reload/follow.ts'

describe('the log', () => {
  const TOKEN = '123456:ABC-def'
  function logged(level = 'info') {
    const lines: string[] = []
    return { lines, log: buildLog(level, [TOKEN, ''], { write: (line: string) => void lines.push(line) }) }
  }

  test('is one JSON object a line, with its time', () => {
    const { lines, log } = logged()
    log.info({ port: 8080 }, 'Listening')
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 30,
      port: 8080,
      msg: 'Listening',
      time: expect.any(String),
    })
  })

  test('strikes secrets out wherever they stand', () => {
    const { lines, log } = logged()
    const error = new Error(`request to https://api.example/bot${TOKEN}/getMe failed`)
    log.error({ reason: error.message, nested: { address: `x${TOKEN}x` } }, `with ${TOKEN}`)
    log.warn({ [TOKEN]: 1 }, '')
    expect(lines.join('')).not.toContain(TOKEN)
    expect(lines.join('')).toContain('bot[secret]/getMe')
  })

  test.each([
    ['debug', 4],
    ['info', 3],
    ['warn', 2],
    ['error', 1],
    ['silent', 0],
  ])('at level %s says so much', (level, count) => {
    const { lines, log } = logged(level)
    for (const each of ['debug', 'info', 'warn', 'error'] as const) log[each]({}, each)
    expect(lines).toHaveLength(count)
  })
})

describe('the server', () => {
  let server: OperationsServer
  afterEach(() => server.close())

  const quiet = { debug() {}, info() {}, warn() {}, error() {} }
  const knowledge: Followed = {
    version: '0123456789ab',
    since: '2026-11-25T08:00:00.000Z',
    failure: null,
    counts: { taken: 2, refused: 1 },
  }
  async function serve(health: Health = { state: 'ready' }, state: Partial<Followed> = {}) {
    const watched = { healthOf: () => new Map([['telegram', health]]), knowledgeOf: () => ({ ...knowledge, ...state }) }
    const metrics = buildMetrics(watched)
    server = buildServer(watched, metrics, quiet)
    const port = await server.listen(0)
    return { metrics, port, get: (path: string) => fetch(`http://127.0.0.1:${port}${path}`) }
  }

  test.each<[Health, number, string]>([
    [{ state: 'ready' }, 200, 'ok'],
    [{ state: 'starting' }, 503, 'not ready'],
    [{ state: 'failing', reason: '401 Unauthorized' }, 503, 'not ready'],
  ])('/healthz with %j', async (health, status, word) => {
    const { get } = await serve(health)
    const answer = await get('/healthz')
    expect(answer.status).toBe(status)
    expect(await answer.json()).toEqual({
      status: word,
      adapters: { telegram: health },
      knowledge,
    })
  })

  test('/healthz tells of changed knowledge that was not taken up, and all is well with what is in use', async () => {
    const failure = { at: '2026-11-25T09:00:00.000Z', problems: 4, first: ['laws.yaml:1:1  missing-field  …'] }
    const { get } = await serve({ state: 'ready' }, { failure })
    const answer = await get('/healthz')
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ status: 'ok', knowledge: { failure } })
    expect(await (await get('/metrics')).text()).toContain('bot_knowledge_refused 1')
  })

  test('/metrics counts what happened, by adapter', async () => {
    const { get, metrics } = await serve()
    const meter = metrics.meterOf('telegram')
    meter.count('refused', 'blocked by the user')
    meter.took(0.02)
    metrics.replied(undefined)
    const text = await (await get('/metrics')).text()
    expect(text).toContain('bot_events_total{adapter="telegram",event="refused",detail="blocked by the user"} 1')
    expect(text).toContain('bot_delivery_seconds_bucket{le="0.025",adapter="telegram"} 1')
    expect(text).toContain('bot_replies_total{outcome="silent",reason="",language=""} 1')
    expect(text).toContain('bot_adapter_ready{adapter="telegram"} 1')
    expect(text).toContain('bot_knowledge_info{version="0123456789ab"} 1')
    expect(text).toContain('bot_knowledge_refused 0')
    expect(text).toContain('bot_knowledge_changes_total{result="refused"} 1')
    expect(text).toContain('process_cpu_seconds_total')
  })

  test('hands a path to whoever asked for it, and nothing else', async () => {
    const { get } = await serve()
    server.handle('/hook', async (_, response) => void response.end('mine'))
    expect(await (await get('/hook?x=1')).text()).toBe('mine')
    expect((await get('/hooks')).status).toBe(404)
    expect((await get('/')).status).toBe(404)
  })

  test('a handler that fails is a 500, without the reason', async () => {
    const { get } = await serve()
    server.handle('/hook', async () => {
      throw new Error('no such table')
    })
    const answer = await get('/hook')
    expect(answer.status).toBe(500)
    expect(await answer.text()).toBe('')
  })

  test('a port that is taken is said by the name of its variable', async () => {
    const { metrics, port } = await serve()
    const other = buildServer({ healthOf: () => new Map(), knowledgeOf: () => knowledge }, metrics, quiet)
    await expect(other.listen(port)).rejects.toThrow(`HTTP_PORT ${port} is taken by another program`)
  })
})
