/** A member of staff at the workbench: a knowledge folder of their own, and commands run over it as the command line runs them. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { ExitCode, Output } from '../../src/cli/output.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { type Files, goodBase } from '../knowledge/good-base.ts'

export const TODAY = '2026-11-25'

/** Gone when the test is over. */
export function knowledgeFolder(files: Files = goodBase()): string {
  const folder = mkdtempSync(join(tmpdir(), 'staff-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

/** Every file of the folder with its text. */
export const filesIn = (folder: string): Files =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [file.slice(folder.length + 1), readFileSync(file, 'utf8')]),
  )

/** Files whose text differs, or that are new. */
export const changedFiles = (before: Files, after: Files): string[] =>
  Object.keys({ ...before, ...after }).filter((path) => before[path] !== after[path])

export type Ran = { code: ExitCode; out: string; err: string }

type Command = (config: Config, output: Output) => ExitCode | Promise<ExitCode>

export const run = (command: Command, ...folders: string[]): Promise<Ran> => runWith({}, command, ...folders)

/** With more in the environment than the knowledge folders and the day. */
export async function runWith(env: NodeJS.ProcessEnv, command: Command, ...folders: string[]): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []]
  const config = readConfig({ KNOWLEDGE_DIR: folders.join(':'), NOW: TODAY, ...env })
  const code = await command(config, { out: (text) => out.push(text), err: (text) => err.push(text) })
  return { code, out: out.join('\n'), err: err.join('\n') }
}
