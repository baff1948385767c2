/** `retire`: takes an entry, a term or a figure out, and leads everything that named it on to its successor. */
import { parseArgs } from 'node:util'
import type { Config } from '../config.ts'
import { retire } from '../workbench/retire.ts'
import { openWorkspace } from '../workbench/workspace.ts'
import type { ExitCode, Output } from './output.ts'
import { HOW_OPTIONS, settle } from './proposals.ts'

const USAGE = `Usage: retire ID --for SUCCESSOR [--phrasings] [--dry-run] [--json]
  --for SUCCESSOR  what answers in its place from now on; old buttons and links lead there
  --phrasings      hands its title and example questions on as well
  --dry-run        shows the patch and writes nothing`

export async function retireEntry(args: string[], config: Config, output: Output): Promise<ExitCode> {
  const asked = readArgs(args)
  if (typeof asked === 'string') {
    output.err(`${asked}\n${USAGE}`)
    return 2
  }
  const { id, successor, phrasings, how } = asked
  const make = () => retire(openWorkspace(config.knowledgeFolders), { id, successor, phrasings, today: config.today() })
  return settle(make, how, output)
}

function readArgs(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { for: { type: 'string' }, phrasings: { type: 'boolean' }, ...HOW_OPTIONS },
    })
    const [id, ...more] = positionals
    if (id === undefined || more.length > 0) return 'Name the one id to retire.'
    if (values.for === undefined) return `Say what takes the place of "${id}": --for SUCCESSOR`
    return {
      id,
      successor: values.for,
      phrasings: values.phrasings ?? false,
      how: { dryRun: values['dry-run'] ?? false, json: values.json ?? false },
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
