/** `edited`: which texts were changed in one language only, and what that means for the other. */
import { parseArgs } from 'node:util'
import type { Config } from '../config.ts'
import {
  decideEdit,
  EDIT_KINDS,
  type EditKind,
  isUnfollowed,
  recordTranslations,
  type Translated,
  translations,
  unfollowedInWords,
} from '../workbench/translations.ts'
import { openWorkspace } from '../workbench/workspace.ts'
import type { ExitCode, Output } from './output.ts'
import { HOW_OPTIONS, type How, refusedOr, settle } from './proposals.ts'

const USAGE = `Usage: edited [--json]
       edited --record
       edited ID typo|content|meaning
  without arguments: entries, terms and figures whose text was changed in one language only
  --record   writes down as said the same what was changed in both languages, or is new
  typo       the other language needs nothing
  content    the other language says less now; it is to follow
  meaning    the other language says what does not hold any more: it is to follow, and readers are told until it does
  --dry-run  shows the patch and writes nothing`

type Asked = { id: string | undefined; kind: EditKind | undefined; record: boolean; how: How }

export async function edited(args: string[], config: Config, output: Output): Promise<ExitCode> {
  const asked = readArgs(args)
  if (typeof asked === 'string') {
    output.err(`${asked}\n${USAGE}`)
    return 2
  }
  const { id, kind, record, how } = asked
  const open = () => openWorkspace(config.knowledgeFolders)
  if (record) return settle(() => recordTranslations(open()), how, output)
  if (id !== undefined && kind) return settle(() => decideEdit(open(), id, kind, config.today()), how, output)
  const found = await refusedOr(() => translations(open()), output)
  return found ? list(found, how.json, output) : 1
}

function list(found: readonly Translated[], json: boolean, output: Output): ExitCode {
  const unfollowed = found.filter(isUnfollowed)
  const undecided = unfollowed.filter(({ state }) => state === 'undecided')
  const behind = unfollowed.filter(({ state }) => state === 'behind')
  const unrecorded = found.filter(({ state }) => state === 'new' || state === 'changed')
  if (json) {
    const shown = [...undecided, ...behind, ...unrecorded].map(({ file, index: _, ...one }) => ({
      ...one,
      file: file.path,
    }))
    output.out(JSON.stringify(shown, null, 2))
  } else {
    for (const one of [...undecided, ...behind]) output.out(`${one.id}  ${unfollowedInWords(one)}  (${one.file.path})`)
    if (undecided.length > 0) output.err('Say what the edit was: npm run edited -- ID typo, content or meaning.')
    if (unrecorded.length > 0)
      output.err(`${unrecorded.length} new or changed in both languages: npm run edited -- --record writes them down.`)
    if (undecided.length + behind.length + unrecorded.length === 0) output.err('Both languages say the same.')
  }
  return undecided.length === 0 ? 0 : 1
}

function readArgs(args: string[]): Asked | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { record: { type: 'boolean' }, ...HOW_OPTIONS },
    })
    const [id, kind, ...more] = positionals
    const record = values.record ?? false
    if (more.length > 0 || (record && id !== undefined)) return 'Name one id and what the edit was, or nothing.'
    if (id !== undefined && !EDIT_KINDS.includes(kind as EditKind))
      return `Say what the edit of "${id}" was: ${EDIT_KINDS.join(', ')}.`
    const how = { dryRun: values['dry-run'] ?? false, json: values.json ?? false }
    return { id, kind: kind as EditKind | undefined, record, how }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
