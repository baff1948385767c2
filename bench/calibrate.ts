/**
 * How good, and how well calibrated, the matcher is over the shipped knowledge: questions of the bank asked of the whole base. The constants
 * themselves are fitted on the public sets (`npm run bench -- fit`), never on the bank.
 */

import { atOnce } from '../src/answering/in-steps.ts'
import { buildChineseLexicon } from '../src/answering/lexicons.ts'
import { matchEntries } from '../src/answering/match-entries.ts'
import { buildUnderstand } from '../src/answering/understand.ts'
import { readConfig } from '../src/config.ts'
import { loadKnowledge } from '../src/knowledge/load.ts'
import { buildMatcher } from '../src/matching/index.ts'
import { calibrationError } from './measures.ts'
import { percent } from './table.ts'

type Judged = { probability: number; right: boolean; inScope: boolean }

const config = readConfig()
const { knowledge, problems, bank } = loadKnowledge(config.knowledgeFolders)
if (!knowledge) throw new Error(`${problems.length} problems; run npm run check`)
const vocabulary = buildChineseLexicon(knowledge)
const understand = atOnce(buildUnderstand(knowledge, vocabulary))
const entries = matchEntries(knowledge)
const matcher = buildMatcher(entries, { vocabulary })
const ids = new Set(entries.map(({ id }) => id))

const judged = bank.flatMap((item): Judged[] => {
  if ('talk' in item) return []
  const wanted = (item.expect.entry ?? []).filter((id) => ids.has(id))
  // A question for a figure says nothing about how well guidance is matched.
  if (item.expect.entry && wanted.length === 0) return []
  const [best] = matcher.rank(understand(item.ask, config.today()).text, 1)
  const right = best !== undefined && wanted.includes(best.id)
  return [{ probability: best?.probability ?? 0, right, inScope: wanted.length > 0 }]
})

const share = (list: readonly Judged[], holds: (one: Judged) => boolean): number =>
  list.filter(holds).length / (list.length || 1)
const inScope = judged.filter((one) => one.inScope)
const strays = judged.filter((one) => !one.inScope)
console.log(
  `bank: ${inScope.length} in scope, ${strays.length} not; accuracy at 1 ${percent(share(inScope, ({ right }) => right))} %; expected calibration error ${calibrationError(judged).toFixed(3)}`,
)
for (const threshold of [0.3, 0.4, 0.5, 0.6, 0.7]) {
  const isAnswered = ({ probability }: Judged): boolean => probability >= threshold
  console.log(
    `from ${threshold}: answers ${percent(share(inScope, isAnswered))} % of what is in scope, ${percent(share(inScope.filter(isAnswered), ({ right }) => right))} % of it right, and ${percent(share(strays, isAnswered))} % of what is not`,
  )
}
