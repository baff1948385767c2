/** The way out to Discord: REST, its rate limits, and failures on the way. */
import { REST, type RESTOptions, type RequestData, type RouteLike } from 'discord.js'
import type { Services } from '../../src/adapter.ts'
import { type Retry, retrying } from './retry.ts'

export type Client = { token: string; apiRoot: string | undefined; pace: boolean; retry: Retry }

export type Call = {
  body?: unknown
  files?: RequestData['files']
  query?: URLSearchParams
  /** Interactions carry their own token: no other is sent along. */
  open?: boolean
  /** Milliseconds, as `performance.now` counts them, after which the call is of no use. */
  until?: number
}

/** Calls of the API, each with its retries. */
export type Api = {
  get(route: RouteLike, call?: Call): Promise<unknown>
  post(route: RouteLike, call?: Call): Promise<unknown>
  put(route: RouteLike, call?: Call): Promise<unknown>
  patch(route: RouteLike, call?: Call): Promise<unknown>
  delete(route: RouteLike, call?: Call): Promise<unknown>
}

/** Milliseconds. A call that takes longer is broken. */
const LONGEST_CALL = 15_000

export const restOptions = (apiRoot: string | undefined): Partial<RESTOptions> => ({
  ...(apiRoot ? { api: apiRoot } : {}),
  timeout: LONGEST_CALL,
  retries: 0,
})

export function buildApi(
  { token, apiRoot, pace, retry }: Client,
  { log, meter }: Pick<Services, 'log' | 'meter'>,
): Api {
  const build = (paced: boolean): REST =>
    new REST({
      ...restOptions(apiRoot),
      ...(paced ? {} : { globalRequestsPerSecond: Number.POSITIVE_INFINITY }),
      rejectOnRateLimit: tellLimit,
    })
  const rest = build(pace).setToken(token)
  /** Calls of interactions are no part of what Discord allows the bot in a second; one client would count them in. */
  const openRest = build(false)

  /** Told, and then waited for. */
  function tellLimit({
    scope,
    global,
    retryAfter,
    route,
  }: {
    scope: string
    global: boolean
    retryAfter: number
    route: string
  }) {
    const kind = global ? 'global' : scope
    meter.count('failed', `rate limit ${kind}`)
    log.warn({ scope: kind, route, seconds: Math.ceil(retryAfter / 1000) }, "Discord's rate limit holds an answer back")
    return false
  }

  const calling =
    (method: keyof Api) =>
    (route: RouteLike, { body, files, query, open, until }: Call = {}) =>
      retrying(
        (signal) =>
          (open ? openRest : rest)[method](route, {
            ...(body === undefined ? {} : { body }),
            ...(files ? { files } : {}),
            ...(query ? { query } : {}),
            ...(signal ? { signal } : {}),
            auth: open !== true,
          }),
        retry,
        meter,
        until,
      )

  return {
    get: calling('get'),
    post: calling('post'),
    put: calling('put'),
    patch: calling('patch'),
    delete: calling('delete'),
  }
}
