/** The ways to an answer: guidance and terms by their wording, figures by what they count. Each candidate with its probability. */
import { answerFigures } from '../figures/answer.ts'
import { answerByWording, asksForFigures } from '../figures/by-wording.ts'
import { isDecisive, type RankedAnswer } from '../figures/figure-answer.ts'
import { buildTable } from '../figures/table.ts'
import { shelfOf } from '../knowledge/cache.ts'
import { allConcepts, type KnowledgeBase } from '../knowledge/knowledge-base.ts'
import { buildLexicon, type Lexicon } from '../language/lexicon.ts'
import { normalise } from '../language/normalise.ts'
import { toSimplified } from '../language/script.ts'
import { isStopWord } from '../language/stop-words.ts'
import { toUnits, type Unit } from '../language/units.ts'
import { buildMatcher, type Explanation, type MatchEntry, type Matcher, restoreMatcher } from '../matching/index.ts'
import type { Question } from './understand.ts'

export type Candidate =
  | { kind: 'entry'; id: string; probability: number; why: Explanation | undefined }
  | ({ kind: 'figures' } & RankedAnswer)

export type Retrieve = (question: Question) => Candidate[]

export function buildRetrieve(knowledge: KnowledgeBase, vocabulary: Lexicon<string>): Retrieve {
  const matcher = keptMatcher('guidance.matcher', () => matchEntries(knowledge), knowledge, vocabulary)
  const table = buildTable(knowledge)
  let figureMatcher: Matcher | undefined

  function bestFigures({ query, text }: Question): ReturnType<typeof answerFigures> {
    const byCell = answerFigures(query, table)
    if (!asksForFigures(query) || (byCell && isDecisive(byCell))) return byCell
    // Built when first needed: most questions are not about numbers.
    figureMatcher ??= keptMatcher('figures.matcher', () => figureEntries(knowledge), knowledge, vocabulary)
    const ranked = figureMatcher.rank(text, FIGURES_CONSIDERED).map(({ id, why }) => ({
      id,
      explained: why?.evidence.wordsExplained ?? 0,
      similarity: why?.evidence.words ?? 0,
    }))
    const byWording = answerByWording(query, ranked, table)
    return byWording && byWording.probability > (byCell?.probability ?? 0) ? byWording : byCell
  }

  const termNamed = buildTermFinder(knowledge)
  const speaksOf = buildSubjects(knowledge)

  const byName = buildNames(knowledge)

  return (question) => {
    const exact = byName.get(nameKey(question.text))
    if (exact) return [exact]
    const figures = bestFigures(question)
    // Nothing that wording could find would change the decision.
    if (figures && isDecisive(figures)) return [{ kind: 'figures', ...figures }]
    const named = termNamed(question)
    const entries = matcher
      .rank(question.text, 5)
      .filter(({ id }) => id !== named)
      .map(
        ({ id, probability, why }): Candidate => ({
          kind: 'entry',
          id,
          probability: speaksOf(id, question) ? probability : probability * OTHER_SUBJECT,
          why,
        }),
      )
    if (named) entries.push({ kind: 'entry', id: named, probability: TERM_NAMED, why: undefined })
    const all: Candidate[] = figures ? [...entries, { kind: 'figures', ...figures }] : entries
    return all.sort((a, b) => b.probability - a.probability)
  }
}

/** A matcher from where the knowledge is kept; built, and kept for the next start, where it is not there yet. */
function keptMatcher(
  name: string,
  entries: () => MatchEntry[],
  knowledge: KnowledgeBase,
  vocabulary: Lexicon<string>,
): Matcher {
  const shelf = shelfOf(knowledge)
  if (!shelf) return buildMatcher(entries(), { vocabulary })
  const matcher = restoreMatcher(shelf.read(name), entries, { vocabulary, version: shelf.version })
  if (!matcher.isRestored) shelf.write(name, matcher.snapshot())
  return matcher
}

/** What an entry about another offence or place keeps of its probability: shared words ("how many years", "how much") are not a shared subject. */
const OTHER_SUBJECT = 0.4

/** Whether an entry speaks of an offence that the question names, and of the place that it asks the numbers of; true where it names none. */
function buildSubjects(knowledge: KnowledgeBase): (id: string, question: Question) => boolean {
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

/** Titles and labels asked as they stand, as choices do, need no guessing. */
function buildNames(knowledge: KnowledgeBase): Map<string, Candidate> {
  const names = new Map<string, Candidate>()
  const add = (name: string, candidate: Candidate) => {
    if (!names.has(nameKey(name))) names.set(nameKey(name), candidate)
  }
  for (const figure of knowledge.figures.values()) {
    for (const label of [figure.label.en, figure.label.zh]) {
      add(label, { kind: 'figures', answer: { kind: 'cell', figure }, probability: NAMED, unread: [] })
    }
  }
  for (const { id, title } of knowledge.guidance.values()) {
    for (const name of [title.en, title.zh]) add(name, { kind: 'entry', id, probability: NAMED, why: undefined })
  }
  for (const { id, term } of knowledge.glossary.values()) {
    for (const name of [term.en, term.zh]) add(name, { kind: 'entry', id, probability: NAMED, why: undefined })
  }
  return names
}

const NAMED = 0.99
const nameKey = (text: string): string =>
  toSimplified(normalise(text).toLowerCase())
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim()

/** The right year may stand far behind the right subject. */
const FIGURES_CONSIDERED = 40

/** A question that consists of a term and the asking for its meaning ("define X", "X是什么") asks for the term. */
const TERM_NAMED = 0.9

function buildTermFinder(knowledge: KnowledgeBase): (question: Question) => string | undefined {
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

/** Figures by their own words: the label and the sentence, whose number is left out. */
const figureEntries = (knowledge: KnowledgeBase): MatchEntry[] =>
  [...knowledge.figures.values()].map(({ id, label, says }) => ({
    id,
    phrasings: [label.en, label.zh],
    text: [says.en.replace('{value}', ''), says.zh.replace('{value}', '')],
  }))

/** What entries are matched by. A term is asked for by name, so the asking is put around its names. */
export function matchEntries(knowledge: KnowledgeBase): MatchEntry[] {
  return [
    ...[...knowledge.guidance.values()].map(({ id, title, questions, short, more, steps }) => ({
      id,
      phrasings: [title.en, title.zh, ...questions.en, ...questions.zh],
      text: [short, more]
        .flatMap((text) => (text ? [text.en, text.zh] : []))
        .concat(steps ? [...steps.en, ...steps.zh] : []),
    })),
    ...[...knowledge.glossary.values()].map(({ id, term, words, definition }) => ({
      id,
      phrasings: [
        ...[term.en, ...words.en].flatMap((name) => [`what is ${name}`, `what does ${name} mean`]),
        ...[term.zh, ...words.zh].flatMap((name) => [`什么是${name}`, `${name}是什么意思`]),
      ],
      text: [definition.en, definition.zh],
    })),
  ]
}
