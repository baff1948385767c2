/** What is remembered within a chat: the little that a follow-up needs, bounded and soon forgotten. */
import type { FigureQuery } from '../answering/answer.ts'
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

export type Memory = {
  recall(conversation: string): Remembered
  remember(conversation: string, what: Remembered): void
}

const NOTHING: Remembered = { choices: [], sources: [], entries: [] }

/**
 * @param most conversations kept at a time; the one silent for longest goes first
 * @param minutes a conversation is forgotten after this long a silence
 * @param now milliseconds, for tests to set
 */
export function buildMemory({ most = 10_000, minutes = 30, now = Date.now } = {}): Memory {
  const kept = new Map<string, { what: Remembered; at: number }>()
  /** The map is in the order of the last message, so what is due stands in front. */
  function forget(): void {
    for (const [conversation, { at }] of kept) {
      if (kept.size <= most && now() - at < minutes * 60_000) break
      kept.delete(conversation)
    }
  }

  return {
    recall(conversation) {
      forget()
      return kept.get(conversation)?.what ?? NOTHING
    },
    remember(conversation, what) {
      kept.delete(conversation)
      kept.set(conversation, { what, at: now() })
      forget()
    },
  }
}
