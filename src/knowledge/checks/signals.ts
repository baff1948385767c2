/** Signals are tried from top to bottom: one that an earlier one always forestalls is never reached. */
import type { Check, Located } from '../draft.ts'
import type { Problem } from '../problem.ts'
import type { Signal, SignalsFile } from '../schema/signals.ts'

export const checkSignals: Check = (draft) => draft.signals.flatMap(unreachable)

function unreachable(record: Located<SignalsFile>): Problem[] {
  const { signals } = record.value
  return signals.flatMap((signal, index) => {
    const earlier = signals.slice(0, index).find((one) => forestalls(one, signal))
    return earlier === undefined
      ? []
      : [
          record.problemAt(
            ['signals', index, 'id'],
            'unreachable-signal',
            `"${earlier.id}" above it fits whatever this one fits; move this one up, or remove it`,
          ),
        ]
  })
}

/** Whatever fits the later signal fits the earlier one: it asks for no other groups, and forbids none that the later one allows. */
const forestalls = (earlier: Signal, later: Signal): boolean =>
  earlier.all.every((group) => later.all.includes(group)) &&
  (earlier.none ?? []).every((group) => later.none?.includes(group))

/** Groups of words that no signal asks about. */
export const remarkOnGroups = (records: readonly Located<SignalsFile>[]): Problem[] =>
  records.flatMap((record) => {
    const used = new Set(record.value.signals.flatMap(({ all, none = [] }) => [...all, ...none]))
    return record.value.groups.flatMap((group, index) =>
      used.has(group.id)
        ? []
        : [record.problemAt(['groups', index, 'id'], 'unused-group', `no signal asks about "${group.id}"`)],
    )
  })
