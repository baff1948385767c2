/** A message's text read into a Question: language, spelling, what it is doing, and what it asks of the figures. */

import type { FigureQuery } from '../figures/query.ts'
import { buildQueryReader } from '../figures/read.ts'
import { allConcepts, type KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { Signal } from '../knowledge/schema/signals.ts'
import { type Detected, detectLanguage } from '../language/detect.ts'
import { buildLexicon, type Lexicon } from '../language/lexicon.ts'
import { normalise } from '../language/normalise.ts'
import { toSimplified } from '../language/script.ts'
import { segment } from '../language/segment.ts'
import { buildSpeller } from '../language/spelling.ts'
import { isStopWord } from '../language/stop-words.ts'
import { stem, toUnits, type Unit } from '../language/units.ts'

export type Question = {
  /** Normalised, simplified, lower-cased, misspelt words put right. */
  text: string
  language: Detected
  corrections: { from: string; to: string }[]
  units: Unit[]
  query: FigureQuery
  /** What the message is doing, by signals.yaml; undefined: just asking. */
  signal: Signal | undefined
  courtesy: 'greeting' | 'thanks' | 'help' | undefined
  contentWords: number
  /** Whether it names anything of the field: an offence, a stage of procedure, a term, a line to call. */
  inField: boolean
  /** Share of its content words that the knowledge base knows, 0 to 1. */
  familiar: number
}

export type Understand = (text: string, today: string) => Question

/** Words the speller must leave alone though no entry holds them: everyday English near to a word of the field. */
const EVERYDAY =
  'house mouse horse course force source store story state stage station nation train trail rain weather whether recipe movie music score share chase phase price prize place plane plant stand start street world would could should might right light night eight weight court count country county cover power tower lower flower answer better letter matter latter center enter winter water later paper pepper people purple couple apple table cable stable unable able murder robbery burglary divorce marriage traffic football cricket elephant bitcoin crypto python javascript dinner lunch breakfast joke jokes poem song songs coffee restaurant hotel flight ticket visa passport tax taxes salary rent rental sport sports game games team match president election climate earthquake vaccine hospital doctor dentist school teacher student homework essay math mathematics capital population currency dollar euro pound pounds stock stocks shares'.split(
    ' ',
  )

const MOST_CORRECTED = 12

/** @param chineseWords words that stay whole, as `buildChineseLexicon` gives them */
export function buildUnderstand(knowledge: KnowledgeBase, chineseWords: Lexicon<string>): Understand {
  const vocabulary = vocabularyOf(knowledge)
  const known = new Set([...vocabulary.keys()].map(stem))
  const speller = buildSpeller(
    [...vocabulary.keys()].sort((a, b) => (vocabulary.get(b) ?? 0) - (vocabulary.get(a) ?? 0) || (a < b ? -1 : 1)),
  )
  const field = buildFieldLexicon(knowledge)
  const everyday = new Set(EVERYDAY)
  const readQuery = buildQueryReader(knowledge)
  const readSignal = buildSignalReader(knowledge)

  function corrected(text: string): { text: string; corrections: Question['corrections'] } {
    const corrections: Question['corrections'] = []
    let unknown = 0
    const fixed = text.replace(/(?<![\p{L}\p{N}'])[a-z]{4,24}(?![\p{L}\p{N}'])/gu, (word) => {
      if (vocabulary.has(word) || known.has(stem(word)) || everyday.has(word) || isStopWord(word)) return word
      // Beyond a few it is no misspelt question but another text.
      if (++unknown > MOST_CORRECTED) return word
      const better = speller.correct(word)
      if (!better) return word
      corrections.push({ from: word, to: better })
      return better
    })
    return { text: fixed, corrections }
  }

  return (raw, today) => {
    const normal = normalise(raw)
    const original = toUnits(normal)
    const language = detectLanguage(normal, original, (key) => known.has(key))
    const { text, corrections } = corrected(toSimplified(normal.toLowerCase()))
    const units = toUnits(text)
    const content = segment(text, chineseWords).filter(
      (word) => word.kind !== 'number' && !isStopWord(word.key) && !isStopWord(word.text),
    )
    const familiar = content.filter((word) => (word.kind === 'han' ? isFamiliarChinese(word.key) : known.has(word.key)))
    return {
      text,
      language,
      corrections,
      units,
      query: readQuery(text, units, today),
      signal: readSignal(units),
      courtesy: HELP.test(text) ? 'help' : content.length === 0 ? courtesyOf(text) : undefined,
      contentWords: content.length,
      inField: field.find(units).length > 0,
      familiar: content.length === 0 ? 0 : familiar.length / content.length,
    }
  }

  function isFamiliarChinese(word: string): boolean {
    return chineseWords.find(toUnits(word)).length > 0
  }
}

/** Every English word of the phrasings, concepts and terms, with how often it stands there. */
function vocabularyOf(knowledge: KnowledgeBase): Map<string, number> {
  const counts = new Map<string, number>()
  const add = (text: string) => {
    for (const [word] of text.toLowerCase().matchAll(/[a-z]{2,}/g)) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  for (const entry of knowledge.guidance.values()) [...entry.questions.en, entry.title.en, entry.short.en].forEach(add)
  for (const term of knowledge.glossary.values()) [term.term.en, ...term.words.en, term.definition.en].forEach(add)
  for (const { concept } of allConcepts(knowledge.concepts)) concept.words.en.forEach(add)
  for (const group of knowledge.signals.groups) group.words.en.forEach(add)
  return counts
}

/** Chinese words that segmentation keeps whole: the names of concepts and terms. */
export function buildChineseLexicon(knowledge: KnowledgeBase): Lexicon<string> {
  const words = [
    ...allConcepts(knowledge.concepts)
      .filter(({ kind }) => kind !== 'operation' && kind !== 'measure')
      .flatMap(({ concept }) => concept.words.zh),
    ...[...knowledge.glossary.values()].flatMap((term) => [term.term.zh, ...term.words.zh]),
    ...[...knowledge.hotlines.values()].map((hotline) => hotline.name.zh),
  ]
  return buildLexicon(words.filter((word) => word.length >= 2).map((text) => ({ text, value: text })))
}

/** Words of titles that any subject may have. */
const GENERAL = new Set(
  'china chinese people last work year national general shanghai beijing numbers school now 现在 一个 中国 全国 工作 情况 问题 国家 怎么'.split(
    ' ',
  ),
)

/** Names of offences, stages, terms and hotlines, and the words of the titles, in both languages. */
function buildFieldLexicon(knowledge: KnowledgeBase): Lexicon<true> {
  const names = [
    ...allConcepts(knowledge.concepts)
      .filter(({ kind }) => kind === 'offence' || kind === 'stage')
      .flatMap(({ concept: { words } }) => [...words.en, ...words.zh]),
    ...[...knowledge.glossary.values()].flatMap(({ term, words }) => [term.en, term.zh, ...words.en, ...words.zh]),
    ...[...knowledge.hotlines.values()].flatMap(({ number, name }) => [number, name.en, name.zh]),
  ]
  // "How much", "what is", "how many people" stand in titles too, and belong to no field.
  const { operations, measures } = knowledge.concepts
  const asking = buildLexicon(
    [...operations, ...measures].flatMap(({ words }) =>
      [...words.en, ...words.zh].map((text) => ({ text, value: true })),
    ),
  )
  const titles = [...knowledge.guidance.values()]
    .flatMap(({ title }) => segment(`${title.en.toLowerCase()} ${title.zh}`))
    .filter(({ key, text }) => text.length > 1 && !isStopWord(key) && !isStopWord(text) && !GENERAL.has(text))
    .filter(({ text }) => asking.find(toUnits(text)).length === 0)
    .map(({ text }) => text)
  return buildLexicon([...names, ...titles].map((text) => ({ text, value: true as const })))
}

function buildSignalReader(knowledge: KnowledgeBase): (units: readonly Unit[]) => Signal | undefined {
  const { groups, signals } = knowledge.signals
  const lexicon = buildLexicon(
    groups.flatMap((group) => [...group.words.en, ...group.words.zh].map((text) => ({ text, value: group.id }))),
  )
  return (units) => {
    const present = new Set(lexicon.findAll(units).flatMap((match) => match.values))
    return signals.find(
      (signal) => signal.all.every((group) => present.has(group)) && !signal.none?.some((group) => present.has(group)),
    )
  }
}

const THANKS = /\b(?:thanks?|thank you|thx|cheers)\b|谢|感谢|多谢/u
const GREETING = /\b(?:hi|hello|hey|good (?:morning|evening|afternoon))\b|你好|您好|在吗|哈喽|嗨/u
const HELP =
  /^(?:help|\?+|？+|menu|what can you do|who are you|帮助|你能做什么|你会什么|你是谁|怎么用|菜单)[\s?.!。]*$/u

function courtesyOf(text: string): Question['courtesy'] {
  if (THANKS.test(text)) return 'thanks'
  return GREETING.test(text) ? 'greeting' : undefined
}
