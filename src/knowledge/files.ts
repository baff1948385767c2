/** The YAML files of a knowledge folder. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from './problem.ts'

/** Paths in a fixed order; a folder that cannot be read is a problem, not an exception. */
export function knowledgeFiles(root: string, problems: Problem[]): string[] {
  try {
    return readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
  } catch (error) {
    problems.push({
      code: 'no-folder',
      message: `cannot read the knowledge folder (${(error as NodeJS.ErrnoException).code}); is KNOWLEDGE_DIR right?`,
      file: root,
      line: 1,
      column: 1,
    })
    return []
  }
}

/** Files that measure the bot and that no answer needs, by their path inside the knowledge folder. */
export const isBank = (path: string): boolean => path.startsWith('questions/')
