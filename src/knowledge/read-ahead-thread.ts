/** The thread: reads one file after another, the last first, as long as there is one that nobody has begun with. */
import { workerData } from 'node:worker_threads'
import { recordsOf } from './kept-records.ts'
import { DONE, FREE, type Order, TAKEN } from './read-ahead.ts'

const { files, claims } = workerData as Order

for (const [place, file] of [...files.entries()].reverse()) {
  if (Atomics.compareExchange(claims, place, FREE, TAKEN) !== FREE) break
  try {
    recordsOf(file, () => false, [])
  } finally {
    Atomics.store(claims, place, DONE)
    Atomics.notify(claims, place)
  }
}
