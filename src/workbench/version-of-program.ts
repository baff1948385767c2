/** Changes with any byte of the program that finds and judges, adapters included, and with the engine that runs it. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { hashOfProgram } from '../knowledge/cache.ts'

export function versionOfProgram(): string {
  version ??= `${process.version} ${hashOfProgram(['src', 'adapters'].flatMap((name) => withFoldersInside(join(ROOT, name))))}`
  return version
}

let version: string | undefined

const ROOT = join(import.meta.dirname, '../..')

const withFoldersInside = (folder: string): string[] => [
  folder,
  ...readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name)),
]
