/**
 * How long a question about figures takes: read and answered over the table, and as a whole reply.
 * Over the shipped knowledge, and over a table made 600 times as long by the same counts for other places.
 */
import { parseArgs } from 'node:util'
import { buildAnswerer } from '../src/answering/answer.ts'
import { atOnce } from '../src/answering/in-steps.ts'
import { buildChineseLexicon } from '../src/answering/lexicons.ts'
import { buildUnderstand } from '../src/answering/understand.ts'
import { readConfig } from '../src/config.ts'
import { answerFigures } from '../src/figures/answer.ts'
import { buildTable } from '../src/figures/table.ts'
import type { KnowledgeBase } from '../src/knowledge/knowledge-base.ts'
import { loadKnowledge } from '../src/knowledge/load.ts'
import type { Figure } from '../src/knowledge/schema/figures.ts'

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, figures: { type: 'string', default: '100000' } },
})
const ROUNDS = Number(values.rounds)
const TODAY = '2026-11-25'

const { knowledge, bank } = loadKnowledge(readConfig().knowledgeFolders)
if (!knowledge) throw new Error('the knowledge base has problems; run npm run check')

/** Questions of the bank that must be answered with a figure. */
const questions = bank.flatMap((item) =>
  'ask' in item && item.expect.entry?.some((id) => knowledge.figures.has(id)) ? [item.ask] : [],
)

/** As many figures as asked for: the shipped ones, and copies of them for other places. */
function enlarged(base: KnowledgeBase, size: number): KnowledgeBase {
  const figures = new Map<string, Figure>(base.figures)
  const places = [...base.concepts.places]
  for (let copy = 1; figures.size < size; copy++) {
    const place = `place-${copy}`
    places.push({ id: place, name: { en: place, zh: place }, words: { en: [`county ${copy}`], zh: [`第${copy}县`] } })
    for (const figure of base.figures.values()) {
      if (figures.size === size) break
      figures.set(`${figure.id}-${copy}`, { ...figure, id: `${figure.id}-${copy}`, place })
    }
  }
  return { ...base, figures, concepts: { ...base.concepts, places } }
}

function measure(name: string, run: (question: string) => void): void {
  for (const question of questions) run(question)
  const rounds = Array.from({ length: ROUNDS }, () => {
    const times = questions.map((question) => {
      const start = performance.now()
      run(question)
      return performance.now() - start
    })
    return times.sort((a, b) => a - b)
  })
  const at = (share: number): string => {
    const found = rounds.map((times) => times[Math.floor(times.length * share)] ?? 0).sort((a, b) => a - b)
    return `${found[Math.floor(ROUNDS / 2)]?.toFixed(2)} (${found[0]?.toFixed(2)}–${found.at(-1)?.toFixed(2)})`
  }
  console.log(`| ${name} | ${at(0.5)} | ${at(0.95)} |`)
}

function overTable(base: KnowledgeBase): (question: string) => void {
  const understand = atOnce(buildUnderstand(base, buildChineseLexicon(base)))
  const table = buildTable(base)
  return (question) => void answerFigures(understand(question, TODAY).query, table)
}

console.log(
  `${questions.length} questions, ${ROUNDS} rounds; milliseconds a question, median of the rounds (least–most)\n`,
)
console.log('| | p50 | p95 |\n| --- | --- | --- |')
measure(`read and answered, ${knowledge.figures.size} figures`, overTable(knowledge))
const large = enlarged(knowledge, Number(values.figures))
measure(`read and answered, ${large.figures.size} figures`, overTable(large))
const answerer = buildAnswerer(knowledge)
measure(
  `whole reply, ${knowledge.figures.size} figures`,
  (question) => void answerer.answer({ text: question, today: TODAY }),
)
