/** What `check` finds, found on a thread of its own: it takes seconds, and whoever waits for a page meanwhile need not. */
import { Worker } from 'node:worker_threads'
import type { Checked } from '../workbench/findings.ts'

/** `today`: ISO day. */
export type Order = { folders: readonly string[]; today: string }

export function checkBeside(order: Order): Promise<Checked> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./check-thread.ts', import.meta.url), { workerData: order })
    // A program that is stopped does not wait for it.
    thread.unref()
    thread.once('message', resolve)
    thread.once('error', reject)
    thread.once('exit', (code) => reject(new Error(`the thread that checks ended with code ${code}`)))
  })
}
