/** What is kept about whoever talks to the bot: shown to them, and deleted when they say so. */
import type { Feedback } from './feedback.ts'
import type { Memory, Talk } from './memory.ts'

/** How many of each. */
export type AboutSomebody = {
  conversations: number
  votes: number
  /** Answers of which it is known where they stand. */
  answers: number
  /** Changes of a group's settings under this person's name. */
  changes: number
}

export type People = {
  about(talk: Talk): Promise<AboutSomebody>
  /** Deletes it, and gives what it was. Changes of settings stay, without the person. */
  forget(talk: Talk): Promise<AboutSomebody>
}

/** Where nothing else is kept than this. */
export function peopleInMemory(memory: Memory, feedback: Pick<Feedback, 'count' | 'forget'> = NO_VOTES): People {
  const person = (talk: Talk): string => talk.person ?? talk.conversation
  return {
    about: async (talk) => ({
      conversations: await memory.count(talk),
      votes: feedback.count(person(talk)),
      ...NOTHING_ELSE,
    }),
    forget: async (talk) => ({
      conversations: await memory.forget(talk),
      votes: feedback.forget(person(talk)),
      ...NOTHING_ELSE,
    }),
  }
}

const NO_VOTES = { count: () => 0, forget: () => 0 }
const NOTHING_ELSE = { answers: 0, changes: 0 }
