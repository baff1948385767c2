/**
 * How long answers are delayed while changed knowledge is taken up: questions of the bank at a steady rate, first with the knowledge
 * left alone, then while it changes again and again. The time of an answer runs from when its question was due. On a machine with other
 * work that time says little; what the main thread is held up for by one piece of the work is therefore given in processor time as well.
 *
 * npm run bench:reload -- --rate 20 --reloads 20
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause, setImmediate } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { buildAnswerer } from '../src/answering/answer.ts'
import { readConfig } from '../src/config.ts'
import { buildBot } from '../src/conversation/bot.ts'
import { loadKnowledge } from '../src/knowledge/load.ts'
import { openKnowledge } from '../src/knowledge/open.ts'
import { followKnowledge } from '../src/reload/follow.ts'
import { markdownTable, milliseconds, percentile } from './table.ts'

const { values } = parseArgs({
  options: { rate: { type: 'string', default: '20' }, reloads: { type: 'string', default: '20' } },
})
const BETWEEN_MS = 1000 / Number(values.rate)
const RELOADS = Number(values.reloads)
const WARM_UP = 2000
const TODAY = '2026-11-25'
/** What no answer may be delayed by. */
const BOUND_MS = 50

const shipped = readConfig().knowledgeFolders
const questions = loadKnowledge(shipped).bank.flatMap((item) => ('ask' in item ? [item.ask] : []))
const folder = mkdtempSync(join(tmpdir(), 'bench-reload-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const copies = shipped.map((root, index) => {
  const copy = join(folder, String(index))
  cpSync(root, copy, { recursive: true })
  return copy
})

const { knowledge } = await openKnowledge(copies)
if (!knowledge) throw new Error('the knowledge base has problems; run npm run check')
const answerer = buildAnswerer(knowledge)
const bot = buildBot(answerer, () => TODAY)
const following = followKnowledge({
  folders: copies,
  inUse: answerer,
  replace: bot.replace,
  log: { info() {}, error: (fields, text) => console.error(text, fields) },
})

let asked = 0
async function ask(): Promise<void> {
  const text = questions[asked % questions.length] ?? ''
  await bot.respond({ conversation: `bench:${asked++ % 1000}`, text, chat: 'private', addressed: true })
}

/** Asks at the rate until the work is done: milliseconds from when each question was due to its answer. */
async function timesDuring(work: Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  let isDone = false
  work.finally(() => (isDone = true))
  for (let due = performance.now(); !isDone; due += BETWEEN_MS) {
    await pause(Math.max(0, due - performance.now()))
    await ask()
    times.push(performance.now() - due)
  }
  await work
  return times
}

/** The most processor milliseconds that the main thread spends without looking whether somebody asks. */
async function longestTurn(work: Promise<unknown>): Promise<number> {
  let [longest, isDone] = [0, false]
  work.finally(() => (isDone = true))
  while (!isDone) {
    const before = processorTime()
    await setImmediate()
    longest = Math.max(longest, processorTime() - before)
  }
  await work
  return longest
}

function processorTime(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** Every byte that is saved counts as a change. */
async function reload(count: number): Promise<number> {
  const file = join(copies[0] ?? '', 'hotlines.yaml')
  const started = performance.now()
  const before = following.state().version
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n# ${count}\n`)
  await following.look()
  if (following.state().version === before) throw new Error('nothing was taken up')
  return performance.now() - started
}

for (let warmed = 0; warmed < WARM_UP; warmed++) await ask()
async function reloads(): Promise<number[]> {
  const took: number[] = []
  for (let count = 0; count < RELOADS; count++) took.push(await reload(count))
  return took
}
const reloading = reloads()
const during = await timesDuring(reloading)
const took = await reloading
const alone = await timesDuring(pause(took.reduce((sum, time) => sum + time, 0)))
const turn = await longestTurn(reloads())
await following.stop()

const row = (name: string, times: number[]): string[] => [
  name,
  ...[0.5, 0.99, 0.999, 1].map((share) => milliseconds(percentile(times, share))),
]
console.log(`${cpus().length} cores, Node.js ${process.versions.node}, ${knowledge.guidance.size} entries of guidance`)
console.log(
  `${RELOADS} reloads, ${milliseconds(percentile(took, 0.5))} ms each; ${during.length} questions meanwhile\n`,
)
console.log(
  markdownTable(
    ['milliseconds an answer', 'p50', 'p99', 'p99.9', 'longest'],
    [row('knowledge left alone', alone), row('while it is taken up', during)],
  ),
)
const added = Math.max(...during) - Math.max(...alone)
console.log(`\nMost that was added: ${milliseconds(Math.max(0, added))} ms; the bound is ${BOUND_MS} ms`)
console.log(`Longest piece of work on the main thread: ${milliseconds(turn)} ms of processor time`)
