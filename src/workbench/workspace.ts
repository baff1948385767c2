/**
 * The knowledge folders as a place to work in: records are found by id, edits are gathered, checked as if they were written,
 * and then written all together or not at all.
 */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { knowledgeFiles } from '../knowledge/files.ts'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { didYouMean } from '../knowledge/nearest.ts'
import type { Problem } from '../knowledge/problem.ts'
import { type FileKind, kindOf } from '../knowledge/schema/index.ts'
import { readYaml } from '../knowledge/yaml.ts'
import { editYaml, type YamlEdit } from './edit-yaml.ts'
import type { FileChange } from './file-changes.ts'
import { Refusal } from './refusal.ts'

export type KnowledgeFile = {
  /** As the file system knows it. */
  file: string
  folder: string
  /** Inside its knowledge folder, with `/`. */
  path: string
  kind: FileKind
  text: string
  /** As it is written; records that do not have their shape are among them. */
  value: unknown
}

export type Place = { file: KnowledgeFile; index: number; record: Record<string, unknown> }

export type Workspace = {
  readonly folders: readonly string[]
  files(...kinds: FileKind[]): KnowledgeFile[]
  /** The record with this id as the bot sees it: of the last folder that has it. */
  find(id: string, ...kinds: FileKind[]): Place | undefined
  /** Makes edits in a file, named by its path inside the folder; one that is not there yet begins with the line that helps editors. Throws a `YamlEditError`. */
  edit(target: string | Pick<KnowledgeFile, 'file'>, ...edits: YamlEdit[]): void
  /** Puts another text in the place of a file that nobody edits by hand. */
  write(folder: string, path: string, text: string): void
  changes(): FileChange[]
  /** What `check` would say, and the knowledge if it says nothing, if the changes were written. */
  checked(): { problems: Problem[]; knowledge: KnowledgeBase | undefined }
}

/** Throws with the first problem of a file that is no YAML: nothing can be edited there. */
export function openWorkspace(folders: readonly string[]): Workspace {
  const files = folders.flatMap((folder) => readFiles(folder))
  const before = new Map(files.map(({ file, text }) => [file, text]))

  let checked: ReturnType<Workspace['checked']> | undefined

  function put(old: KnowledgeFile, text: string): void {
    const index = files.indexOf(old)
    files.splice(index === -1 ? files.length : index, 1, { ...old, text, value: readYaml(old.file, text).value })
    checked = undefined
  }

  const of = (...kinds: FileKind[]): KnowledgeFile[] =>
    files.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))

  const changes = (): FileChange[] =>
    files
      .filter(({ file, text }) => before.get(file) !== text)
      .map(({ file, text }) => ({ file, before: before.get(file), after: text }))

  return {
    folders,
    files: of,
    changes,
    find(id, ...kinds) {
      for (const file of of(...kinds).reverse()) {
        if (!Array.isArray(file.value)) continue
        const index = file.value.findIndex((record) => record?.id === id)
        if (index !== -1) return { file, index, record: file.value[index] }
      }
      return undefined
    },
    edit(target, ...edits) {
      const isTarget = ({ file, path }: KnowledgeFile): boolean =>
        typeof target === 'string' ? path === target : file === target.file
      const old = files.findLast(isTarget) ?? begun(String(target), folders)
      put(old, editYaml(old.text, ...edits))
    },
    write(folder, path, text) {
      put(files.find((one) => one.folder === folder && one.path === path) ?? begun(path, [folder]), text)
    },
    checked() {
      checked ??= checkedWith(folders, changes())
      return checked
    },
  }
}

function readFiles(folder: string): KnowledgeFile[] {
  const unreadable: Problem[] = []
  const files = knowledgeFiles(folder, unreadable).flatMap((file): KnowledgeFile[] => {
    const path = relative(folder, file).replaceAll('\\', '/')
    const kind = kindOf(path)
    if (!kind) return []
    const text = readFileSync(file, 'utf8')
    const { value, problems } = readYaml(relative(process.cwd(), file), text)
    unreadable.push(...problems)
    return [{ file, folder, path, kind, text, value }]
  })
  const [first] = unreadable
  if (first) throw new Refusal(`${first.file}:${first.line}: ${first.message}; npm run check shows all problems`)
  return files
}

/** A file that is not there yet, with the line that helps editors. */
function begun(path: string, folders: readonly string[]): KnowledgeFile {
  const [kind, folder] = [kindOf(path), folders.at(-1)]
  if (!kind || folder === undefined) throw new Refusal(`a knowledge file cannot be called "${path}"`)
  const schemas = `${path.includes('/') ? '../' : ''}schemas`
  const text = `# yaml-language-server: $schema=${schemas}/${kind}.schema.json\n`
  return { file: join(folder, path), folder, path, kind, text, value: undefined }
}

/** "; did you mean …?", among the ids of these kinds. */
export const nearestTo = (id: string, workspace: Workspace, ...kinds: FileKind[]): string =>
  didYouMean(
    id,
    workspace
      .files(...kinds)
      .flatMap(({ value }) => (Array.isArray(value) ? value.flatMap((record) => record?.id ?? []) : [])),
  )

/** Loads a copy of the folders that has the changes in it; problems name the files that they are about. */
function checkedWith(folders: readonly string[], changes: readonly FileChange[]): ReturnType<Workspace['checked']> {
  const scratch = mkdtempSync(join(tmpdir(), 'online-crime-bot-'))
  try {
    const copies = folders.map((_, index) => join(scratch, String(index)))
    for (const [index, folder] of folders.entries()) {
      const copy = (file: string): string => join(copies[index] ?? scratch, relative(resolve(folder), resolve(file)))
      mkdirSync(copies[index] ?? scratch, { recursive: true })
      for (const file of knowledgeFiles(folder, [])) {
        mkdirSync(dirname(copy(file)), { recursive: true })
        copyFileSync(file, copy(file))
      }
      for (const { file, after } of changes) {
        if (relative(resolve(folder), resolve(file)).startsWith('..')) continue
        mkdirSync(dirname(copy(file)), { recursive: true })
        writeFileSync(copy(file), after)
      }
    }
    const { problems, knowledge } = loadKnowledge(copies)
    return { knowledge, problems: problems.map((problem) => ({ ...problem, file: original(problem.file) })) }

    function original(file: string): string {
      for (const [index, copy] of copies.entries()) {
        const inside = relative(copy, resolve(file))
        if (!inside.startsWith('..')) return relative(process.cwd(), join(folders[index] ?? '', inside))
      }
      return file
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
