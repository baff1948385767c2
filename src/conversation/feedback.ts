/** Whether answers were right, as people say: counted per entry and version of the knowledge, one vote for each person and answer. */
import { recent } from '../bounds/recent.ts'

export type VoteOn = {
  /** Who votes, opaque. */
  person: string
  entry: string
  /** Of the knowledge that the answer was made from. */
  version: string
}

/** Why an answer was not right: a closed list, each with its own words in `knowledge/voice.yaml` and an initial of its own. */
export const REASONS = ['number', 'outdated', 'question', 'incomplete', 'unclear'] as const
export type Reason = (typeof REASONS)[number]

export type Votes = {
  /** False: this person has said the same about this answer before. */
  record(vote: VoteOn & { right: boolean }): Promise<boolean>
  /** False: this person has not said that it was wrong. */
  explain(vote: VoteOn & { reason: Reason }): Promise<boolean>
}

export type Feedback = Votes & {
  /** How many votes of this person are remembered. */
  count(person: string): number
  forget(person: string): number
}

/** Until the program ends, and no more than this many votes. */
export function feedbackInMemory(most = 10_000): Feedback {
  const votes = recent<{ person: string; right: boolean; reason?: Reason }>({ most })
  const keyOf = ({ person, entry, version }: VoteOn): string => `${person} ${entry} ${version}`
  const keysOf = (person: string): string[] =>
    [...votes.entries()].filter(([, vote]) => vote.person === person).map(([key]) => key)
  return {
    async record(vote) {
      const { person, right } = vote
      if (votes.get(keyOf(vote))?.right === right) return false
      votes.set(keyOf(vote), { person, right })
      return true
    },
    async explain({ reason, ...vote }) {
      const before = votes.get(keyOf(vote))
      if (!before || before.right) return false
      votes.set(keyOf(vote), { ...before, reason })
      return true
    },
    count: (person) => keysOf(person).length,
    forget(person) {
      const found = keysOf(person)
      for (const key of found) votes.delete(key)
      return found.length
    },
  }
}
