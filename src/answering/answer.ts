/** The way of a question, in four steps: understand, retrieve, decide, compose. */

import { queryOf } from '../figures/answer.ts'
import type { FigureQuery } from '../figures/query.ts'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { Guidance } from '../knowledge/schema/guidance.ts'
import { toTraditional } from '../language/script.ts'
import type { Language } from '../message.ts'
import type { Reply } from '../reply.ts'
import { type Candidate, isAskedByName } from './candidate.ts'
import { questionOfParts } from './chosen-cell.ts'
import { compose } from './compose.ts'
import { type Decision, decide, type Says } from './decide.ts'
import { followUp } from './follow-up.ts'
import { atOnce, type InSteps } from './in-steps.ts'
import { buildChineseLexicon } from './lexicons.ts'
import { buildRetrieve } from './retrieve.ts'
import { buildUnderstand, type Question } from './understand.ts'

export type { FigureQuery }

export type Asked = {
  text: string
  /** The language to answer in; absent: the language of the text. */
  language?: Language | undefined
  /** ISO day. */
  today: string
  /** What was asked before in this conversation: a follow-up changes one part of it. */
  before?: FigureQuery | undefined
  /** The text names the parts of a figure, separated by commas, some of them by their ids; nothing but figures answers it. */
  figure?: boolean
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

export const buildAnswerer = (knowledge: KnowledgeBase): Answerer => atOnce(buildAnswererInSteps(knowledge))

/** For where somebody else waits to be answered meanwhile: a step takes a few milliseconds, given the snapshots of the matchers. */
export function* buildAnswererInSteps(knowledge: KnowledgeBase): InSteps<Answerer> {
  const vocabulary = buildChineseLexicon(knowledge)
  yield
  const understand = yield* buildUnderstand(knowledge, vocabulary)
  yield
  const retrieve = yield* buildRetrieve(knowledge, vocabulary)
  const saysOf = (entry: string): Says => whatSays(knowledge.guidance.get(entry))

  function answerFigure({ text, language, today, spoken }: Asked): Answered {
    const read = questionOfParts(text, understand, knowledge, today)
    const written = read.language === 'none' ? (spoken ?? 'en') : spokenLanguage(read, text, spoken)
    const question: Question = { ...read, language: written }
    const candidates = retrieve(question).filter(({ kind }) => kind === 'figures')
    const decision = decide(question, candidates, saysOf)
    return { ...compose(decision, language ?? written, knowledge, today), question, candidates, decision }
  }

  return {
    knowledge,
    understand,
    answer(asked) {
      if (asked.figure) return answerFigure(asked)
      const { text, language, today, before, spoken } = asked
      const read = understand(text, today)
      const query = before && !read.signal ? followUp(read, before, knowledge) : undefined
      const question = query ? { ...read, query } : read
      const found = retrieve(question)
      // A title asked as it stands, as a picked choice is, goes on with nothing.
      const candidates = query && !isAskedByName(found) ? found.filter(({ kind }) => kind === 'figures') : found
      const decision = decide(question, candidates, saysOf)
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

const FIGURE_IN_TEXT = /\{[a-z0-9-]+\}/

function whatSays(entry: Guidance | undefined): Says {
  if (!entry) return { absent: false, emergency: false, numbers: 'none' }
  const texts = [entry.short.en, entry.more?.en ?? '', entry.caution?.en ?? '', ...(entry.steps?.en ?? [])]
  const amounts = entry.numbers?.amounts === undefined ? 'none' : 'amounts'
  const numbers = texts.some((text) => FIGURE_IN_TEXT.test(text)) ? 'figures' : amounts
  return { absent: entry.absent === true, emergency: entry.urgency === 'emergency', numbers }
}

/** What the next message may go on with: the cell that was stated, or the offence that an entry was asked about; undefined: nothing new. */
export function subjectOf({ decision, question }: Answered): FigureQuery | undefined {
  if ('figures' in decision && decision.figures) return queryOf(decision.figures, question.query)
  const { offences, places } = question.query
  if (offences.length + places.length === 0) return undefined
  // What was asked for stays asked, though it was not held.
  return decision.outcome === 'abstain'
    ? question.query
    : { ...question.query, periods: [], operations: [], numbers: [], unread: [] }
}

/** A message in a language that is not spoken here is answered in English, and told so in Chinese as well. */
function spokenLanguage({ language }: Question, text: string, before: Language | undefined): Language {
  if (language === 'none') return before ?? 'en'
  if (language === 'zh-Hans' && before === 'zh-Hant' && toTraditional(text) === text) return 'zh-Hant'
  return language === 'zh-Hans' || language === 'zh-Hant' ? language : 'en'
}
