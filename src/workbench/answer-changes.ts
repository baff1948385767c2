/** Which answers two versions of the knowledge give otherwise: the same is asked of both. */
import { setImmediate } from 'node:timers/promises'
import type { Answerer } from '../answering/answer.ts'
import type { Outcome, Reply } from '../reply.ts'
import { replay, type Talk } from './replay.ts'

/**
 * - `answered`: now, and not before; `refused`: before, and not now
 * - `moved`: answered, but resting on something else
 * - `different`: in other words, resting on the same
 * - `otherwise`: not answered either way, with another reason, other words or other offers
 */
export type AnswerChangeKind = 'answered' | 'refused' | 'moved' | 'different' | 'otherwise'

export type AnswerChange = {
  kind: AnswerChangeKind
  ask: string
  /** What was said before it in the same talk. */
  said: string[]
  /** What it is about: the entry or figure that the answer rests on, now or else before; null: on none. */
  entry: string | null
  before: GivenAnswer
  after: GivenAnswer
}

export type GivenAnswer = Pick<Reply, 'language' | 'outcome' | 'reason' | 'entries' | 'figures' | 'text'>

type Asked = Omit<AnswerChange, 'kind' | 'entry' | 'before' | 'after'> & { before: Reply; after: Reply }

export type Replayed = {
  /** Questions asked of both. */
  asked: number
  changes: AnswerChange[]
  /** What each figure is stated in, now or else before: the questions, by its id. */
  stating: Map<string, string[]>
}

/** @param today ISO day */
export async function answerChanges(
  talks: readonly Talk[],
  before: Answerer,
  after: Answerer,
  today: string,
): Promise<Replayed> {
  const asked: Asked[] = []
  const seen = new Set<string>()
  for (const talk of talks) {
    const key = JSON.stringify(talk)
    if (seen.has(key)) continue
    seen.add(key)
    const [old, now] = [await replay(talk, before, today), await replay(talk, after, today)]
    for (const [index, ask] of talk.entries())
      asked.push({ ask, said: talk.slice(0, index), before: old[index] as Reply, after: now[index] as Reply })
    // Ctrl+C is heard in between.
    await setImmediate()
  }
  return { asked: asked.length, changes: asked.flatMap(changeOf), stating: statingOf(asked) }
}

function changeOf({ ask, said, before, after }: Asked): AnswerChange[] {
  const kind = kindOf(before, after)
  if (!kind) return []
  const entry = (kind === 'refused' ? undefined : after.entries[0]) ?? before.entries[0] ?? null
  return [{ kind, ask, said, entry, before: given(before), after: given(after) }]
}

const ANSWERS: ReadonlySet<Outcome> = new Set(['answer', 'urgent'])
const isAnswered = ({ outcome }: Reply): boolean => ANSWERS.has(outcome)

function kindOf(before: Reply, after: Reply): AnswerChangeKind | undefined {
  if (isAnswered(after) && !isAnswered(before)) return 'answered'
  if (isAnswered(before) && !isAnswered(after)) return 'refused'
  if (before.text === after.text) return undefined
  if (!isAnswered(after)) return 'otherwise'
  return before.entries[0] === after.entries[0] ? 'different' : 'moved'
}

const given = ({ language, outcome, reason, entries, figures, text }: Reply): GivenAnswer => ({
  language,
  outcome,
  reason,
  entries,
  figures,
  text,
})

function statingOf(asked: readonly Asked[]): Map<string, string[]> {
  const stating = new Map<string, string[]>()
  for (const { ask, before, after } of asked)
    for (const id of new Set([...before.figures, ...after.figures].map((figure) => figure.id)))
      stating.set(id, [...(stating.get(id) ?? []), ask])
  return stating
}
