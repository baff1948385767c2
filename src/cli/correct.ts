/** `correct`: the messages that carried what has been corrected since; on request a correction takes their place. */
import { parseArgs } from 'node:util'
import type { Services } from '../adapter.ts'
import { buildAnswerer } from '../answering/answer.ts'
import type { Config } from '../config.ts'
import { buildBot } from '../conversation/bot.ts'
import { keptInStore } from '../conversation/kept-in-store.ts'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import { isDay } from '../language/period.ts'
import type { Store } from '../store/store.ts'
import {
  type Amenders,
  amendAll,
  type Between,
  type Carrier,
  type Correction,
  correctionOf,
  type Outcome,
  type Sending,
} from '../workbench/correct.ts'
import { knowledgeOrProblems } from './knowledge.ts'
import type { ExitCode, Output } from './output.ts'
import { refusedOr } from './proposals.ts'
import { readStore } from './store.ts'

const USAGE = `Usage: correct ID [--since DAY] [--until DAY] [--send] [--json]
  lists the messages that rest on ID and were made from other knowledge than the present one
  --since, --until  of these days alone, such as 2026-11-20
  --send            puts the correction in their place
Exit code: 0 nothing is left to correct, 1 something is, 2 called wrongly.`

type Asked = Between & { id: string; send: boolean; json: boolean }

/** Connects what is wanted of the platforms to change what they said; none of them listens. */
export type LoadAmenders = (config: Config, services: Services, platforms: ReadonlySet<string>) => Promise<Amenders>

/** @param stop leaves off sending */
export async function correct(
  args: string[],
  config: Config,
  output: Output,
  load: LoadAmenders,
  stop?: AbortSignal,
): Promise<ExitCode> {
  const asked = readArgs(args)
  if (typeof asked === 'string') {
    output.err(`${asked}\n${USAGE}`)
    return 2
  }
  const { id, send, json, ...between } = asked
  const knowledge = await knowledgeOrProblems(config, output)
  if (!knowledge) return 1
  const worked = await readStore(config, async (store) => {
    const answers = await store.answers.restingOn([id])
    const correction = await refusedOr(() => correctionOf(id, answers, between, knowledge, config.today()), output)
    if (!correction) return 1
    if (!send) return list(correction, json, output)
    const platforms = new Set(correction.carriers.map(({ platform }) => platform))
    const amenders = await load(config, servicesFor(config, knowledge, store, output), platforms)
    const sending = { amenders, dealtWith: store.answers.gone, stop }
    return sendAll(correction, sending, json, output)
  })
  if (worked === undefined) output.err('No bot has kept anything in the store yet.')
  return worked ?? 0
}

function list({ carriers, replyIn }: Correction, json: boolean, { out, err }: Output): ExitCode {
  if (json) out(JSON.stringify({ messages: carriers.map(shown), correction: replyIn('en').text }, null, 2))
  else for (const carrier of carriers) out(inText(carrier))
  if (carriers.length === 0) err('No message rests on it that was made from other knowledge.')
  else if (!json)
    err(`\n${carriers.length} in all. --send would put in their place, each in its language:\n\n${replyIn('en').text}`)
  return carriers.length === 0 ? 0 : 1
}

async function sendAll(
  correction: Correction,
  sending: Sending,
  json: boolean,
  { out, err }: Output,
): Promise<ExitCode> {
  const counts: Record<Outcome, number> = { corrected: 0, gone: 0, failed: 0, unreachable: 0 }
  for await (const { carrier, outcome, reason } of amendAll(correction, sending)) {
    counts[outcome]++
    if (json) out(JSON.stringify({ ...shown(carrier), outcome, ...(reason === undefined ? {} : { reason }) }))
    else out(`${outcome.padEnd(11)}  ${inText(carrier)}${reason === undefined ? '' : `  ${reason}`}`)
  }
  const left = correction.carriers.length - counts.corrected - counts.gone
  err(`${counts.corrected} corrected, ${counts.gone} gone or not to be changed, ${left} left.`)
  if (counts.unreachable > 0) err('Where it says unreachable, the token of that platform is not set here.')
  return left === 0 ? 0 : 1
}

/** Without where it stands: that is a chat of somebody. */
const shown = ({ sent: _, key: __, ...carrier }: Carrier) => carrier

const inText = ({ at, platform, language, version, rests }: Carrier): string =>
  `${at.toISOString().slice(0, 16)}  ${platform.padEnd(8)}  ${language.padEnd(7)}  ${version}  ${rests.join(', ')}`

/** What an adapter needs to change a message, with the ledger of the store behind it: what is corrected is noted there. */
function servicesFor(config: Config, knowledge: KnowledgeBase, store: Store, { err }: Output): Services {
  const {
    respond: _,
    replace: __,
    ...offered
  } = buildBot(buildAnswerer(knowledge), config.today, keptInStore(store, config))
  const nothing = (): void => {}
  const tell = (fields: Record<string, unknown>, text: string): void =>
    err(fields.reason === undefined ? text : `${text}: ${fields.reason}`)
  return {
    ...offered,
    draw: async (chart, theme) => (await import('../charts/png.ts')).drawPng(chart, theme),
    log: { debug: nothing, info: nothing, warn: tell, error: tell },
    meter: { count: nothing, took: nothing, latency: nothing },
  }
}

function readArgs(args: string[]): Asked | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...{ since: { type: 'string' }, until: { type: 'string' } },
        ...{ send: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
      },
    })
    const [id, ...more] = positionals
    if (id === undefined || more.length > 0) return 'Name the one id that was corrected.'
    for (const day of [values.since, values.until])
      if (day !== undefined && !isDay(day)) return `"${day}" is not a day; write it as 2026-11-20.`
    return { id, ...values }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
