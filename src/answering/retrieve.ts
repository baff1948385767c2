/** The ways to an answer: guidance and terms by their wording, figures by what they count. Each candidate with its probability. */
import { answerFigures, type FigureAnswer } from '../figures/answer.ts'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import { buildMatcher, type Explanation, type MatchEntry } from '../matching/index.ts'
import { buildChineseLexicon, type Question } from './understand.ts'

export type Candidate =
  | { kind: 'entry'; id: string; probability: number; why: Explanation | undefined }
  | { kind: 'figures'; answer: FigureAnswer; probability: number }

export type Retrieve = (question: Question) => Candidate[]

export function buildRetrieve(knowledge: KnowledgeBase): Retrieve {
  const matcher = buildMatcher(matchEntries(knowledge), { vocabulary: buildChineseLexicon(knowledge) })
  return (question) => {
    const entries = matcher.rank(question.text, 5).map(({ id, probability, why }): Candidate => ({ kind: 'entry', id, probability, why }))
    const figures = answerFigures(question.query, knowledge)
    const all: Candidate[] = figures ? [...entries, { kind: 'figures', ...figures }] : entries
    return all.sort((a, b) => b.probability - a.probability)
  }
}

/** What entries are matched by. A term is asked for by name, so the asking is put around its names. */
function matchEntries(knowledge: KnowledgeBase): MatchEntry[] {
  return [
    ...[...knowledge.guidance.values()].map(({ id, title, questions }) => ({ id, phrasings: [title.en, title.zh, ...questions.en, ...questions.zh] })),
    ...[...knowledge.glossary.values()].map(({ id, term, words }) => ({
      id,
      phrasings: [
        ...[term.en, ...words.en].flatMap((name) => [`what is ${name}`, `what does ${name} mean`]),
        ...[term.zh, ...words.zh].flatMap((name) => [`什么是${name}`, `${name}是什么意思`]),
      ],
    })),
  ]
}
