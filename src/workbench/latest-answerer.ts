/** What to answer from while staff edit: the files as they are now or, while they have problems, as they were when they last had none. */
import { type Answerer, buildAnswerer } from '../answering/answer.ts'
import { latestKnowledge } from '../knowledge/open.ts'
import type { Problem } from '../knowledge/problem.ts'

export type Latest = {
  /** The same value until the knowledge changes; undefined: the files have had problems ever since the first look. */
  answerer: Answerer | undefined
  /** Of the files as they are now; none: they are what is answered from. */
  problems: Problem[]
}

export function latestAnswerer(folders: readonly string[]): () => Promise<Latest> {
  const latest = latestKnowledge(folders)
  let good: Answerer | undefined

  async function look(): Promise<Latest> {
    const { knowledge, problems } = await latest()
    if (knowledge && knowledge !== good?.knowledge) good = buildAnswerer(knowledge)
    return { answerer: good, problems: knowledge ? [] : problems }
  }

  // One after the other: the second of two that ask at once finds what the first has read.
  let last: Promise<unknown> = Promise.resolve()
  return () => {
    const looking = last.then(look)
    last = looking.catch(() => undefined)
    return looking
  }
}
