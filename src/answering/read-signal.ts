/** What a message is doing, by the words of signals.yaml: asking for rescue, for a crime, for a lawyer. */
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { Signal } from '../knowledge/schema/signals.ts'
import type { Unit } from '../language/units.ts'
import { type InSteps, lexiconInSteps } from './in-steps.ts'

/** The first signal all of whose groups have a word in the message, and none of those that rule it out. */
export function* buildSignalReader(knowledge: KnowledgeBase): InSteps<(units: readonly Unit[]) => Signal | undefined> {
  const { groups, signals } = knowledge.signals
  const lexicon = yield* lexiconInSteps(
    groups.flatMap((group) => [...group.words.en, ...group.words.zh].map((text) => ({ text, value: group.id }))),
  )
  return (units) => {
    const present = lexicon.valuesIn(units)
    // Every signal needs a group, and most messages hold none.
    if (present.size === 0) return undefined
    return signals.find(
      (signal) => signal.all.every((group) => present.has(group)) && !signal.none?.some((group) => present.has(group)),
    )
  }
}
