/** `preview`: a page on this machine that shows every entry as residents will see it, and follows every save. */
import type { Server } from 'node:http'
import { parseArgs } from 'node:util'
import { serve } from '@hono/node-server'
import type { Config } from '../config.ts'
import { watchFolders } from '../knowledge/watch.ts'
import { buildPreview, type PreviewApp } from '../preview/app.ts'
import type { Checked } from '../workbench/findings.ts'
import type { Previews } from '../workbench/try.ts'
import { checkBeside } from './check-beside.ts'
import type { ExitCode, Output } from './output.ts'

const USAGE = `Usage: preview [--port N]
  serves on this machine alone until it is stopped; --port 0 takes any port that is free
Exit code: 0 stopped, 1 it cannot be served, 2 called wrongly.`

const USUAL_PORT = 8160
const HOST = '127.0.0.1'

/** @param stop ends it */
export async function preview(
  args: string[],
  config: Config,
  output: Output,
  previews: Previews,
  stop: AbortSignal,
): Promise<ExitCode> {
  const port = readPort(args)
  if (typeof port === 'string') {
    output.err(`${port}\n${USAGE}`)
    return 2
  }
  const { knowledgeFolders: folders, today } = config
  const check = (day: string): Promise<Checked> => checkBeside({ folders, today: day })
  const app = buildPreview({ folders, previews, today, check }, ({ message }) => output.err(message))
  let unwatch: () => void
  try {
    unwatch = watchFolders(folders, app.saved)
  } catch (error) {
    output.err(`Cannot watch ${folders.join(', ')}: ${error instanceof Error ? error.message : error}`)
    return 1
  }
  try {
    const listening = await listen(app.fetch, port)
    output.out(`http://${HOST}:${listening.port}/`)
    output.err('Open it in a browser; it follows every save. Ctrl+C ends it.')
    await stopped(stop)
    await listening.close()
    return 0
  } catch (error) {
    output.err(reasonOf(error, port))
    return 1
  } finally {
    unwatch()
  }
}

function readPort(args: string[]): number | string {
  try {
    const { values } = parseArgs({ args, options: { port: { type: 'string', default: String(USUAL_PORT) } } })
    return /^\d{1,5}$/.test(values.port) && Number(values.port) <= 65_535
      ? Number(values.port)
      : `"${values.port}" is not a port; write a number from 0 to 65535`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

async function listen(fetch: PreviewApp['fetch'], port: number) {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const server = serve({ fetch, port, hostname: HOST, overrideGlobalObjects: false }, (info) => resolve(info.port))
  server.once('error', reject)
  return {
    port: await promise,
    close(): Promise<void> {
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()))
      // Open pages listen for changes without end.
      ;(server as Server).closeAllConnections()
      return closed
    },
  }
}

const stopped = (stop: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (stop.aborted) resolve()
    stop.addEventListener('abort', () => resolve(), { once: true })
  })

function reasonOf(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return `Port ${port} is taken by another program; choose another with --port.`
  if (code === 'EACCES') return `Port ${port} may not be used by everybody; choose one above 1023 with --port.`
  return error instanceof Error ? error.message : String(error)
}
