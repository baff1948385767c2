/** The thread: reads, checks and builds, and hands over what can be taken up in a moment. */
import { parentPort, workerData } from 'node:worker_threads'
import { snapshotsOf } from '../answering/matchers.ts'
import { knowledgeToJson } from '../knowledge/as-json.ts'
import { openKnowledge } from '../knowledge/open.ts'
import { showProblem } from '../knowledge/problem.ts'
import { shelfOf } from '../knowledge/shelf.ts'

export type Order = {
  folders: string[]
  /** Version of what is in use; undefined where it is not known. */
  inUse: string | undefined
}

export type Handover =
  | 'unchanged'
  | { problems: string[] }
  | { version: string; json: Uint8Array<ArrayBuffer>; snapshots: Map<string, Uint8Array> }

const { folders, inUse } = workerData as Order
const { knowledge, problems } = await openKnowledge(folders)
if (!knowledge) hand({ problems: problems.map(showProblem) })
else {
  const version = shelfOf(knowledge)?.version ?? knowledge.version
  if (version === inUse) hand('unchanged')
  else {
    const json = new TextEncoder().encode(knowledgeToJson(knowledge))
    hand({ version, json, snapshots: snapshotsOf(knowledge) })
  }
}

/** The bytes change hands, and are not copied. */
function hand(what: Handover): void {
  const bytes = typeof what === 'object' && 'json' in what ? [what.json, ...what.snapshots.values()] : []
  parentPort?.postMessage(
    what,
    bytes.map(({ buffer }) => buffer as ArrayBuffer),
  )
}
