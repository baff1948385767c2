/** `settings`: what the admins of groups and servers set, out of the store as YAML and in again. */
import { readFileSync, writeFileSync } from 'node:fs'
import type { Config } from '../config.ts'
import type { ExitCode, Output } from './output.ts'
import { readSettingsFile, writeSettingsFile } from './settings-file.ts'
import { whoever, withStore } from './store.ts'

const USAGE = `Usage: settings export [FILE]   to the file, or to standard output
       settings import FILE     places of the file replace those of the store; others stay`

export async function settings(args: string[], config: Config, output: Output): Promise<ExitCode> {
  const [command, file, ...more] = args
  if (more.length === 0 && command === 'export') return exportTo(file, config, output)
  if (more.length === 0 && command === 'import' && file !== undefined) return importFrom(file, config, output)
  output.err(USAGE)
  return 2
}

async function exportTo(file: string | undefined, config: Config, { out, err }: Output): Promise<ExitCode> {
  const [text, places] = await withStore(config, async ({ settings, fingerprint }) => {
    const saved = await settings.all()
    return [writeSettingsFile(saved, fingerprint), saved.length] as const
  })
  if (file === undefined) out(text.trimEnd())
  // Topics and channels stand in it by the platform's ids.
  else writeFileSync(file, text, { mode: 0o600 })
  err(`${places} ${places === 1 ? 'place' : 'places'} exported.`)
  return 0
}

async function importFrom(file: string, config: Config, { out, err }: Output): Promise<ExitCode> {
  const text = readFileSync(file, 'utf8')
  return withStore(config, async ({ settings, fingerprint }) => {
    const { places, problems } = readSettingsFile(text, fingerprint)
    if (problems.length > 0) {
      for (const { line, message } of problems) err(`${file}:${line}  ${message}`)
      err('Nothing was imported.')
      return 1
    }
    await settings.restore(places, whoever())
    out(`${places.length} ${places.length === 1 ? 'place' : 'places'} imported.`)
    return 0
  })
}
