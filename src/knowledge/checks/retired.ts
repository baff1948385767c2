/** What was retired is gone, what took its place is there, and nothing expects the old. */
import type { Check, Draft } from '../draft.ts'
import { didYouMean } from '../nearest.ts'
import type { Problem } from '../problem.ts'

export const checkRetired: Check = (draft) => {
  const present = new Set(
    [...draft.guidance, ...draft.glossary, ...draft.figures, ...draft.computed].map(({ value }) => value.id),
  )
  const successors = new Map(draft.retired.map(({ value }) => [value.id, value.successor]))
  const seen = new Set<string>()
  const problems = draft.retired.flatMap((record): Problem[] => {
    const { id, successor } = record.value
    if (seen.has(id)) return [record.problemAt(['id'], 'duplicate-id', `"${id}" is retired twice; keep the later line`)]
    seen.add(id)
    if (present.has(id))
      return [
        record.problemAt(
          ['id'],
          'retired-in-use',
          `"${id}" was retired and is there again; give the new one another id, or remove this line`,
        ),
      ]
    if (!present.has(successor) && !successors.has(successor))
      return [
        record.problemAt(
          ['successor'],
          'unknown-successor',
          `there is no "${successor}" to take the place of "${id}"${didYouMean(successor, present)}`,
        ),
      ]
    if (lastOf(id, successors) === undefined)
      return [
        record.problemAt(
          ['successor'],
          'successor-circle',
          `"${id}" comes back to itself by way of its successors; name one that is still there`,
        ),
      ]
    return []
  })
  return [...problems, ...expectations(draft, successors)]
}

/** What stands in the place of a retired id today; undefined: they name each other in a circle. */
export function lastOf(id: string, successors: ReadonlyMap<string, string>): string | undefined {
  const passed = new Set<string>()
  let last = id
  for (let next = successors.get(last); next !== undefined; next = successors.get(last)) {
    if (passed.has(last)) return undefined
    passed.add(last)
    last = next
  }
  return last
}

/** The bank asks for what answers today. */
function expectations({ bank }: Draft, successors: ReadonlyMap<string, string>): Problem[] {
  return bank.flatMap((record) => {
    const { value } = record
    const turns = 'talk' in value ? value.talk : [value]
    return turns.flatMap(({ expect }, index) =>
      (expect.entry ?? []).flatMap((entry) => {
        const successor = successors.get(entry)
        if (successor === undefined) return []
        const path = 'talk' in value ? ['talk', index, 'expect', 'entry'] : ['expect', 'entry']
        return [
          record.problemAt(path, 'retired-expected', `"${entry}" was retired; expect "${successor}", its successor`),
        ]
      }),
    )
  })
}
