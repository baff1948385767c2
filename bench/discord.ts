/**
 * How much the Discord adapter carries: questions of the bank as `/ask` at a steady rate, from many people, over a real gateway and
 * real HTTP between two processes. The server answers at once; discord.js keeps its own pace, which first answers are no part of.
 *
 * npm run bench:discord -- --rate 500 --seconds 60
 */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startGateway } from '../test/adapters/discord/gateway-server.ts'
import { nextId } from '../test/adapters/discord/ids.ts'
import { CHANNEL } from '../test/adapters/discord/servers.ts'
import { type LoadServer, readBody, runLoad, type Tally } from './chat-load.ts'

await runLoad('discord', 'Discord adapter, server in another process answering at once', await startServer())

/** Tells of interactions and takes their answers. */
async function startServer(): Promise<LoadServer> {
  const application = nextId()
  const me = { id: nextId(), username: 'bench', discriminator: '0001', avatar: null, bot: true }
  const places = new Map<number, { user: object; channel: { id: string; type: number } }>()
  const waiting = new Map<string, Tally>()
  const connected = Promise.withResolvers<void>()

  const gateway = await startGateway({
    token: 'local.bench.token',
    begin: () => ({ ready: { v: 10, user: me, application: { id: application, flags: 0 }, guilds: [] }, servers: [] }),
    violation: console.error,
    changed: () => gatewayChanged(),
  })
  const gatewayChanged = (): void => {
    if (gateway.connected() > 0) connected.resolve()
  }

  /** What is only promised is not answered yet. */
  function take(url: string, answers: boolean): void {
    const [, token = ''] = /\/(token-of-\d+)/.exec(url) ?? []
    if (answers) waiting.get(token)?.answered(token)
  }

  const http = createServer(async (request, response) => {
    const url = request.url ?? ''
    const body = await readBody(request)
    if (/\/callback/.test(url)) take(url, !isPromise(request, body))
    else if (/\/messages\//.test(url)) take(url, true)
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(resultOf(url)))
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))

  function resultOf(url: string): unknown {
    if (url.endsWith('/gateway/bot'))
      return {
        url: gateway.url,
        shards: 1,
        session_start_limit: { total: 9, remaining: 9, reset_after: 0, max_concurrency: 1 },
      }
    if (/\/commands/.test(url)) return []
    const message = { id: nextId(), channel_id: application }
    return /\/callback/.test(url) ? { interaction: {}, resource: { type: 4, message } } : message
  }

  function placeOf(person: number) {
    const known = places.get(person)
    if (known) return known
    const user = { id: nextId(), username: 'x', discriminator: '0', avatar: null }
    const place = { user, channel: { id: nextId(), type: CHANNEL.direct } }
    places.set(person, place)
    return place
  }

  return {
    root: `http://127.0.0.1:${(http.address() as AddressInfo).port}/api`,
    ready: connected.promise,
    ask(person, question, tally) {
      const id = nextId()
      const token = `token-of-${id}`
      const { user, channel } = placeOf(person)
      waiting.set(token, tally)
      tally.asked(token)
      const options = [{ type: 3, name: 'question', value: question }]
      gateway.tell({
        t: 'INTERACTION_CREATE',
        d: {
          ...{
            id,
            token,
            type: 2,
            version: 1,
            application_id: application,
            channel_id: channel.id,
            channel,
            user,
            context: 1,
          },
          ...{ locale: 'en-US', entitlements: [], app_permissions: '0', authorizing_integration_owners: { 0: '0' } },
          data: { id: application, name: 'ask', type: 1, options },
        },
      })
    },
    close() {
      http.closeAllConnections()
      http.close()
      void gateway.close()
    },
  }
}

/** An answer with a picture is multipart, and is never only promised. */
function isPromise(request: IncomingMessage, body: Buffer): boolean {
  const json = request.headers['content-type']?.startsWith('application/json') === true
  return json && JSON.parse(body.toString('utf8')).type === 5
}
