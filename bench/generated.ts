/**
 * As many phrasings as one likes, made of real ones: an entry takes an intent of CLINC150, BANKING77 or HWU64 and two words of their vocabulary that
 * tell it from other entries with the same intent; each of its phrasings joins the beginning of one phrasing of that intent and the end of
 * another, and ends with the two words. Questions are made the same way of the validation parts.
 */
import { type Example, type Question, readSet } from './sets.ts'
import { randomFrom } from './typos.ts'

const SOURCES = ['clinc150', 'banking77', 'hwu64']
const PHRASINGS_EACH = 20

export function generate(count: number, questionCount: number): { train: Example[]; questions: Question[] } {
  const sets = SOURCES.map(readSet)
  const training = grouped(sets.flatMap(({ name, train }) => train.map((one) => ({ ...one, id: `${name}/${one.id}` }))))
  const validation = grouped(
    sets.flatMap(({ name, questions }) =>
      questions.flatMap(({ id, text }) => (id === null ? [] : [{ id: `${name}/${id}`, text }])),
    ),
  )
  const intents = [...training.keys()].filter((intent) => validation.has(intent)).sort()
  const vocabulary = wordsIn([...training.values()].flat())
  const random = randomFrom(1)
  const pick = <T>(list: readonly T[]): T => list[random() % list.length] as T
  const entries = Array.from({ length: Math.ceil(count / PHRASINGS_EACH) }, (_, index) => ({
    ...{ id: `entry-${index}`, intent: intents[index % intents.length] as string },
    topic: `${pick(vocabulary)} ${pick(vocabulary)}`,
  }))
  const join = (texts: readonly string[], topic: string): string => {
    const [begin, end] = [pick(texts).split(' '), pick(texts).split(' ')]
    return [...begin.slice(0, Math.ceil(begin.length / 2)), ...end.slice(Math.ceil(end.length / 2)), topic].join(' ')
  }
  return {
    train: Array.from({ length: count }, (_, index) => {
      const { id, intent, topic } = entries[index % entries.length] as (typeof entries)[number]
      return { id, text: join(training.get(intent) as string[], topic) }
    }),
    questions: Array.from({ length: questionCount }, () => {
      const { id, intent, topic } = pick(entries)
      return { id, text: join(validation.get(intent) as string[], topic) }
    }),
  }
}

const grouped = (examples: readonly Example[]): Map<string, string[]> =>
  new Map([...Map.groupBy(examples, ({ id }) => id)].map(([id, same]) => [id, same.map(({ text }) => text)]))

const wordsIn = (texts: readonly string[]): string[] =>
  [...new Set(texts.flatMap((text) => text.toLowerCase().match(/[a-z]{4,}/g) ?? []))].sort()
