/** Example questions that two entries have almost in common, and entries that are asked for in much the same words. */
import { sameWords } from '../checks/phrasings.ts'
import type { Draft, Located } from '../draft.ts'
import { type NearPhrasing, nearPhrasings } from '../near-phrasings.ts'
import type { Problem } from '../problem.ts'
import type { Guidance } from '../schema/guidance.ts'

/** From here on two phrasings are one question put twice … */
const NEARLY_THE_SAME = 0.9
/** … if they share enough that tells anything. */
const FEWEST_SHARED = 3
const ALIKE = 0.6
/** Such a share of an entry's phrasings, and at least so many, alike to those of one other entry. */
const MUCH = 0.5
const MANY = 3

export function remarkOnOverlap(draft: Draft): Problem[] {
  const near = nearPhrasings(draft.guidance).filter(({ likeness }) => likeness >= ALIKE)
  return [...nearDuplicates(near), ...overlapping(near)]
}

/** Told once for each pair, at the later of the two. */
function nearDuplicates(near: readonly NearPhrasing[]): Problem[] {
  const told = new Set<string>()
  return near
    .filter(({ likeness, shared }) => likeness >= NEARLY_THE_SAME && shared >= FEWEST_SHARED)
    .flatMap(({ record, path, text, nearest }) => {
      const pair = [text, nearest.text].sort().join('\n')
      // The very same words are a problem, told of elsewhere.
      if (told.has(pair) || sameWords(text) === sameWords(nearest.text)) return []
      told.add(pair)
      return [
        record.problemAt(
          path,
          'near-duplicate-phrasing',
          `"${text}" is nearly "${nearest.text}" of "${nearest.record.value.id}"; keep it where it belongs`,
        ),
      ]
    })
}

function overlapping(near: readonly NearPhrasing[]): Problem[] {
  const told = new Set<string>()
  return [...Map.groupBy(near, ({ record }) => record)].flatMap(([record, phrasings]) =>
    [...Map.groupBy(phrasings, ({ nearest }) => nearest.record)].flatMap(([other, shared]) => {
      const pair = [record.value.id, other.value.id].sort().join()
      if (shared.length < MANY || shared.length < MUCH * phrasingCount(record) || told.has(pair)) return []
      told.add(pair)
      return [
        record.problemAt(
          ['id'],
          'overlapping-entries',
          `${shared.length} of its ${phrasingCount(record)} example questions are like those of "${other.value.id}"; make them one entry, or tell them apart`,
        ),
      ]
    }),
  )
}

const phrasingCount = ({ value }: Located<Guidance>): number => value.questions.en.length + value.questions.zh.length
