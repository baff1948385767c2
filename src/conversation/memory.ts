/** What is remembered within a chat: the little that a follow-up needs, bounded and soon forgotten. */
import type { FigureQuery } from '../answering/answer.ts'
import { recent } from '../bounds/recent.ts'
import type { Language } from '../message.ts'
import type { Choice } from '../reply.ts'

export type Remembered = {
  /** The last question and what stood before it, to ask it again in another language. */
  asked?: { text: string; before: FigureQuery | undefined }
  query?: FigureQuery | undefined
  /** The language of the last reply. */
  spoken?: Language
  choices: readonly Choice[]
  /** Sources of the last answer, all of them. */
  sources: readonly string[]
  entries: readonly string[]
  /** The language the person asked for; absent: that of each message. */
  language?: Language
}

/** One conversation, and whose it is where the platform tells. */
export type Talk = { conversation: string; person?: string | undefined }

/** Whose votes and answers these are: where no person is told, those of the conversation. */
export const whoseOf = ({ person, conversation }: Talk): string => person ?? conversation

export type Memory = {
  recall(talk: Talk): Promise<Remembered>
  remember(talk: Talk, what: Remembered): Promise<void>
  /** Forgets everything that was said with this person, and gives how many conversations that were. */
  forget(talk: Talk): Promise<number>
  /** How many conversations with this person are remembered. */
  count(talk: Talk): Promise<number>
}

export const NOTHING: Remembered = { choices: [], sources: [], entries: [] }

/** Minutes of silence after which a conversation is forgotten. */
export const MINUTES = 30

/**
 * In this process alone.
 * @param most conversations kept at a time; the one silent for longest goes first
 * @param now milliseconds, for tests to set
 */
export function buildMemory({ most = 10_000, minutes = MINUTES, now = Date.now } = {}): Memory {
  const kept = recent<{ what: Remembered; person: string | undefined }>({ most, seconds: minutes * 60, now })
  const with_ = ({ conversation, person }: Talk): string[] =>
    [...kept.entries()]
      .filter(([key, value]) => key === conversation || (person !== undefined && value.person === person))
      .map(([key]) => key)
  return {
    recall: async ({ conversation }) => kept.get(conversation)?.what ?? NOTHING,
    remember: async ({ conversation, person }, what) => kept.set(conversation, { what, person }),
    async forget(talk) {
      const found = with_(talk)
      for (const key of found) kept.delete(key)
      return found.length
    },
    count: async (talk) => with_(talk).length,
  }
}
