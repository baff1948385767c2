/** Why an answer came out as it did, step by step, for staff and developers. */
import type { Answered } from '../answering/answer.ts'
import { type KnowledgeBase, originOf, showOrigin } from '../knowledge/knowledge-base.ts'
import { writePeriod } from '../language/period.ts'

/** One thing that was found or decided, by its name. */
export type Step = { name: string; value: string }

/** @param entries what the reply rests on, from `originsOf` */
export function explain({ question, candidates, decision, reply }: Answered, entries: readonly EntryOrigin[]): Step[] {
  const { query } = question
  const lines = [
    ['language', `${question.language}, answered in ${reply.language}`],
    ['read as', question.text],
    ['tokens', question.units.map((unit) => unit.key).join(' ')],
    ['corrections', question.corrections.map(({ from, to }) => `${from} → ${to}`).join(', ')],
    ['concepts', [...query.offences, ...query.stages, ...query.measures, ...query.places].join(', ')],
    ['periods', query.periods.map(({ period, kind }) => `${writePeriod(period)} (${kind})`).join(', ')],
    ['numbers', query.numbers.map((number) => number.value).join(', ')],
    ['operations', query.operations.join(', ')],
    ['not read', query.unread.join(', ')],
    ['signal', question.signal?.id ?? ''],
    ...candidates.map((candidate): [string, string] => ['candidate', describe(candidate)]),
    ['rule', `${decision.rule} → ${decision.outcome}, confidence ${decision.confidence.toFixed(3)}`],
    ...entries.map((entry): [string, string] => ['rests on', showEntry(entry)]),
  ] satisfies [string, string][]
  return lines.flatMap(([name, value]) => (value === '' ? [] : [{ name, value }]))
}

export const showSteps = (steps: readonly Step[]): string =>
  steps.map(({ name, value }) => `${name.padEnd(12)}${value}`).join('\n')

/** For what the conversation says by itself: a greeting, a command. */
export const NO_QUESTION: Step[] = [{ name: 'rule', value: 'a move of the conversation, not a question' }]

function describe(candidate: Answered['candidates'][number]): string {
  const probability = candidate.probability.toFixed(3)
  if (candidate.kind === 'figures') return `${probability}  figures: ${candidate.answer.kind}`
  const { why } = candidate
  if (!why) return `${probability}  ${candidate.id}: asked by its name`
  const { linear, phrasing, wordsExplained, wordsKnown } = why.evidence
  const signals = { model: linear, phrasing, explained: wordsExplained, known: wordsKnown }
  return [
    `${probability}  ${candidate.id}: "${why.phrasing}" by ${why.words.join(', ') || 'pieces of words'}`,
    ...(why.unexplained.length > 0 ? [`unexplained ${why.unexplained.join(', ')}`] : []),
    Object.entries(signals)
      .map(([name, value]) => `${name} ${value.toFixed(2)}`)
      .join(', '),
  ].join('; ')
}

/** Where an entry stands, as it is clicked on, and what it stands in the place of. */
export type EntryOrigin = { id: string; at: string | null; overrides: string | null }

/** @param folders the knowledge folders, as they were opened */
export function originsOf(ids: readonly string[], knowledge: KnowledgeBase, folders: readonly string[]): EntryOrigin[] {
  return ids.map((id) => {
    const origin = originOf(id, knowledge)
    return {
      id,
      at: origin ? showOrigin(origin, folders) : null,
      overrides: origin?.overrides ? showOrigin(origin.overrides, folders) : null,
    }
  })
}

const showEntry = ({ id, at, overrides }: EntryOrigin): string =>
  [id, ...(at ? [at] : []), ...(overrides ? [`in place of ${overrides}`] : [])].join('  ')
