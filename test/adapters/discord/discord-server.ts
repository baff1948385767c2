/** A Discord for tests: REST over real HTTP, a gateway over real WebSockets, every call checked, and faults on request. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { watched } from '../watched.ts'
import { checkBody, type Kind, routeOf } from './description.ts'
import { startGateway } from './gateway-server.ts'
import { nextId } from './ids.ts'
import { REFUSED, Refused } from './refused.ts'
import { buildWorld, type Files, type User } from './world.ts'

export const TOKEN = 'bG9jYWw.test.token-of-the-bot'

export type Call = {
  kind: Kind
  method: string
  path: string
  ids: string[]
  body: Json
  files: string[]
  refused: string | undefined
}

export type Fault =
  | { status: number; code: number; message: string }
  /** A rate limit of so many seconds. */
  | { limit: number; scope: 'user' | 'shared' | 'global' }
  /** The connection breaks before the call is done, or after. */
  | 'reset'
  | 'reset after'
  /** A proxy's page in place of JSON. */
  | 'html'
  /** Milliseconds. */
  | { slow: number }

type Json = Record<string, unknown>

export type DiscordServer = Awaited<ReturnType<typeof startDiscord>>

/** @param recommends how many shards Discord recommends */
export async function startDiscord({ recommends = 1 } = {}) {
  const application = nextId()
  const me: User = { id: nextId(), username: 'crime-figures', discriminator: '0001', avatar: null, bot: true }
  const calls: Call[] = []
  const violations: string[] = []
  const faults: { kind: Kind; fault: Fault; left: number; within: string | undefined }[] = []
  const { changed, until } = watched()

  const { calls: performed, ...world } = buildWorld(me, application, violations, changed)
  const gateway = await startGateway({
    ...{ token: TOKEN, begin: world.begin, changed },
    violation: (what) => void violations.push(what),
  })

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      violations.push(`the server itself failed: ${error instanceof Error ? error.stack : error}`)
      response.destroy()
    })
  })

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://discord')
    const path = decodeURIComponent(pathname)
    const method = request.method ?? ''
    const { body, files } = await readBody(request)
    const route = path.startsWith('/api/v10/') ? routeOf(method, path.slice('/api/v10'.length)) : undefined
    if (!route) {
      violations.push(`there is no ${method} ${path}`)
      return answer(response, REFUSED.noRoute())
    }
    const { kind, ids } = route
    const open = kind === 'callback' || kind === 'original' || kind === 'followup'
    if (!open && request.headers.authorization !== `Bot ${TOKEN}`) return answer(response, REFUSED.unauthorized())
    const call: Call = {
      kind,
      method,
      path,
      ids,
      body: (body ?? {}) as Json,
      files: [...files.keys()],
      refused: undefined,
    }
    const fault = nextFault(kind, ids)
    if (fault !== undefined) for (const id of ids) disturb(id)
    if (fault === 'reset') return void request.socket.destroy()
    if (fault === 'html')
      return void response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>')
    if (isRefusal(fault)) return answer(response, new Refused(fault.status, fault.code, fault.message))
    if (isLimit(fault)) return limit(response, fault)
    if (typeof fault === 'object') await pause(fault.slow)
    calls.push(call)
    try {
      const wrong = checkBody(route, body)
      if (wrong.length > 0) {
        violations.push(...wrong)
        throw REFUSED.badBody(wrong.join('; '))
      }
      const result =
        kind === 'gateway' ? gatewayInformation() : performed[kind](ids, (body ?? {}) as Json, files, method)
      if (fault === 'reset after') return void request.socket.destroy()
      const silent = kind === 'callback' && searchParams.get('with_response') !== 'true'
      const waits = kind !== 'followup' || searchParams.get('wait') === 'true'
      answer(response, silent || !waits ? undefined : result)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      call.refused = error.message
      answer(response, error)
    } finally {
      changed()
    }
  }

  const gatewayInformation = () => ({
    url: gateway.url,
    shards: recommends,
    session_start_limit: { total: 1000, remaining: 999, reset_after: 86_400_000, max_concurrency: 16 },
  })

  function disturb(token: string): void {
    const interaction = world.interactions.get(token)
    if (interaction) interaction.disturbed = true
  }

  function nextFault(kind: Kind, ids: readonly string[]): Fault | undefined {
    const due = faults.find(
      (one) => one.left > 0 && one.kind === kind && (one.within === undefined || ids.includes(one.within)),
    )
    if (due) due.left--
    return due?.fault
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  return {
    root: `http://127.0.0.1:${port}/api`,
    me,
    application,
    calls,
    /** What the description or the documented limits forbid; a test that ends with any has failed. */
    violations,
    ...world,
    gateway,
    /** The next so many calls of a kind fail, about one channel or interaction, or all. */
    fail(kind: Kind, fault: Fault, { times = 1, within }: { times?: number; within?: string } = {}): void {
      faults.push({ kind, fault, left: times, within })
    },
    until,
    async close(): Promise<void> {
      server.closeAllConnections()
      await Promise.all([gateway.close(), new Promise((resolve) => server.close(resolve))])
    },
  }
}

const isRefusal = (fault: Fault | undefined): fault is Extract<Fault, { status: number }> =>
  typeof fault === 'object' && 'status' in fault
const isLimit = (fault: Fault | undefined): fault is Extract<Fault, { limit: number }> =>
  typeof fault === 'object' && 'limit' in fault

function limit(response: ServerResponse, { limit: seconds, scope }: Extract<Fault, { limit: number }>): void {
  response.writeHead(429, {
    'content-type': 'application/json',
    'retry-after': String(seconds),
    'x-ratelimit-scope': scope,
    via: '1.1 local',
    ...(scope === 'global' ? { 'x-ratelimit-global': 'true' } : {}),
  })
  const message = 'You are being rate limited.'
  response.end(JSON.stringify({ message, retry_after: seconds, global: scope === 'global' }))
}

function answer(response: ServerResponse, result: unknown): void {
  if (result === undefined) return void response.writeHead(204).end()
  const refused = result instanceof Refused
  const body = refused ? { code: result.code, message: result.message, ...result.more } : result
  response.writeHead(refused ? result.status : 200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** JSON, or with files multipart. */
async function readBody(request: IncomingMessage): Promise<{ body: unknown; files: Files }> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const type = request.headers['content-type'] ?? ''
  const files: Files = new Map()
  if (body.length === 0) return { body: undefined, files }
  if (type.startsWith('application/json')) return { body: JSON.parse(body.toString('utf8')), files }
  const form = await new Response(body, { headers: { 'content-type': type } }).formData()
  for (const [, value] of form)
    if (value instanceof File) files.set(value.name, new Uint8Array(await value.arrayBuffer()))
  return { body: JSON.parse(String(form.get('payload_json'))), files }
}
