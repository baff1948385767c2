/** Entries, figures and terms asked for by their names. */
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { Bilingual } from '../knowledge/schema/common.ts'
import { buildLexicon } from '../language/lexicon.ts'
import { normalise } from '../language/normalise.ts'
import { toSimplified } from '../language/script.ts'
import { isStopWord } from '../language/stop-words.ts'
import type { Unit } from '../language/units.ts'
import type { Candidate } from './candidate.ts'
import { each, type InSteps } from './in-steps.ts'
import type { Question } from './understand.ts'

/** Titles and labels asked as they stand, as choices do, need no guessing. */
export function* buildNames(knowledge: KnowledgeBase): InSteps<(text: string) => Candidate | undefined> {
  const names = new Map<string, Candidate>()
  const named: [name: string, candidate: Candidate][] = [
    ...[...knowledge.figures.values()].flatMap((figure) =>
      both(figure.label, { kind: 'figures', answer: { kind: 'cell', figure }, probability: NAMED, unread: [] }),
    ),
    ...[...knowledge.guidance.values()].flatMap(({ id, title }) => both(title, entry(id))),
    ...[...knowledge.glossary.values()].flatMap(({ id, term }) => both(term, entry(id))),
  ]
  yield* each(named, ([name, candidate]) => {
    const key = nameKey(name)
    if (!names.has(key)) names.set(key, candidate)
  })
  return (text) => names.get(nameKey(text))
}

const NAMED = 0.99

const entry = (id: string): Candidate => ({ kind: 'entry', id, probability: NAMED, why: undefined })

const both = ({ en, zh }: Bilingual, candidate: Candidate): [string, Candidate][] => [
  [en, candidate],
  [zh, candidate],
]

const nameKey = (text: string): string =>
  toSimplified(normalise(text).toLowerCase())
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim()

/** The term that a question consists of, together with the asking for its meaning ("define X", "X是什么"). */
export function buildTermFinder(knowledge: KnowledgeBase): (question: Pick<Question, 'units'>) => string | undefined {
  const definitions = knowledge.concepts.operations.find((operation) => operation.id === 'definition')
  const asking = buildLexicon(
    (definitions ? [...definitions.words.en, ...definitions.words.zh] : []).map((text) => ({ text, value: true })),
  )
  const names = buildLexicon(
    [...knowledge.glossary.values()].flatMap(({ id, term, words }) =>
      [term.en, term.zh, ...words.en, ...words.zh].map((text) => ({ text, value: id })),
    ),
  )
  return ({ units }) => {
    const found = names.find(units)
    const [first, second] = found
    if (!first || second || first.values.length > 1) return undefined
    const outside = [...units.slice(0, first.from), ...units.slice(first.to)]
    const asked = new Set(asking.findAll(outside).flatMap((match) => outside.slice(match.from, match.to)))
    const isAsking = (unit: Unit) => asked.has(unit) || isStopWord(unit.key) || isStopWord(unit.text)
    return asked.size > 0 && outside.every(isAsking) ? first.values[0] : undefined
  }
}
