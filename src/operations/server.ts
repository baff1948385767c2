/** The program's one HTTP server: `/healthz`, `/metrics`, and whatever paths adapters ask for. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Log, Web } from '../adapter.ts'
import type { Metrics } from './metrics.ts'
import type { Watched } from './watched.ts'

export type OperationsServer = Web & {
  /** The port it listens on. */
  listen(port: number): Promise<number>
  close(): Promise<void>
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

export function buildServer(
  { healthOf, storeOf, knowledgeOf }: Watched,
  metrics: Pick<Metrics, 'text' | 'contentType'>,
  log: Log,
): OperationsServer {
  const handlers = new Map<string, Handler>([
    ['/healthz', health],
    ['/metrics', measure],
  ])
  let closing = false
  const server = createServer((request, response) => {
    // A connection that a proxy keeps open would hold up the stop.
    response.once('finish', () => {
      if (closing) request.socket.end()
    })
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    const handler = handlers.get(path)
    if (!handler) return void response.writeHead(404).end()
    handler(request, response).catch((error: unknown) => {
      log.error({ path, reason: error instanceof Error ? error.message : String(error) }, 'A request failed')
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })

  async function health(_: IncomingMessage, response: ServerResponse): Promise<void> {
    const adapters = Object.fromEntries(healthOf())
    const well = Object.values(adapters).every(({ state }) => state === 'ready')
    const store = storeOf?.()
    // Without its store, and with knowledge that could not be taken up, the bot goes on answering: that is to be mended, and no
    // reason for a balancer to send people elsewhere.
    const status = !well ? 'not ready' : store?.state === 'failing' ? 'degraded' : 'ok'
    response.writeHead(well ? 200 : 503, { 'content-type': 'application/json' })
    response.end(`${JSON.stringify({ status, adapters, store, knowledge: knowledgeOf?.() })}\n`)
  }

  async function measure(_: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await metrics.text()
    response.writeHead(200, { 'content-type': metrics.contentType }).end(text)
  }

  return {
    handle: (path, handler) => void handlers.set(path, handler),
    listen: (port) =>
      new Promise((resolve, reject) => {
        server.once('error', (error: NodeJS.ErrnoException) =>
          reject(
            new Error(
              error.code === 'EADDRINUSE'
                ? `HTTP_PORT ${port} is taken by another program; choose another`
                : `HTTP_PORT ${port} cannot be listened on (${error.code})`,
              { cause: error },
            ),
          ),
        )
        server.listen(port, () => resolve((server.address() as AddressInfo).port))
      }),
    close: () =>
      new Promise((resolve) => {
        closing = true
        server.close(() => resolve())
      }),
  }
}
