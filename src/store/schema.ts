/** The tables as both engines have them. Times are milliseconds, truths 0 or 1; ids are keyed hashes, `sealed` is unreadable without the secret. */

export type Tables = {
  meta: { key: string; value: string }
  places: { place: string; sealed: string; changed_at: number }
  place_aliases: { alias: string; place: string }
  setting_changes: { id: string; place: string; key: string; sealed: string; by: string | null; at: number }
  deliveries: { delivery: string; until: number; settled: number; at: number }
  votes: { person: string; entry: string; version: string; right: number; reason: string | null; at: number }
  unanswered: {
    group: string
    text: string
    language: string
    reason: string
    count: number
    first_day: string
    last_day: string
    expires_at: number
  }
  answers: {
    message: string
    asked: string | null
    person: string | null
    sealed: string
    /** Ids between spaces, also at both ends. */
    rests: string
    version: string
    /** Null: kept by a version of the program that did not note it. */
    language: string | null
    at: number
  }
  uses: { id: string; times: number; last_at: number }
  pauses: {
    id: string
    at: number
    by: string
    reason: string
    resumed_at: number | null
    resumed_by: string | null
  }
  conversations: { conversation: string; person: string | null; sealed: string; expires_at: number }
}
