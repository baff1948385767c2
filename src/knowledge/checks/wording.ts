/** Steps come in both languages alike, Chinese is written in simplified characters, and rules end after they begin. */
import { isTraditional } from '../../language/script.ts'
import type { Check } from '../draft.ts'

export const checkWording: Check = (draft) => [
  ...draft.guidance.flatMap((record) => {
    const { steps, in_force } = record.value
    const problems = []
    if (steps && steps.en.length !== steps.zh.length) {
      problems.push(
        record.problemAt(
          ['steps'],
          'languages-differ',
          `${steps.en.length} steps in English, ${steps.zh.length} in Chinese`,
        ),
      )
    }
    if (in_force?.from && in_force.to && in_force.from > in_force.to) {
      problems.push(
        record.problemAt(
          ['in_force', 'to'],
          'dates-reversed',
          `ends on ${in_force.to}, before it begins on ${in_force.from}`,
        ),
      )
    }
    for (const [index, phrasing] of record.value.questions.zh.entries()) {
      if (isTraditional(phrasing))
        problems.push(
          record.problemAt(
            ['questions', 'zh', index],
            'traditional',
            'write simplified characters; traditional ones are matched and shown by themselves',
          ),
        )
    }
    return problems
  }),
]
