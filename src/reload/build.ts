/** Knowledge built beside the one in use: on a thread of its own, so that nobody who asks meanwhile is kept waiting. */
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { type Answerer, buildAnswererInSteps } from '../answering/answer.ts'
import { inBetween } from '../answering/in-steps.ts'
import { knowledgeFromJson } from '../knowledge/as-json.ts'
import { freeze } from '../knowledge/freeze.ts'
import { keptOn, shelfInMemory, shelfOf } from '../knowledge/shelf.ts'
import type { Handover, Order } from './thread.ts'

export type Built = { answerer: Answerer } | { problems: string[] } | 'unchanged'

/**
 * @param inUse what is answered from now
 * @throws when the thread cannot go on, for want of memory for one
 */
export async function buildBeside(folders: readonly string[], inUse: Answerer, stop: AbortSignal): Promise<Built> {
  const handed = await onThread({ folders: [...folders], inUse: shelfOf(inUse.knowledge)?.version }, stop)
  if (handed === 'unchanged' || 'problems' in handed) return handed
  const { version, json, snapshots } = handed
  const plain = knowledgeFromJson(new TextDecoder().decode(json))
  await setImmediate()
  const knowledge = keptOn(shelfInMemory(version, snapshots), freeze(plain))
  await setImmediate()
  return { answerer: await inBetween(buildAnswererInSteps(knowledge)) }
}

function onThread(order: Order, stop: AbortSignal): Promise<Handover> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./thread.ts', import.meta.url), { workerData: order })
    const end = (): void => void thread.terminate()
    stop.addEventListener('abort', end, { once: true })
    thread.once('message', (handed: Handover) => resolve(handed))
    thread.once('error', reject)
    thread.once('exit', (code) => {
      stop.removeEventListener('abort', end)
      reject(new Error(`the thread ended with code ${code}`))
    })
  })
}
