/** What entries, terms and figures are matched by: the words that people ask with, and the words that they say. */
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { MatchEntry } from '../matching/index.ts'

/** Figures by their own words: the label and the sentence, whose number is left out. */
export const figureEntries = (knowledge: KnowledgeBase): MatchEntry[] =>
  [...knowledge.figures.values(), ...answersAmong(knowledge)].map(({ id, label, says }) => ({
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

/** Computed figures that are answers; the others only show why a computation is refused. */
const answersAmong = ({ computed }: KnowledgeBase) => [...computed.values()].filter(({ use }) => use === 'answer')
