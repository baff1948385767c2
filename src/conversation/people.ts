/** What is kept about whoever talks to the bot: shown to them, and deleted when they say so. */
import type { Kept } from '../store/store.ts'
import type { Feedback } from './feedback.ts'
import { type Memory, type Talk, whoseOf } from './memory.ts'

/** How many of each. */
export type AboutSomebody = Kept

export type People = {
  about(talk: Talk): Promise<AboutSomebody>
  /** Deletes it, and gives what it was. Changes of settings stay, without the person. */
  forget(talk: Talk): Promise<AboutSomebody>
}

/** Where nothing else is kept than this. */
export function peopleInMemory(memory: Memory, feedback: Pick<Feedback, 'count' | 'forget'> = NO_VOTES): People {
  return {
    about: async (talk) => ({
      conversations: await memory.count(talk),
      votes: feedback.count(whoseOf(talk)),
      ...NOTHING_ELSE,
    }),
    forget: async (talk) => ({
      conversations: await memory.forget(talk),
      votes: feedback.forget(whoseOf(talk)),
      ...NOTHING_ELSE,
    }),
  }
}

const NO_VOTES = { count: () => 0, forget: () => 0 }
const NOTHING_ELSE = { answers: 0, changes: 0 }
