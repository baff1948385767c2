/** The thread of `checkBeside`. */
import { parentPort, workerData } from 'node:worker_threads'
import { checkKnowledge } from '../workbench/check.ts'
import type { Order } from './check-beside.ts'
import { loadPreviews } from './platforms.ts'

const { folders, today } = workerData as Order
parentPort?.postMessage(checkKnowledge(folders, today, await loadPreviews()))
