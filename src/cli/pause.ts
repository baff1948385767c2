/** `pause` and `resume`: for every process that shares the store, within a second. */
import { parseArgs } from 'node:util'
import type { Config } from '../config.ts'
import type { Pause } from '../store/store.ts'
import type { ExitCode, Output } from './output.ts'
import { readStore, whoever, withStore } from './store.ts'

const USAGE = `Usage: pause "reason"    every process answers emergencies alone from now on
       pause [--json]    whether it is paused, and every pause of the last year
       resume            answer again`

export async function pause(args: string[], config: Config, { out, err }: Output): Promise<ExitCode> {
  const options = readOptions(args)
  if (typeof options === 'string') {
    err(`${options}\n${USAGE}`)
    return 2
  }
  const { reason, json } = options
  if (reason === undefined) {
    const pauses = (await readStore(config, (store) => store.pauses.history())) ?? []
    out(json ? JSON.stringify(pauses, null, 2) : pauses.map(told).join('\n') || 'Never paused.')
    return 0
  }
  const begun = await withStore(config, (store) => store.pauses.pause(whoever(), reason))
  if (begun) out('Paused: emergencies are answered, everything else gets one line with the hotlines. "resume" ends it.')
  else err('It is paused already, with the reason that was given first; "pause" alone shows it.')
  return begun ? 0 : 1
}

export async function resume(args: string[], config: Config, { out, err }: Output): Promise<ExitCode> {
  if (args.length > 0) {
    err(USAGE)
    return 2
  }
  const ended = await withStore(config, (store) => store.pauses.resume(whoever()))
  if (ended) out('Answering again.')
  else err('It is not paused.')
  return ended ? 0 : 1
}

function readOptions(args: string[]): { reason: string | undefined; json: boolean } | string {
  try {
    const { values, positionals } = parseArgs({ args, options: { json: { type: 'boolean' } }, allowPositionals: true })
    const reason = positionals.join(' ').trim()
    if (positionals.length > 0 && reason === '') return 'Say why, for whoever looks at it later.'
    return { reason: reason === '' ? undefined : reason, json: values.json ?? false }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

const told = ({ at, by, reason, resumedAt, resumedBy }: Pause): string =>
  `${at.toISOString()} to ${resumedAt ? `${resumedAt.toISOString()}, ended by ${resumedBy}` : 'now'}; begun by ${by}: ${reason}`
