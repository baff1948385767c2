/** The YAML files of a knowledge folder. */
import { readdirSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from './problem.ts'
import type { ProblemCode } from './problem-codes.ts'

/**
 * Paths in a fixed order. Links are followed, since a mounted configuration consists of them; names that begin with a dot are passed over, as
 * editors leave them. What cannot be read is a problem, not an exception.
 */
export function knowledgeFiles(root: string, problems: Problem[]): string[] {
  const tell = (file: string, code: ProblemCode, message: string): void =>
    void problems.push({ code, message, file, line: 1, column: 1 })
  const files: string[] = []

  /** @param above the real paths of the folders that hold this one */
  function walk(folder: string, above: readonly string[]): void {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.name.startsWith('.')) continue
      try {
        const kind = entry.isSymbolicLink() ? statSync(path) : entry
        if (kind.isDirectory()) {
          const real = realpathSync(path)
          if (above.includes(real)) tell(path, 'folder-loop', `is a link back to ${real}, which holds it; remove it`)
          else walk(path, [...above, real])
        } else if (kind.isFile() && YAML_FILE.test(entry.name)) files.push(path)
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException
        // A link to itself or in a circle of links.
        if (code === 'ELOOP') tell(path, 'folder-loop', 'is a link that leads back to itself; remove it')
        else if (YAML_FILE.test(entry.name) || !entry.isSymbolicLink())
          tell(path, 'unreadable-file', `cannot be read (${code})`)
      }
    }
  }

  try {
    walk(root, [realpathSync(root)])
  } catch (error) {
    tell(
      root,
      'no-folder',
      `cannot read the knowledge folder (${(error as NodeJS.ErrnoException).code}); is KNOWLEDGE_DIR right?`,
    )
  }
  return files.sort()
}

/** In any case of letters, so that `Sources.YAML` is told of instead of passed over. */
const YAML_FILE = /\.ya?ml$/i

/** Files that measure the bot and that no answer needs, by their path inside the knowledge folder. */
export const isBank = (path: string): boolean => path.startsWith('questions/')
