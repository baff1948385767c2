/** Work cut into pieces, so that whoever must not be kept waiting comes in between. */
import { setImmediate } from 'node:timers/promises'
import { emptyLexicon, type Lexicon, type Phrase } from '../language/lexicon.ts'

export type InSteps<T> = Generator<void, T>

/** Of what takes some ten microseconds each. */
const AT_A_TIME = 100

/** One after another, with a pause now and then. */
export function* each<T>(items: Iterable<T>, work: (item: T) => void): InSteps<void> {
  let done = 0
  for (const item of items) {
    work(item)
    if (++done % AT_A_TIME === 0) yield
  }
}

export function* lexiconInSteps<T>(phrases: Iterable<Phrase<T>>): InSteps<Lexicon<T>> {
  const lexicon = emptyLexicon<T>()
  yield* each(phrases, lexicon.add)
  return lexicon
}

/** All of it without a pause. */
export function atOnce<T>(work: InSteps<T>): T {
  let step = work.next()
  while (!step.done) step = work.next()
  return step.value
}

/** A piece, then whatever else there is to do, then the next piece. */
export async function inBetween<T>(work: InSteps<T>): Promise<T> {
  let step = work.next()
  while (!step.done) {
    await setImmediate()
    step = work.next()
  }
  return step.value
}
