/** `check --fix`: everything that a program can put right, put right in the files. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Problem } from '../knowledge/problem.ts'
import { type FileChange, writeChanges } from './file-changes.ts'
import { fixed } from './fixes.ts'

/** One mend may bring the next to light, as behind a tab; none needs more rounds than this. */
const MOST_ROUNDS = 5

export type Fixed = { file: string; count: number }[]

/**
 * Writes the files that change, all of them or, with an error, none.
 * @param find everything that is wrong with the files as they are now
 */
export function fixAll(folders: readonly string[], find: () => readonly Problem[]): Fixed {
  const counts = new Map<string, number>()
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const changes: FileChange[] = []
    for (const [file, problems] of Map.groupBy(find(), (problem) => problem.file)) {
      const change = fixFile(file, problems, folders)
      if (!change) continue
      changes.push(change)
      counts.set(file, (counts.get(file) ?? 0) + change.count)
    }
    if (changes.length === 0) break
    writeChanges(changes)
  }
  return [...counts].map(([file, count]) => ({ file, count }))
}

function fixFile(
  shown: string,
  problems: readonly Problem[],
  folders: readonly string[],
): (FileChange & { count: number }) | undefined {
  const file = resolve(shown)
  let before: string
  try {
    before = readFileSync(file, 'utf8')
  } catch {
    // It is told of as unreadable.
    return undefined
  }
  // From the end to the beginning: what was found further up stays where it was. Order, which moves lines, comes last.
  const inTurn = problems.toSorted(
    (a, b) =>
      Number(a.code === 'field-order') - Number(b.code === 'field-order') || b.line - a.line || b.column - a.column,
  )
  let after = before
  let count = 0
  for (const problem of inTurn) {
    const better = fixed(after, problem, folders)
    if (better === undefined) continue
    after = better
    count++
  }
  return after === before ? undefined : { file, before, after, count }
}
