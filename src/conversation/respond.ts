/** One message in, one reply out: the conversation's own moves first, then the way of a question. */
import { type Answered, type Answerer, subjectOf } from '../answering/answer.ts'
import { choiceOf, figuresReply, replyAbout, topicsReply } from '../answering/asides.ts'
import { buildExplain } from '../answering/explain.ts'
import { wordsIn } from '../answering/wording.ts'
import type { VoiceKey } from '../knowledge/schema/voice.ts'
import type { Language, Message } from '../message.ts'
import type { Action, Choice, Reply } from '../reply.ts'
import { StoreUnavailable } from '../store/errors.ts'
import type { Kept } from './kept.ts'
import { LANGUAGE_NAMES, LANGUAGES } from './languages.ts'
import type { Memory, Remembered } from './memory.ts'
import { type Move, readMove } from './moves.ts'
import { peopleInMemory } from './people.ts'
import { writePress } from './press.ts'
import { aboutReply, privacyReply } from './privacy.ts'

export type Responded = {
  reply: Reply
  answered: Answered | undefined
  /** What the conversation remembers once the reply is given; undefined: nothing of it. */
  remembered: Remembered | undefined
}

export type Conversation = {
  /** Undefined: stay silent. */
  respond(message: Message): Promise<Responded | undefined>
  /** The same without remembering it: for a message that may yet go unanswered. */
  consider(message: Message): Promise<Responded | undefined>
  remember(message: Message, responded: Responded): Promise<void>
}

/**
 * @param today ISO day, asked anew for each message
 * @param kept what is kept besides the memory of talks
 */
export function buildConversation(
  answerer: Answerer,
  memory: Memory,
  today: () => string,
  kept: Pick<Kept, 'people' | 'retention'> = { people: peopleInMemory(memory), retention: undefined },
): Conversation {
  const { knowledge } = answerer
  const explain = buildExplain(knowledge)

  function ask(
    text: string,
    language: Language | undefined,
    message: Message,
    before: Remembered,
    figure = false,
  ): Responded {
    const answered = answerer.answer({
      text,
      figure,
      language: language ?? before.language ?? message.language,
      today: today(),
      before: before.query,
      spoken: before.spoken,
    })
    const { reply } = answered
    const asked = { text, before: before.query }
    const follows = reply.reason === null || reply.reason.startsWith('not-')
    const remembered: Remembered =
      reply.outcome === 'help'
        ? // After "thanks", what was offered can still be picked, and "source?" still asks about what was answered.
          { asked, ...before, spoken: reply.language, choices: offered(reply, before) }
        : {
            ...(before.language ? { language: before.language } : {}),
            asked,
            spoken: reply.language,
            // A question off the subject in between loses no thread.
            query: (follows ? subjectOf(answered) : undefined) ?? before.query,
            choices: reply.choices,
            sources: answered.allSources,
            entries: reply.entries,
          }
    return { reply, answered, remembered }
  }

  async function consider(message: Message): Promise<Responded | undefined> {
    if (message.chat === 'group' && !message.addressed) return undefined
    const recalled = await memory.recall(message)
    // A button says all that it asks for: it follows nothing.
    const before = message.press ? { ...recalled, query: undefined } : recalled
    const move = message.press ? undefined : readMove(message.text, before.choices.length)
    const language = before.language ?? message.language
    // A move has no language of its own ("/sources", "2"): the last reply's counts.
    const spoken = language ?? before.spoken ?? message.hint ?? 'en'
    if (move?.kind === 'mydata' || move?.kind === 'forgetme') return tellKept(move.kind, message, before, spoken)
    return move
      ? follow(move, message, before, language, spoken)
      : ask(message.text, message.press ? message.language : undefined, message, before)
  }

  async function tellKept(
    what: 'mydata' | 'forgetme',
    message: Message,
    before: Remembered,
    spoken: Language,
  ): Promise<Responded> {
    const { about, forget } = kept.people
    try {
      const found = await (what === 'mydata' ? about(message) : forget(message))
      const reply = aboutReply(what, found, spoken, knowledge)
      return { reply, answered: undefined, remembered: what === 'mydata' ? before : undefined }
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error
      return { reply: replyAbout('store-gone', spoken, knowledge), answered: undefined, remembered: before }
    }
  }

  function follow(
    move: Exclude<Move, { kind: 'mydata' | 'forgetme' }>,
    message: Message,
    before: Remembered,
    language: Language | undefined,
    spoken: Language,
  ): Responded {
    const aside = (reply: Reply): Responded => ({
      reply,
      answered: undefined,
      remembered: { ...before, choices: offered(reply, before) },
    })
    const about = (key: VoiceKey): Responded => aside(replyAbout(key, spoken, knowledge))
    switch (move.kind) {
      case 'ask':
        return move.question === '' ? about('ask-what') : ask(move.question, undefined, message, before)
      case 'figure':
        if (move.parts === '') return aside(figuresReply(spoken, knowledge))
        return ask(move.parts, language, message, { ...before, spoken, query: undefined }, true)
      case 'explain': {
        const { query, language: written } = answerer.understand(move.text, today())
        const reply = explain(query, language ?? (isOurs(written) ? written : spoken), today())
        const { entries, sources } = reply
        return { ...aside(reply), remembered: { ...before, entries, sources: sources.map(({ id }) => id) } }
      }
      case 'pick':
        return ask(before.choices[move.index]?.ask ?? message.text, language, message, before)
      case 'no-choice':
        return about('no-such-choice')
      case 'language':
        if (!move.language) {
          const which = about('language-which')
          return { ...which, reply: { ...which.reply, actions: LANGUAGES.map(languageAction) } }
        }
        if (move.again && before.asked)
          return ask(before.asked.text, move.language, message, {
            ...before,
            language: move.language,
            query: before.asked.before,
          })
        return {
          reply: replyAbout('language-set', move.language, knowledge),
          answered: undefined,
          remembered: { ...before, language: move.language },
        }
      case 'sources':
        if (before.sources.length === 0) return about('nothing-before')
        return aside(replyAbout('sources-all', spoken, knowledge, { sources: before.sources, entries: before.entries }))
      case 'topics':
        return aside(topicsReply(spoken, knowledge))
      case 'figures':
        return aside(figuresReply(spoken, knowledge))
      case 'report':
        return ask(wordsIn(spoken, knowledge).say('ask-report'), spoken, message, { ...before, query: undefined })
      case 'start': {
        const topic = choiceOf(move.topic, wordsIn(spoken, knowledge), knowledge)
        return topic ? ask(topic.ask, spoken, message, { ...before, query: undefined }) : about('greeting')
      }
      case 'quit':
        return about('good-bye')
      case 'help':
        return about('help')
      case 'privacy':
        return aside(privacyReply(kept.retention, spoken, knowledge))
      case 'settings':
      case 'status':
        return about('settings-in-groups')
    }
  }

  async function remember(message: Message, { remembered }: Responded): Promise<void> {
    if (remembered) await memory.remember(message, remembered)
  }

  return {
    consider,
    remember,
    async respond(message) {
      const responded = await consider(message)
      if (responded) await remember(message, responded)
      return responded
    },
  }
}

/** What can be picked by its number now: of the last reply that offered anything. */
const offered = (reply: Reply, before: Remembered): readonly Choice[] =>
  reply.choices.length > 0 ? reply.choices : before.choices

const isOurs = (language: string): language is Language => LANGUAGES.some((one) => one === language)

function languageAction(language: Language): Action {
  return { label: LANGUAGE_NAMES[language], press: writePress({ kind: 'language', language }) ?? '' }
}
