/** Much YAML that is to be read is read by two: from the first file on here, and from the last one on by a thread, which keeps what it reads. */
import { Worker } from 'node:worker_threads'
import { isToBeRead } from './kept-records.ts'
import type { FolderFile } from './read-folders.ts'
import type { KnowledgeFile } from './read-records.ts'

/** Nobody has begun with a file, somebody has, and the thread is done with it. */
export const [FREE, TAKEN, DONE] = [0, 1, 2] as const

/** `claims`: for each file, shared. */
export type Order = { files: readonly KnowledgeFile[]; claims: Int32Array<SharedArrayBuffer> }

/** Characters of files to be read; for less, starting a thread takes longer than it spares. */
const MUCH = 2 * 1024 * 1024
/** A thread that died leaves its file taken: after so many milliseconds it is read here after all. */
const LONGEST_WAIT = 20_000

/** Starts the thread where it is worth it. What is given back waits until nobody else is at a file, and must be called before it is read. */
export function readAhead(all: readonly FolderFile[]): (file: FolderFile) => void {
  // What a file of a later folder may leave out is known only when the earlier ones are read.
  const files = all.filter((file) => file.folder === 0 && file.isSound && isToBeRead(file, () => false))
  if (files.length < 2 || files.reduce((sum, { text }) => sum + text.length, 0) < MUCH) return () => undefined
  const claims = new Int32Array(new SharedArrayBuffer(files.length * Int32Array.BYTES_PER_ELEMENT))
  const order: Order = { files: files.map(({ path, shown, text }) => ({ path, shown, text })), claims }
  const thread = new Worker(new URL('./read-ahead-thread.ts', import.meta.url), { workerData: order })
  thread.unref()
  // Whatever goes wrong there, the files are read here.
  thread.on('error', () => undefined)
  const places = new Map(files.map((file, place) => [file, place]))
  return (file) => {
    const place = places.get(file)
    if (place === undefined || Atomics.compareExchange(claims, place, FREE, TAKEN) === FREE) return
    Atomics.wait(claims, place, TAKEN, LONGEST_WAIT)
  }
}
