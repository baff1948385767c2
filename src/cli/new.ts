/** `new`: writes a new entry, term, figure or source, with its first questions for the bank. */
import { text as readAll } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { parse } from 'yaml'
import type { Config } from '../config.ts'
import { showProblem } from '../knowledge/problem.ts'
import { confidence } from '../knowledge/schema/common.ts'
import { QUALIFIERS } from '../knowledge/schema/figures.ts'
import type { Among } from '../workbench/new-fields.ts'
import { addRecord, NEW_KINDS, type NewKind } from '../workbench/new-record.ts'
import { Refusal } from '../workbench/refusal.ts'
import { openWorkspace, type Workspace } from '../workbench/workspace.ts'
import { writeYaml } from '../workbench/yaml-writing.ts'
import { type Asking, askAgain, askForRecord } from './ask-record.ts'
import type { ExitCode, Output } from './output.ts'
import { GivenUp, openPrompt, type Prompt } from './prompt.ts'
import { HOW_OPTIONS, type How, refusedOr, settle } from './proposals.ts'

const USAGE = `Usage: new guidance|figure|term|source [--id ID] [--file FILE] [--ask "QUESTION"]… [--dry-run] [--json]
  asks for one field after another; where nobody sits at a terminal, the record comes in on standard input, as YAML or JSON
  --id ID      the new id
  --file FILE  the file of its topic inside the knowledge folder, such as guidance/reporting.yaml
  --ask        a question for the bank that must come back with it (may stand several times)
  --dry-run    shows the patch and writes nothing`

type Asked = { kind: NewKind; id: string | undefined; file: string | undefined; bank: string[]; how: How }

export type Terminal = {
  input: NodeJS.ReadableStream
  /** Where a person's typing shows; absent: nobody sits there. */
  echo?: NodeJS.WritableStream
}

export async function newRecord(args: string[], config: Config, output: Output, terminal: Terminal): Promise<ExitCode> {
  const asked = readArgs(args)
  if (typeof asked === 'string') {
    output.err(`${asked}\n${USAGE}`)
    return 2
  }
  const { kind, id, file, bank, how } = asked
  const today = config.today()
  if (terminal.echo) return interview(asked, config, output, openPrompt(terminal.input, terminal.echo))
  const make = async () => {
    const record = { ...(id === undefined ? {} : { id }), ...recordIn(await readAll(terminal.input)) }
    return addRecord(openWorkspace(config.knowledgeFolders), { kind, record, file, bank, today })
  }
  return settle(make, how, output)
}

function recordIn(text: string): Record<string, unknown> {
  let value: unknown
  try {
    value = parse(text)
  } catch (error) {
    throw new Refusal(`what came in is no YAML or JSON: ${error instanceof Error ? error.message : error}`)
  }
  const record = Array.isArray(value) && value.length === 1 ? value[0] : value
  if (typeof record === 'object' && record !== null && !Array.isArray(record)) return record as Record<string, unknown>
  throw new Refusal('one record is expected on standard input, with its fields as they stand in the file')
}

async function interview(asked: Asked, config: Config, output: Output, prompt: Prompt): Promise<ExitCode> {
  const { kind, how } = asked
  const today = config.today()
  const tell = (text: string): void => output.err(text)
  try {
    const workspace = await refusedOr(() => openWorkspace(config.knowledgeFolders), output)
    if (!workspace) return 1
    const before = workspace.checked().problems
    if (before.length > 0) {
      tell('The files have problems already; mend these first, or what you write cannot be checked:')
      for (const problem of before.slice(0, 5)) tell(showProblem(problem))
      return 1
    }
    const asking: Asking = { prompt, tell, idsOf: (among) => idsIn(workspace, among), asked: new Set() }
    const file = asked.file ?? (await askForFile(kind, workspace, asking))
    let record = await askForRecord(kind, asked.id === undefined ? {} : { id: asked.id }, today, asking)
    const bank = [...asked.bank, ...(kind === 'source' ? [] : await askForBank(asked.bank, asking))]
    for (;;) {
      const fresh = openWorkspace(config.knowledgeFolders)
      const proposal = await refusedOr(() => addRecord(fresh, { kind, record, file, bank, today }), output)
      if (!proposal) return 1
      tell(`\n${writeYaml([record])}`)
      for (const remark of proposal.remarks) tell(remark)
      if (proposal.problems.length === 0) {
        const answer = await prompt.line(
          how.dryRun
            ? 'Show it as a patch? (y, or the name of a field to change) '
            : 'Write it? (y, n, or c to change a field) ',
        )
        if (/^y(es)?$/i.test(answer)) {
          // Its remarks were told above.
          const code = await settle(() => ({ ...proposal, remarks: [] }), how, output)
          if (!how.dryRun && bank[0]) tell(`See it as people will: npm run try -- ${JSON.stringify(bank[0])}`)
          return code
        }
        if (/^n(o)?$/i.test(answer)) throw new GivenUp()
      } else {
        tell('The check would refuse this:')
        for (const { code, message } of proposal.problems) tell(`  ✗ ${code}  ${message}`)
      }
      record = structuredClone(record)
      if (!(await askAgain(kind, record, today, asking))) throw new GivenUp()
      // What a change makes necessary is asked for as well.
      record = await askForRecord(kind, record, today, asking)
    }
  } catch (error) {
    if (!(error instanceof GivenUp)) throw error
    tell('\nNothing was written.')
    return 1
  } finally {
    prompt.close()
  }
}

async function askForFile(kind: NewKind, workspace: Workspace, { prompt, tell }: Asking): Promise<string | undefined> {
  if (NEW_KINDS[kind].file) return undefined
  const paths = workspace.files(NEW_KINDS[kind].kind).map(({ path }) => path)
  tell(`Which file does it go into? One of these, or a new one:\n  ${paths.join('\n  ')}`)
  for (;;) {
    const typed = await prompt.line('  file: ', paths)
    const folder = NEW_KINDS[kind].kind
    const path = `${typed.includes('/') ? '' : `${folder}/`}${typed}${/\.ya?ml$/.test(typed) ? '' : '.yaml'}`
    if (new RegExp(`^${folder}/[a-z0-9-]+\\.yaml$`).test(path)) return path
    tell(`  ✗ write it like ${folder}/some-topic.yaml`)
  }
}

async function askForBank(given: readonly string[], { prompt, tell }: Asking): Promise<string[]> {
  tell(
    '\nQuestions for the bank: what people may ask and must get this for, in other words than above. Two or more, in both languages; an empty line ends the list.',
  )
  const asked: string[] = []
  for (;;) {
    const line = await prompt.line('  question: ')
    if (line !== '') asked.push(line)
    else if (given.length + asked.length > 0) return asked
    else tell('  ✗ at least one, or nobody will notice when it is not found any more')
  }
}

function idsIn(workspace: Workspace, among: Among): readonly string[] {
  const ids = (...kinds: Parameters<Workspace['files']>) =>
    workspace
      .files(...kinds)
      .flatMap(({ value }) => (Array.isArray(value) ? value.map((record) => String(record?.id)) : []))
  switch (among) {
    case 'sources':
      return ids('sources')
    case 'entries':
      return ids('guidance', 'glossary')
    case 'qualifiers':
      return QUALIFIERS
    case 'confidences':
      return confidence.options
    case 'languages':
      return ['en', 'zh']
    case 'tiers':
      return ['core', 'detail']
    default: {
      const concepts = workspace.files('concepts').at(-1)?.value as Record<string, { id: string }[]> | undefined
      return concepts?.[among]?.map(({ id }) => id) ?? []
    }
  }
}

function readArgs(args: string[]): Asked | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        id: { type: 'string' },
        file: { type: 'string' },
        ask: { type: 'string', multiple: true },
        ...HOW_OPTIONS,
      },
    })
    const [kind = '', ...more] = positionals
    if (!Object.hasOwn(NEW_KINDS, kind) || more.length > 0) return 'Say what is new: guidance, figure, term or source.'
    return {
      kind: kind as NewKind,
      id: values.id,
      file: values.file,
      bank: values.ask ?? [],
      how: { dryRun: values['dry-run'] ?? false, json: values.json ?? false },
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
