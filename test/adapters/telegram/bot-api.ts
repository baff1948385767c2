/** A Bot API server for tests: real HTTP, every call checked against the description of the API, and faults on request. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Update, UserFromGetMe } from 'grammy/types'
import { watched } from '../watched.ts'
import { buildDeliveries } from './deliveries.ts'
import { checkCall, checkObject, isMethod } from './description.ts'
import { Unparsable } from './parse-html.ts'
import { bad, Refused } from './refused.ts'
import { buildWorld } from './world.ts'

export const TOKEN = '123456:local-test-token'

export type Call = { method: string; params: Record<string, unknown>; refused: string | undefined }

export type Fault =
  | { status: number; description: string; parameters?: Record<string, unknown> }
  /** The connection breaks before the call is done, or after. */
  | 'reset'
  | 'reset after'
  /** A proxy's page in place of JSON. */
  | 'html'
  | { slow: number }

type Json = Record<string, unknown>

export type BotApi = Awaited<ReturnType<typeof startBotApi>>

export async function startBotApi({ hearsAll = false } = {}) {
  const me = {
    ...{ id: 123456, is_bot: true, first_name: 'Crime figures', username: 'crime_bot' },
    ...{ can_join_groups: true, can_read_all_group_messages: hearsAll, supports_inline_queries: true },
    ...{ can_connect_to_business: false, has_main_web_app: false },
  } as UserFromGetMe
  const calls: Call[] = []
  const violations: string[] = []
  const faults: { method: string; fault: Fault; left: number; chat: number | undefined }[] = []
  const { changed, until } = watched()
  let nextUpdate = 1

  const { methods: said, ...world } = buildWorld(me, changed)
  const { methods: delivered, deliver: bring, end, ...deliveries } = buildDeliveries()
  const methods: Record<string, (params: Json) => unknown> = { getMe: () => me, ...said, ...delivered }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      violations.push(`the server itself failed: ${error}`)
      response.destroy()
    })
  })

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? []
    const params = await readParams(request)
    if (token !== TOKEN) return answer(response, new Refused(401, 'Unauthorized'))
    const fault = nextFault(method, params)
    const call: Call = { method, params, refused: undefined }
    if (fault === 'reset') return void request.socket.destroy()
    if (fault === 'html')
      return void response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>')
    if (isStatus(fault)) return answer(response, new Refused(fault.status, fault.description, fault.parameters))
    if (fault !== undefined && typeof fault === 'object' && 'slow' in fault) await pause(fault.slow)
    if (method !== 'getUpdates') calls.push(call)
    try {
      const result = await perform(method, params)
      if (fault === 'reset after') return void request.socket.destroy()
      answer(response, result)
    } catch (error) {
      const refused = error instanceof Unparsable ? new Refused(400, error.message, undefined, true) : error
      if (!(refused instanceof Refused)) throw error
      if (refused.avoidable) violations.push(`${method}: ${refused.message}`)
      call.refused = refused.message
      answer(response, refused)
    } finally {
      changed()
    }
  }

  async function perform(method: string, params: Json): Promise<unknown> {
    if (!isMethod(method)) {
      violations.push(`there is no method ${method}`)
      throw new Refused(404, 'Not Found: method not found')
    }
    const wrong = checkCall(method, params)
    if (wrong.length > 0) {
      violations.push(...wrong)
      throw bad(wrong.join('; '))
    }
    const run = methods[method]
    if (!run) {
      violations.push(`this server does not know ${method}`)
      throw bad(`${method} is not served here`)
    }
    return run(params)
  }

  function nextFault(method: string, params: Json): Fault | undefined {
    const due = faults.find(
      (one) => one.left > 0 && one.method === method && (one.chat === undefined || one.chat === params.chat_id),
    )
    if (due) due.left--
    return due?.fault
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  return {
    root: `http://127.0.0.1:${port}`,
    me,
    calls,
    /** What the description or the limits forbid; a test that ends with any has failed. */
    violations,
    ...world,
    ...deliveries,
    /** Hands an update to the bot in whichever way it asked for; gives its id. */
    deliver(update: Omit<Update, 'update_id'>, id = nextUpdate++): number {
      const whole = { update_id: id, ...update } as Update
      violations.push(...checkObject('Update', whole).map((wrong) => `an update of this server: ${wrong}`))
      bring(whole)
      return id
    },
    /** The next so many calls of a method fail, in one chat or in all. */
    fail(method: string, fault: Fault, { times = 1, chat }: { times?: number; chat?: number } = {}): void {
      faults.push({ method, fault, left: times, chat })
    },
    until,
    async close(): Promise<void> {
      end()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const isStatus = (fault: Fault | undefined): fault is Extract<Fault, { status: number }> =>
  typeof fault === 'object' && 'status' in fault

function answer(response: ServerResponse, result: unknown): void {
  const refused = result instanceof Refused
  const body = refused
    ? {
        ...{ ok: false, error_code: result.status, description: result.message },
        ...(result.parameters ? { parameters: result.parameters } : {}),
      }
    : { ok: true, result }
  response.writeHead(refused ? result.status : 200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** JSON, or with files multipart, whose other fields are JSON or plain text. */
async function readParams(request: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const type = request.headers['content-type'] ?? ''
  if (body.length === 0) return {}
  if (type.startsWith('application/json')) return JSON.parse(body.toString('utf8'))
  const form = await new Response(body, { headers: { 'content-type': type } }).formData()
  const fields = new Map(form.entries())
  const params: Json = {}
  for (const [name, value] of fields) {
    if (typeof value !== 'string') continue
    const attached = /^attach:\/\/(.+)$/.exec(value)?.[1]
    params[name] = attached ? fields.get(attached) : readField(value)
  }
  return params
}

function readField(value: string): unknown {
  if (!/^(?:[[{]|-?\d+$|true$|false$)/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
