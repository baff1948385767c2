/** The vocabulary of the knowledge base as lexicons: which Chinese words stay whole, and which words belong to the field. */
import { allConcepts, type KnowledgeBase } from '../knowledge/knowledge-base.ts'
import { buildLexicon, type Lexicon } from '../language/lexicon.ts'
import { segment } from '../language/segment.ts'
import { isStopWord } from '../language/stop-words.ts'
import { toUnits } from '../language/units.ts'
import { each, type InSteps, lexiconInSteps } from './in-steps.ts'

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
export function* buildFieldLexicon(knowledge: KnowledgeBase): InSteps<Lexicon<true>> {
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
  const titles: string[] = []
  yield* each(knowledge.guidance.values(), ({ title }) => {
    const words = segment(`${title.en.toLowerCase()} ${title.zh}`)
      .filter(({ key, text }) => text.length > 1 && !isStopWord(key) && !isStopWord(text) && !GENERAL.has(text))
      .filter(({ text }) => asking.find(toUnits(text)).length === 0)
    titles.push(...words.map(({ text }) => text))
  })
  return yield* lexiconInSteps([...names, ...titles].map((text) => ({ text, value: true as const })))
}
