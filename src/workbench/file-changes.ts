/** Changes to files as one value: shown as a patch, written whole or not at all. */
import { chmodSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { createTwoFilesPatch } from 'diff'

/** `before` is undefined for a file that is not there yet. */
export type FileChange = { file: string; before: string | undefined; after: string }

/** A patch as `git apply` takes it, with paths as seen from `root`. */
export function patchOf(changes: readonly FileChange[], root = process.cwd()): string {
  return changes
    .map(({ file, before, after }) => {
      const path = relative(root, file).replaceAll('\\', '/')
      const old = before === undefined ? '/dev/null' : `a/${path}`
      const patch = createTwoFilesPatch(old, `b/${path}`, before ?? '', after, undefined, undefined, { context: 3 })
      return `diff --git a/${path} b/${path}\n${before === undefined ? 'new file mode 100644\n' : ''}${patch.replace(/^=+\n/, '').replace(/^(---|\+\+\+) (\S+)\t$/gm, '$1 $2')}`
    })
    .join('')
}

/**
 * Writes every file beside its place first and then puts all in place, so that nobody ever reads half of one.
 * Throws, with everything as it was, when a file has been changed by somebody else in the meantime or cannot be written.
 */
export function writeChanges(changes: readonly FileChange[]): void {
  const drafts: { draft: string; target: string; change: FileChange }[] = []
  const placed: typeof drafts = []
  try {
    for (const change of changes) {
      const { file, before, after } = change
      if (read(file) !== before)
        throw new Error(`${relative(process.cwd(), file)} was changed in the meantime; nothing was written, try again`)
      mkdirSync(dirname(file), { recursive: true })
      // A link stays a link.
      const target = before === undefined ? file : realpathSync(file)
      const draft = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`)
      drafts.push({ draft, target, change })
      writeFileSync(draft, after, { flag: 'wx' })
      if (before !== undefined) chmodSync(draft, statSync(target).mode)
    }
    for (const one of drafts) {
      renameSync(one.draft, one.target)
      placed.push(one)
    }
  } catch (error) {
    for (const { draft } of drafts) rmSync(draft, { force: true })
    for (const { target, change } of placed) {
      if (change.before === undefined) rmSync(target, { force: true })
      else writeFileSync(target, change.before)
    }
    throw error
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
