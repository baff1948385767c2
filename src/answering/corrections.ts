/** The words that the knowledge base knows, and misspelt ones put right by them. */
import { allConcepts, type KnowledgeBase } from '../knowledge/knowledge-base.ts'
import { isEverydayWord } from '../language/everyday-words.ts'
import { buildSpeller } from '../language/spelling.ts'
import { isStopWord } from '../language/stop-words.ts'
import { stem } from '../language/units.ts'
import { each, type InSteps } from './in-steps.ts'

export type Correction = { from: string; to: string }

export type Corrector = {
  /** Misspelt English words of a lower-cased text replaced by those that are meant. */
  correct(text: string): { text: string; corrections: Correction[] }
  /** Whether the knowledge base knows a word that has this stem. */
  isKnown(stemmed: string): boolean
}

/** Beyond a few unknown words it is no misspelt question but another text. */
const MOST_CORRECTED = 12

export function* buildCorrector(knowledge: KnowledgeBase): InSteps<Corrector> {
  const vocabulary = yield* vocabularyOf(knowledge)
  const known = new Set<string>()
  yield* each(vocabulary.keys(), (word) => known.add(stem(word)))
  const speller = buildSpeller(
    [...vocabulary.keys()].sort((a, b) => (vocabulary.get(b) ?? 0) - (vocabulary.get(a) ?? 0) || (a < b ? -1 : 1)),
  )

  function correct(text: string): { text: string; corrections: Correction[] } {
    const corrections: Correction[] = []
    let unknown = 0
    const fixed = text.replace(ENGLISH_WORD, (word) => {
      if (vocabulary.has(word) || known.has(stem(word)) || isStopWord(word) || isEverydayWord(word)) return word
      if (++unknown > MOST_CORRECTED) return word
      const better = speller.correct(word)
      if (!better) return word
      corrections.push({ from: word, to: better })
      return better
    })
    return { text: fixed, corrections }
  }

  return { correct, isKnown: (stemmed) => known.has(stemmed) }
}

const ENGLISH_WORD = /(?<![\p{L}\p{N}'])[a-z]{4,24}(?![\p{L}\p{N}'])/gu

/** Every English word of the phrasings, concepts and terms, with how often it stands there. */
function* vocabularyOf(knowledge: KnowledgeBase): InSteps<Map<string, number>> {
  const counts = new Map<string, number>()
  const add = (text: string) => {
    for (const [word] of text.toLowerCase().matchAll(/[a-z]{2,}/g)) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  const texts = [
    ...[...knowledge.guidance.values()].flatMap(({ questions, title, short }) => [...questions.en, title.en, short.en]),
    ...[...knowledge.glossary.values()].flatMap(({ term, words, definition }) => [term.en, ...words.en, definition.en]),
    ...allConcepts(knowledge.concepts).flatMap(({ concept }) => concept.words.en),
    ...knowledge.signals.groups.flatMap(({ words }) => words.en),
  ]
  yield* each(texts, add)
  return counts
}
