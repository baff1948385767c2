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
  return {
    ended,
    kill: (signal: NodeJS.Signals) => program.kill(signal),
    output: () => ({ out, err }),
    /** The port of its HTTP server, as its log tells. */
    port: () =>
      new Promise<number>((resolve, reject) => {
        const look = () => {
          const found = /"port":(\d+)/.exec(err)?.[1]
          if (found) resolve(Number(found))
        }
        heard.add(look)
        look()
        ended.then((code) => reject(new Error(`ended with ${code}: ${err}`)))
      }),
  }
}
