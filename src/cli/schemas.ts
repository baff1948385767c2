/** `schemas`: the JSON Schemas that editors complete and check the knowledge files with, written from the zod shapes. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { jsonSchemas } from '../knowledge/schema/json-schema.ts'
import type { ExitCode, Output } from './output.ts'

export function schemas(_args: string[], config: Config, { err }: Output): ExitCode {
  const folder = join(config.knowledgeFolders[0] ?? 'knowledge', 'schemas')
  mkdirSync(folder, { recursive: true })
  const files = jsonSchemas()
  for (const [name, text] of files) writeFileSync(join(folder, name), text)
  err(`${files.size} schemas written to ${folder}.`)
  return 0
}
