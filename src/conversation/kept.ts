/** All that outlasts a message, each kind by its own few verbs: in this process alone, or in a store (`kept-in-store.ts`). */
import { type Deliveries, deliveriesInMemory } from './deliveries.ts'
import { feedbackInMemory, type Votes } from './feedback.ts'
import { type Ledger, ledgerInMemory } from './ledger.ts'
import { buildMemory, type Memory } from './memory.ts'
import { type Pauses, pausesInMemory } from './pauses.ts'
import { type People, peopleInMemory } from './people.ts'
import type { Retention } from './privacy.ts'
import { type SettingsStore, settingsInMemory } from './settings.ts'
import { NO_NOTES, type Unanswered } from './unanswered.ts'

export type Kept = {
  settings: SettingsStore
  memory: Memory
  feedback: Votes
  deliveries: Deliveries
  ledger: Ledger
  pauses: Pauses
  people: People
  unanswered: Unanswered
  /** Undefined: all of it is gone with the program. */
  retention: Retention | undefined
}

/** Until the program ends. */
export function keptInMemory(): Kept {
  const memory = buildMemory()
  const feedback = feedbackInMemory()
  return {
    settings: settingsInMemory(),
    memory,
    feedback,
    deliveries: deliveriesInMemory(),
    ledger: ledgerInMemory(),
    pauses: pausesInMemory(),
    people: peopleInMemory(memory, feedback),
    unanswered: NO_NOTES,
    retention: undefined,
  }
}
