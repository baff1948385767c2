/** A message's text read into a Question: language, spelling, what it is doing, and what it asks of the figures. */

import type { FigureQuery } from '../figures/query.ts'
import { buildQueryReader } from '../figures/read.ts'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { CourtesyKey, Signal } from '../knowledge/schema/signals.ts'
import { type Detected, detectLanguage } from '../language/detect.ts'
import type { Lexicon } from '../language/lexicon.ts'
import { normalise } from '../language/normalise.ts'
import { toSimplified } from '../language/script.ts'
import { segment } from '../language/segment.ts'
import { isStopWord } from '../language/stop-words.ts'
import { toUnits, type Unit } from '../language/units.ts'
import { buildCorrector, type Correction } from './corrections.ts'
import { buildCourtesyReader } from './courtesy.ts'
import type { InSteps } from './in-steps.ts'
import { buildFieldLexicon } from './lexicons.ts'
import { buildSignalReader } from './read-signal.ts'

export type Question = {
  /** Normalised, simplified, lower-cased, misspelt words put right. */
  text: string
  /** Normalised and simplified alone. */
  written: string
  language: Detected
  corrections: Correction[]
  units: Unit[]
  query: FigureQuery
  /** What the message is doing, by signals.yaml; undefined: just asking. */
  signal: Signal | undefined
  /** What answers a message that only greets, thanks or chats. */
  courtesy: CourtesyKey | undefined
  contentWords: number
  /** Whether it names anything of the field: an offence, a stage of procedure, a term, a line to call. */
  inField: boolean
  /** Share of its content words that the knowledge base knows, 0 to 1. */
  familiar: number
}

export type Understand = (text: string, today: string) => Question

/** @param chineseWords words that stay whole, as `buildChineseLexicon` gives them */
export function* buildUnderstand(knowledge: KnowledgeBase, chineseWords: Lexicon<string>): InSteps<Understand> {
  const { correct, isKnown } = yield* buildCorrector(knowledge)
  yield
  const field = yield* buildFieldLexicon(knowledge)
  yield
  const readQuery = buildQueryReader(knowledge)
  yield
  const readSignal = yield* buildSignalReader(knowledge)
  yield
  const readCourtesy = buildCourtesyReader(knowledge.signals.courtesies)

  return (raw, today) => {
    const normal = normalise(raw)
    const original = toUnits(normal)
    const language = detectLanguage(normal, original, isKnown)
    const { text, corrections } = correct(toSimplified(normal.toLowerCase()))
    const units = toUnits(text)
    const content = segment(text, chineseWords).filter(
      (word) => word.kind !== 'number' && !isStopWord(word.key) && !isStopWord(word.text),
    )
    const familiar = content.filter((word) => (word.kind === 'han' ? isFamiliarChinese(word.key) : isKnown(word.key)))
    return {
      text,
      written: toSimplified(normal),
      language,
      corrections,
      units,
      query: readQuery(text, units, today),
      signal: readSignal(units),
      courtesy: readCourtesy(normal),
      contentWords: content.length,
      inField: field.find(units).length > 0,
      familiar: content.length === 0 ? 0 : familiar.length / content.length,
    }
  }

  function isFamiliarChinese(word: string): boolean {
    return chineseWords.find(toUnits(word)).length > 0
  }
}
