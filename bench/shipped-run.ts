/** One measurement of what is built from the shipped knowledge: `shipped-run.ts KIND`; prints a line of JSON. */
import { buildChineseLexicon } from '../src/answering/lexicons.ts'
import { figureEntries, matchEntries } from '../src/answering/match-entries.ts'
import { readConfig } from '../src/config.ts'
import { loadKnowledge } from '../src/knowledge/load.ts'
import { buildMatcher, type Matcher, restoreMatcher } from '../src/matching/index.ts'
import type { ShippedRun } from './shipped.ts'

/** Builds in the same process, after the first: code is compiled by then, as when knowledge is replaced while the bot runs. */
const AGAIN = 5

const { knowledge } = loadKnowledge(readConfig().knowledgeFolders, { bank: false })
if (!knowledge) throw new Error('the knowledge base has problems; run npm run check')
const train = process.argv[2] !== 'figures'
const options = { vocabulary: buildChineseLexicon(knowledge), train }
const entries = train ? matchEntries(knowledge) : figureEntries(knowledge)

function timed(work: () => Matcher): { matcher: Matcher; wall: number; processor: number } {
  const used = process.cpuUsage()
  const start = performance.now()
  const matcher = work()
  const wall = performance.now() - start
  const { user, system } = process.cpuUsage(used)
  return { matcher, wall, processor: (user + system) / 1000 }
}

const first = timed(() => buildMatcher(entries, options))
const again = Array.from({ length: AGAIN }, () => timed(() => buildMatcher(entries, options)))
const last = again.at(-1) ?? first
const bytes = first.matcher.snapshot()
const restored = timed(() => restoreMatcher(bytes, entries, options))
if (!restored.matcher.isRestored) throw new Error('the snapshot was not taken up')

const run: ShippedRun = {
  entries: entries.length,
  phrasings: entries.reduce((sum, { phrasings }) => sum + phrasings.length, 0),
  ...{ first: first.wall, firstProcessor: first.processor, again: last.wall, againProcessor: last.processor },
  ...{ megabytes: bytes.length / 1e6, load: restored.wall },
}
console.log(JSON.stringify(run))
