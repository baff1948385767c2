/** Whether answers were right, as people say: counted per entry and version of the knowledge, one vote for each person and answer. */
import { recent } from '../bounds/recent.ts'

export type Vote = {
  /** Who votes, opaque. */
  person: string
  entry: string
  /** Of the knowledge that the answer was made from. */
  version: string
  right: boolean
}

export type Feedback = {
  /** False: this person has said the same about this answer before. */
  record(vote: Vote): Promise<boolean>
}

/** Until the program ends, and no more than this many votes. */
export function feedbackInMemory(most = 10_000): Feedback {
  const votes = recent<boolean>({ most })
  return {
    async record({ person, entry, version, right }) {
      const key = `${person} ${entry} ${version}`
      if (votes.get(key) === right) return false
      votes.set(key, right)
      return true
    },
  }
}
