/** Work cut into pieces, so that whoever must not be kept waiting comes in between. */
import { setImmediate } from 'node:timers/promises'

export type InSteps<T> = Generator<void, T>

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
