/** The texts of all files of the knowledge folders, and what keeps any of them from being read. */
import { relative } from 'node:path'
import { isBank, knowledgeFiles } from './files.ts'
import type { Problem } from './problem.ts'
import type { KnowledgeFile } from './read-records.ts'
import { readText } from './read-text.ts'

/** `folder`: index of its knowledge folder; not `isSound`: its text is there to be shown, not to be read. */
export type FolderFile = KnowledgeFile & { folder: number; isSound: boolean }

export type Folders = { files: FolderFile[]; problems: Problem[] }

/** @param options.bank whether to read the question bank as well */
export function readFolders(folders: readonly string[], { bank = true } = {}): Folders {
  const problems: Problem[] = []
  const files = folders.flatMap((root, folder) =>
    knowledgeFiles(root, problems).flatMap((file): FolderFile[] => {
      const path = relative(root, file).replaceAll('\\', '/')
      if (!bank && isBank(path)) return []
      const shown = relative(process.cwd(), file)
      const { text, problems: unreadable } = readText(file, shown)
      problems.push(...unreadable)
      return text === undefined ? [] : [{ folder, path, shown, text, isSound: unreadable.length === 0 }]
    }),
  )
  return { files, problems }
}
