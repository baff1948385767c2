/** What an operator watches the program by, put together: the log, the numbers, and the HTTP server where one is wanted. */
import type { Log, Meter, Web } from '../adapter.ts'
import type { Reply } from '../reply.ts'
import type { Watched } from './watched.ts'

export type Operations = {
  log: Log
  meterOf(adapter: string): Meter
  replied(reply: Reply | undefined): void
  web: Web | undefined
  /** Starts to serve, once the adapters have said which paths are theirs. */
  open(): Promise<void>
  close(): Promise<void>
}

type Wanted = { httpPort: number | undefined; logLevel: string }

/** @param secrets struck out of every line */
export async function buildOperations(
  { httpPort, logLevel }: Wanted,
  secrets: readonly string[],
  watched: Watched,
): Promise<Operations> {
  const [{ buildLog }, { buildMetrics }, { buildServer }] = await Promise.all([
    import('./log.ts'),
    import('./metrics.ts'),
    import('./server.ts'),
  ])
  const log = buildLog(logLevel, secrets)
  const metrics = buildMetrics(watched)
  const server = httpPort === undefined ? undefined : buildServer(watched, metrics, log)
  return {
    log,
    meterOf: metrics.meterOf,
    replied: metrics.replied,
    web: server,
    async open() {
      if (server) log.info({ port: await server.listen(httpPort ?? 0) }, 'Listening for HTTP')
    },
    close: async () => server?.close(),
  }
}

/** For a person at a terminal, who watches by themselves: nothing is written and nothing loaded. */
export function noOperations(): Operations {
  const nothing = () => {}
  return {
    log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    meterOf: () => ({ count: nothing, took: nothing, latency: nothing }),
    replied: nothing,
    web: undefined,
    open: async () => {},
    close: async () => {},
  }
}
