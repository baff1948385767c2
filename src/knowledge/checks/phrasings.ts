/** No sentence leads to two places, and the question bank stays independent of the examples it measures. */
import { normalise } from '../../language/normalise.ts'
import type { Check } from '../draft.ts'
import type { Problem } from '../problem.ts'

export const checkPhrasings: Check = (draft) => {
  const problems: Problem[] = []
  const owners = new Map<string, string>()
  for (const record of draft.guidance) {
    for (const language of ['en', 'zh'] as const) {
      for (const [index, phrasing] of record.value.questions[language].entries()) {
        const path = ['questions', language, index]
        const owner = owners.get(sameWords(phrasing))
        if (owner === record.value.id)
          problems.push(
            record.problemAt(path, 'duplicate-phrasing', `"${phrasing}" stands twice in this entry; remove one`),
          )
        else if (owner !== undefined) {
          problems.push(
            record.problemAt(
              path,
              'duplicate-phrasing',
              `"${phrasing}" also leads to "${owner}"; keep it where it belongs`,
            ),
          )
        }
        owners.set(sameWords(phrasing), record.value.id)
      }
      if (record.value.questions[language].length === 0) {
        problems.push(
          record.problemAt(
            ['questions', language],
            'no-phrasing',
            'needs at least one example question in this language',
          ),
        )
      }
    }
  }
  const asked = new Set<string>()
  for (const record of draft.bank) {
    const item = record.value
    if ('talk' in item) continue
    const owner = owners.get(sameWords(item.ask))
    if (owner !== undefined)
      problems.push(
        record.problemAt(
          ['ask'],
          'bank-repeats-phrasing',
          `"${item.ask}" is an example of "${owner}"; a bank question must be another sentence`,
        ),
      )
    if (asked.has(sameWords(item.ask)))
      problems.push(
        record.problemAt(['ask'], 'duplicate-question', `"${item.ask}" stands twice in the question bank; remove one`),
      )
    asked.add(sameWords(item.ask))
  }
  const bank = new Set(
    draft.bank.flatMap(({ value }) => ('talk' in value ? value.talk.map((turn) => turn.ask) : [value.ask])),
  )
  for (const record of draft.knownFailures) {
    if (!bank.has(record.value))
      problems.push(
        record.problemAt([], 'unknown-question', `"${record.value}" is not in the question bank; remove it here`),
      )
  }
  return problems
}

/** Equal for two texts that differ in capitals, spaces and marks alone. */
export const sameWords = (text: string): string =>
  normalise(text)
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim()
