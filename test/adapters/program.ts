/** The program itself, as an operator starts it. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from '../shipped.ts'

type Command = [program: string, argument: string]

const NODE: Command = [join(ROOT, 'node_modules/.bin/node'), 'src/main.ts']
export const NPM: Command = ['npm', 'start']

export function startProgram(env: Record<string, string>, [command, argument] = NODE) {
  const program = spawn(command, [argument], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, NOW: '2026-11-25', DATABASE_URL: 'sqlite::memory:', ...env },
  })
  let out = ''
  let err = ''
  const heard = new Set<() => void>()
  const ended = new Promise<number | null>((resolve) => program.once('exit', resolve))
  program.stdout.on('data', (text) => {
    out += text
  })
  program.stderr.on('data', (text) => {
    err += text
    for (const look of heard) look()
  })
  /** Resolves once its log holds such a line. */
  const logs = (wanted: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const found = wanted.exec(err)
        if (found) resolve(found)
      }
      heard.add(look)
      look()
      ended.then((code) => reject(new Error(`ended with ${code}: ${err}`)))
    })
  return {
    ended,
    kill: (signal: NodeJS.Signals) => program.kill(signal),
    output: () => ({ out, err }),
    logs,
    /** The port of its HTTP server, as its log tells. */
    port: async () => Number((await logs(/"port":(\d+)/))[1]),
  }
}
