/** The way of a question, in four steps: understand, retrieve, decide, compose. */

import type { FigureQuery } from '../figures/query.ts'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'

import { toTraditional } from '../language/script.ts'
import type { Language } from '../message.ts'
import type { Reply } from '../reply.ts'
import { compose } from './compose.ts'
import { type Decision, decide } from './decide.ts'
import { buildRetrieve, type Candidate } from './retrieve.ts'
import { buildChineseLexicon, buildUnderstand, type Question } from './understand.ts'

export { queryOf } from '../figures/answer.ts'
export type { FigureQuery }

export type Asked = {
  text: string
  /** The language to answer in; absent: the language of the text. */
  language?: Language | undefined
  /** ISO day. */
  today: string
  /** What was asked before in this conversation: a follow-up changes one part of it. */
  before?: FigureQuery | undefined
  /** The language of the last reply: a message that is the same in both Chinese scripts stays in that script. */
  spoken?: Language | undefined
}

export type Answered = {
  reply: Reply
  /** Ids of every source of the answer; the reply itself shows the first few. */
  allSources: string[]
  question: Question
  candidates: Candidate[]
  decision: Decision
}

export type Answerer = {
  knowledge: KnowledgeBase
  answer(asked: Asked): Answered
  understand(text: string, today: string): Question
}

export function buildAnswerer(knowledge: KnowledgeBase): Answerer {
  const vocabulary = buildChineseLexicon(knowledge)
  const understand = buildUnderstand(knowledge, vocabulary)
  const retrieve = buildRetrieve(knowledge, vocabulary)
  return {
    knowledge,
    understand,
    answer({ text, language, today, before, spoken }) {
      const read = understand(text, today)
      const query = before && !read.signal ? followUp(read, before) : undefined
      const question = query ? { ...read, query } : read
      const candidates = query
        ? retrieve(question).filter((candidate) => candidate.kind === 'figures')
        : retrieve(question)
      const decision = decide(question, candidates, (entry) => knowledge.guidance.get(entry)?.absent === true)
      const { reply, allSources } = compose(
        decision,
        language ?? spokenLanguage(question, text, spoken),
        knowledge,
        today,
      )
      return { reply, allSources, question, candidates, decision }
    },
  }
}

/** A message in a language that is not spoken here is answered in English, and told so in Chinese as well. */
function spokenLanguage({ language }: Question, text: string, before: Language | undefined): Language {
  if (language === 'zh-Hans' && before === 'zh-Hant' && toTraditional(text) === text) return 'zh-Hant'
  return language === 'zh-Hans' || language === 'zh-Hant' ? language : 'en'
}

/** Openers of a message that goes on with what was asked before. */
const LEADS_ON =
  /^(?:(?:and|what about|how about|but|vs|versus|compared (?:with|to)|in|as of|for|same for|same|also)(?!\p{L})|那|那么|和|与|再|就|换成|換成|如果|呢|按)/u
/** Without an opener only a message as short as "arrests 2021?" goes on with the one before; with one it may be somewhat longer. */
const SHORT = 6
const LONGEST_FOLLOW_UP = 14

/** The query that a follow-up ("and in 2021?", "那2023年呢", "and arrests?") makes of the one before; undefined: the message stands by itself. */
function followUp(question: Question, before: FigureQuery): FigureQuery | undefined {
  const { query, text, units } = question
  if (query.unread.length > 0 || units.length > LONGEST_FOLLOW_UP) return undefined
  const { offences, stages, measures, places, periods, numbers } = query
  const leadsOn = LEADS_ON.test(text.trim())
  // "What about …" asks for no definition.
  const operations = leadsOn ? query.operations.filter((operation) => operation !== 'definition') : query.operations
  if (
    offences.length + stages.length + measures.length + places.length + periods.length + operations.length === 0 ||
    numbers.length > 0
  )
    return undefined
  const complete = offences.length > 0 && (periods.length > 0 || stages.length > 0)
  if (complete || !(leadsOn || units.length <= SHORT)) return undefined
  if (operations.some((operation) => operation === 'definition' || operation === 'how-to')) return undefined
  return {
    ...query,
    offences: offences.length > 0 ? offences : before.offences,
    stages: stages.length > 0 ? stages : before.stages,
    measures: measures.length > 0 ? measures : stages.length > 0 ? [] : before.measures,
    places: places.length > 0 ? places : before.places,
    periods: periods.length > 0 ? periods : before.periods,
    operations: operations.length > 0 ? operations : ['value'],
  }
}
