/** Everything that is measured, behind one form: our own matcher and its peers, each in its best reasonable configuration. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { buildMatcher, type MatchEntry } from '../src/matching/index.ts'
import type { Example } from './sets.ts'

export type Answer = { ids: string[]; score: number | undefined }
export type Ask = (question: string) => Answer | Promise<Answer>
/** `isProbability`: the score means to be one, so that its calibration can be judged. */
export type Contender = {
  name: string
  isProbability: boolean
  /** @param answers what entries say, where that is known */
  build(examples: readonly Example[], answers?: readonly Example[]): Ask | Promise<Ask>
}

const PEERS: Record<string, { isProbability: boolean }> = {
  fuse: { isProbability: false },
  minisearch: { isProbability: false },
  orama: { isProbability: false },
  flexsearch: { isProbability: false },
  lunr: { isProbability: false },
  natural: { isProbability: true },
  nlpjs: { isProbability: true },
}

export const OURS = 'matching'
export const CONTENDERS = [OURS, ...Object.keys(PEERS)]

const HERE = import.meta.dirname

export async function contender(key: string): Promise<Contender> {
  if (key === OURS) return ours
  const peer = PEERS[key]
  if (!peer) throw new Error(`no matcher is called ${key}; there are ${CONTENDERS.join(', ')}`)
  if (!existsSync(join(HERE, 'node_modules')))
    throw new Error('the peers are not installed: run `npm ci --prefix bench` once')
  const loaded = (await import(`${HERE}/peers/${key}.js`)) as { peer: Omit<Contender, 'isProbability'> }
  return { ...loaded.peer, ...peer }
}

export function entriesOf(examples: readonly Example[], answers: readonly Example[] = []): MatchEntry[] {
  const said = Map.groupBy(answers, ({ id }) => id)
  const textsOf = (list: readonly Example[]): string[] => list.map(({ text }) => text)
  return [...Map.groupBy(examples, ({ id }) => id)].map(([id, same]) => ({
    ...{ id, phrasings: textsOf(same) },
    text: textsOf(said.get(id) ?? []),
  }))
}

const ours: Contender = {
  name: 'src/matching',
  isProbability: true,
  build(examples, answers) {
    const matcher = buildMatcher(entriesOf(examples, answers))
    return (question) => {
      const ranked = matcher.rank(question, 3)
      return { ids: ranked.map(({ id }) => id), score: ranked[0]?.probability ?? 0 }
    }
  },
}
