/** One message in, one reply out: the conversation's own moves first, then the way of a question. */
import { type Answered, type Answerer, subjectOf } from '../answering/answer.ts'
import { replyAbout, topicsReply } from '../answering/asides.ts'
import type { Language, Message } from '../message.ts'
import type { Reply } from '../reply.ts'
import type { Memory, Remembered } from './memory.ts'
import { readMove } from './moves.ts'

export type Responded = { reply: Reply; answered: Answered | undefined }

export type Conversation = {
  /** Undefined: stay silent. */
  respond(message: Message): Responded | undefined
}

/** @param today ISO day, asked anew for each message */
export function buildConversation(answerer: Answerer, memory: Memory, today: () => string): Conversation {
  const { knowledge } = answerer

  function ask(text: string, language: Language | undefined, message: Message, before: Remembered): Responded {
    const answered = answerer.answer({
      text,
      language: language ?? before.language ?? message.language,
      today: today(),
      before: before.query,
      spoken: before.spoken,
    })
    const { reply } = answered
    const follows = reply.outcome !== 'help' && (reply.reason === null || reply.reason.startsWith('not-'))
    memory.remember(message.conversation, {
      ...(before.language ? { language: before.language } : {}),
      asked: { text, before: before.query },
      spoken: reply.language,
      // A question off the subject in between loses no thread.
      query: (follows ? subjectOf(answered) : undefined) ?? before.query,
      choices: reply.choices,
      sources: answered.allSources,
      entries: reply.entries,
    })
    return { reply, answered }
  }

  return {
    respond(message) {
      if (message.chat === 'group' && !message.addressed) return undefined
      const before = memory.recall(message.conversation)
      const move = readMove(message.text, before.choices.length)
      const language = before.language ?? message.language
      // A move has no language of its own ("/sources", "2"): the last reply's counts.
      const spoken = language ?? before.spoken ?? 'en'
      const aside = (reply: Reply): Responded => {
        memory.remember(message.conversation, {
          ...before,
          choices: reply.choices.length > 0 ? reply.choices : before.choices,
        })
        return { reply, answered: undefined }
      }
      switch (move?.kind) {
        case undefined:
          return ask(message.text, undefined, message, before)
        case 'pick':
          return ask(before.choices[move.index]?.ask ?? message.text, language, message, before)
        case 'no-choice':
          return aside(replyAbout('no-such-choice', spoken, knowledge))
        case 'language':
          if (!move.language) return aside(replyAbout('language-which', spoken, knowledge))
          if (move.again && before.asked)
            return ask(before.asked.text, move.language, message, {
              ...before,
              language: move.language,
              query: before.asked.before,
            })
          memory.remember(message.conversation, { ...before, language: move.language })
          return { reply: replyAbout('language-set', move.language, knowledge), answered: undefined }
        case 'sources':
          if (before.sources.length === 0) return aside(replyAbout('nothing-before', spoken, knowledge))
          return aside(
            replyAbout('sources-all', spoken, knowledge, { sources: before.sources, entries: before.entries }),
          )
        case 'topics':
          return aside(topicsReply(spoken, knowledge))
        case 'quit':
          return aside(replyAbout('good-bye', spoken, knowledge))
        case 'start':
          return aside(replyAbout('greeting', spoken, knowledge))
        case 'help':
          return aside(replyAbout('help', spoken, knowledge))
      }
    },
  }
}
