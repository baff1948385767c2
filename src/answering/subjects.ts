/** What an entry speaks of: shared words ("how many years", "how much") are not a shared subject. */
import { allConcepts, type KnowledgeBase } from '../knowledge/knowledge-base.ts'
import { buildLexicon } from '../language/lexicon.ts'
import { toUnits } from '../language/units.ts'
import { matchEntries } from './match-entries.ts'
import type { Question } from './understand.ts'

/** Whether an entry speaks of an offence that the question names, and of the place that it asks the numbers of; true where it names none. */
export function buildSubjects(knowledge: KnowledgeBase): (id: string, question: Question) => boolean {
  const outside = new Set(knowledge.concepts.places.flatMap(({ id, outside: is }) => (is ? [id] : [])))
  const names = buildLexicon(
    allConcepts(knowledge.concepts)
      .filter(({ kind, concept }) => kind === 'offence' || outside.has(concept.id))
      .flatMap(({ concept: { id, words } }) => [...words.en, ...words.zh].map((text) => ({ text, value: id }))),
  )
  const named = (texts: readonly string[]) =>
    new Set(texts.flatMap((text) => names.findAll(toUnits(text)).flatMap((match) => match.values)))
  const subjects = new Map(matchEntries(knowledge).map(({ id, phrasings, text = [] }) => [id, [...phrasings, ...text]]))
  const known = new Map<string, ReadonlySet<string>>()
  return (id, { query }) => {
    // The law is the same in every place; numbers are not.
    const counts = query.periods.length > 0 || query.operations.includes('value')
    const elsewhere = counts ? query.places.filter((place) => outside.has(place)) : []
    if (query.offences.length + elsewhere.length === 0) return true
    let own = known.get(id)
    if (!own) {
      own = named(subjects.get(id) ?? [])
      known.set(id, own)
    }
    const speaksOf = (ids: readonly string[]): boolean => ids.length === 0 || ids.some((one) => own.has(one))
    return speaksOf(query.offences) && speaksOf(elsewhere)
  }
}
