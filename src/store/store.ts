/**
 * What the bot keeps, in verbs of its own: two engines, one meaning.
 * Ids of people, places and messages come in as the platforms give them and are kept only as keyed hashes, or sealed.
 * Every function rejects with `StoreUnavailable` while the database cannot be used; settings and the pause that were read before stay readable.
 */

export type Store = {
  settings: SettingsTable
  deliveries: DeliveriesTable
  votes: VotesTable
  unanswered: UnansweredTable
  answers: AnswersTable
  pauses: PausesTable
  people: PeopleTable
  /** Only where several processes share the store; elsewhere conversations stay in memory. */
  conversations?: ConversationsTable
  /** For how long. */
  retention: Retention
  /** The same in every store with the same secret, and tells nothing else about it. */
  fingerprint: string
  health(): StoreHealth
  /** Deletes what its time is over for, and gives how many rows that were. The store does so by itself, some times an hour. */
  prune(): Promise<number>
  close(): Promise<void>
}

/** Days. */
export type Retention = {
  /** Answers that rest on something: as long as a correction can reach them. */
  answers: number
  deliveries: number
  /** Votes, who changed a setting, and past pauses. */
  history: number
}

export type StoreHealth = { state: 'ready' } | { state: 'failing'; reason: string }

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
export type SettingsValue = { [key: string]: Json }

/** What the admins of a place set. A place has an id of its own here, so that its platform may give it another. */
export type SettingsTable = {
  /** Undefined: nothing was set. Read from memory where it was read before; another process's change arrives within a second. */
  recall(place: string): Promise<SettingsValue | undefined>
  /**
   * @param by who changed it, if known
   * @param usual what holds where nothing was set: only what differs from it was changed by the first
   */
  remember(place: string, value: SettingsValue, by?: string, usual?: SettingsValue): Promise<void>
  /** The bot is out of the place. */
  forget(place: string): Promise<void>
  /** The platform gave a place another id. Settings made under the new id already are kept. */
  move(from: string, to: string): Promise<void>
  /** Who changed what when, the newest first. */
  changes(place: string): Promise<SettingsChange[]>
  all(): Promise<SavedSettings[]>
  /**
   * Puts back what `all` gave, also into another store with the same secret. Places that are there already are overwritten and keep
   * their own history; what differs from the history counts as changed just now.
   */
  restore(saved: readonly SavedSettings[], by: string): Promise<void>
}

/** `by` is a keyed hash: the same for the same person. Null: unknown, or somebody who had themselves forgotten. */
export type SettingsChange = { key: string; value: Json; by: string | null; at: Date }

export type SavedSettings = {
  /** The store's own id of the place. */
  place: string
  /** Keyed hashes of the ids that the platform has for it. */
  known_as: string[]
  settings: SettingsValue
  /** The newest first. */
  changes: SettingsChange[]
}

/** What platforms delivered: so that what comes twice is answered once, across processes and restarts. */
export type DeliveriesTable = {
  /**
   * True for whoever asks first. While somebody else who claimed it has neither settled nor released it, waits until that happens,
   * or until a claim's time is over: then whoever held it is taken for dead.
   */
  claim(delivery: string): Promise<boolean>
  /** It needs nothing more: every later claim is false, whether or not it was claimed before. */
  settle(delivery: string): Promise<void>
  /** It could not be dealt with: the next claim is true. */
  release(delivery: string): Promise<void>
}

export type VoteOn = { person: string; entry: string; version: string }

export type VotesTable = {
  /** One vote for each person, entry and version of the knowledge; it may be changed. False: the same was said before. */
  record(vote: VoteOn & { right: boolean }): Promise<boolean>
  /** Why an answer was not right, as one of a closed list; false: there is no such vote. */
  explain(vote: VoteOn & { reason: string }): Promise<boolean>
  tally(): Promise<Tally[]>
}

/** `last` is when the last of these votes was given. */
export type Tally = {
  entry: string
  version: string
  right: number
  wrong: number
  reasons: Record<string, number>
  last: Date
}

export type UnansweredTable = {
  /**
   * Counts a question under its group. Kept until nobody asked for so many days; the day is all that is kept of when.
   * @param question `text` must hold nothing personal, nor may `group`
   */
  note(question: { group: string; text: string; language: string; reason: string; days: number }): Promise<void>
  /** The most asked first. */
  list(): Promise<UnansweredGroup[]>
}

export type UnansweredGroup = {
  /** As it was first asked, redacted. */
  text: string
  language: string
  reason: string
  count: number
  /** ISO days. */
  first: string
  last: string
}

export type Answer = {
  message: string
  sent: string
  asked?: string | undefined
  person?: string | undefined
  /** Ids of the entries and figures that it rests on. */
  rests: readonly string[]
  /** Of the knowledge. */
  version: string
  /** That it is written in. */
  language?: string | undefined
}

/** Which message carried what. No text. */
export type AnswersTable = {
  record(answer: Answer): Promise<void>
  /** Where the answer to this message stands. */
  answerTo(asked: string): Promise<string | undefined>
  /** Every answer that rests on one of these, the newest first. */
  restingOn(ids: readonly string[]): Promise<StandingAnswer[]>
  /** It stands there no more; what was put in its place under the same name is kept. */
  gone(answer: Pick<StandingAnswer, 'key' | 'version'>): Promise<void>
  /** How often each entry and figure went into an answer, and when last. Kept for good: it says nothing about anybody. */
  uses(): Promise<Use[]>
}

/** `sent` is what the adapter's `amend` takes; it begins with the adapter's name. */
export type StandingAnswer = {
  /** The store's own, for `gone`. */
  key: string
  sent: string
  rests: string[]
  version: string
  language: string | undefined
  at: Date
}
export type Use = { id: string; times: number; last: Date }

/** While paused, every process answers with one plain line. */
export type PausesTable = {
  current(): Promise<Pause | undefined>
  /** Undefined: it was paused already, and stays so with its first reason. */
  pause(by: string, reason: string): Promise<Pause | undefined>
  /** Undefined: it was not paused. */
  resume(by: string): Promise<Pause | undefined>
  /** The newest first. */
  history(): Promise<Pause[]>
}

/** `by` and `resumedBy` are keyed hashes. */
export type Pause = { at: Date; by: string; reason: string; resumedAt: Date | null; resumedBy: string | null }

/** What is kept about one person. */
export type PeopleTable = {
  about(person: string): Promise<Kept>
  /** Deletes it, and gives what it was. */
  forget(person: string): Promise<Kept>
}

export type Kept = {
  votes: number
  /** Rows of the answer ledger. */
  answers: number
  /** Changes of settings that name this person. They stay, without the person. */
  changes: number
  conversations: number
}

export type ConversationsTable = {
  /** As it was remembered; undefined: nothing is. */
  recall(conversation: string): Promise<unknown>
  /**
   * Forgotten after so many minutes of silence.
   * @param what survives as JSON
   */
  remember(conversation: string, what: object, rules: { person?: string | undefined; minutes: number }): Promise<void>
  /** Gives how many were deleted: this one, and all of the person. */
  forget(conversation: string, person?: string): Promise<number>
  count(conversation: string, person?: string): Promise<number>
}
