/** One measurement of speed: `speed-run.ts MATCHER SIZE`; prints a line of JSON. */
import { buildMatcher, restoreMatcher } from '../src/matching/index.ts'
import { generate } from './generated.ts'
import { contender, entriesOf, OURS } from './matchers.ts'
import type { SpeedRun } from './speed.ts'
import { percentile } from './table.ts'

const WARM_UP = 50
const ASKED = 500
/** Slow ones are asked for no longer than this. */
const LONGEST_MS = 10_000

const [key = OURS, size = '1000'] = process.argv.slice(2)
const { train, questions } = generate(Number(size), WARM_UP + ASKED)
const collect = (globalThis as { gc?: () => void }).gc ?? (() => {})

collect()
const before = process.memoryUsage().rss
const start = performance.now()
const ask = await (await contender(key)).build(train)
const buildSeconds = (performance.now() - start) / 1000
collect()
const megabytes = Math.max(0, process.memoryUsage().rss - before) / 1e6

const times: number[] = []
let right = 0
const from = performance.now()
for (const [index, { id, text }] of questions.entries()) {
  const asked = performance.now()
  const { ids } = await ask(text)
  if (index >= WARM_UP || times.length === 0) {
    times.push(performance.now() - asked)
    if (ids[0] === id) right++
  }
  if (performance.now() - from > LONGEST_MS) break
}

const run: SpeedRun = {
  ...{ p50: percentile(times, 0.5), p95: percentile(times, 0.95), accuracy: right / times.length },
  ...{ buildSeconds, megabytes },
  ...(key === OURS ? { loadSeconds: loadSeconds() } : {}),
}
console.log(JSON.stringify(run))

/** How long a snapshot takes to come back, its first answer included. */
function loadSeconds(): number {
  const entries = entriesOf(train)
  const snapshot = buildMatcher(entries, { version: size }).snapshot()
  const start = performance.now()
  restoreMatcher(snapshot, entries, { version: size }).rank(questions[0]?.text ?? '')
  return (performance.now() - start) / 1000
}
