/** `upkeep`: what waits for staff, as text, as a Markdown digest, as a calendar or as JSON. */
import { parseArgs, styleText } from 'node:util'
import type { Config } from '../config.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { type Translated, translations } from '../workbench/translations.ts'
import { type Readers, upkeep as upkeepOf } from '../workbench/upkeep.ts'
import { openWorkspace } from '../workbench/workspace.ts'
import { writeCalendar } from './calendar.ts'
import { tellProblems } from './knowledge.ts'
import type { ExitCode, Output } from './output.ts'
import { refusedOr } from './proposals.ts'
import { readStore } from './store.ts'
import { digest } from './upkeep-digest.ts'
import { upkeepEvents } from './upkeep-events.ts'
import { type Item, type Section, sectionsOf } from './upkeep-sections.ts'

const FORMATS = ['text', 'markdown', 'ics', 'json'] as const

const USAGE = `Usage: upkeep [--format text|markdown|ics|json] [--ahead DAYS]
  --format markdown  a digest for an issue or a mail
  --format ics       every day that something is due on, for a calendar
  --format json      for programs; --json is the same
  --ahead DAYS       also what is due within so many days (30)
Exit code: 0 the report was made, 1 it could not be, 2 called wrongly.`

type Options = { format: (typeof FORMATS)[number]; ahead: number }

export async function upkeep(args: string[], config: Config, output: Output): Promise<ExitCode> {
  const options = readOptions(args)
  if (typeof options === 'string') {
    output.err(`${options}\n${USAGE}`)
    return 2
  }
  const { format, ahead } = options
  const { knowledgeFolders: folders } = config
  const { draft, problems } = loadKnowledge(folders)
  if (problems.length > 0) {
    tellProblems(problems, output)
    return 1
  }
  const followed = await refusedOr((): Translated[] => translations(openWorkspace(folders)), output)
  if (!followed) return 1
  const readers = format === 'ics' ? undefined : await whatReadersDid(config, output)
  const found = upkeepOf({ draft, folders, translations: followed, readers })
  const today = config.today()
  switch (format) {
    case 'json':
      output.out(JSON.stringify({ today, ...found, votes: found.votes ?? null, unused: found.unused ?? null }, null, 2))
      break
    case 'ics':
      output.out(writeCalendar('Upkeep of the knowledge base', upkeepEvents(found), today).replace(/\n$/, ''))
      break
    case 'markdown':
      output.out(digest(sectionsOf(found, today, ahead), today))
      break
    case 'text':
      print(sectionsOf(found, today, ahead), output)
  }
  return 0
}

async function whatReadersDid(config: Config, output: Output): Promise<Readers | undefined> {
  const readers = await readStore(config, async ({ votes, answers }) => ({
    votes: await votes.tally(),
    uses: await answers.uses(),
  }))
  if (!readers) output.err('No bot has kept anything in the store yet: votes and unused entries are left out.')
  else if (readers.uses.length === 0) output.err('The store knows of no answer yet: unused entries are left out.')
  return readers
}

function print(sections: readonly Section[], { out, err, colour = false }: Output): void {
  const paint = (style: 'bold' | 'red', text: string): string =>
    colour ? styleText(style, text, { validateStream: false }) : text
  for (const { title, items, long = false } of sections) {
    out(`${paint('bold', `${title} (${items.length})`)}`)
    if (long) for (const [file, ids] of byFile(items)) out(`  ${file}: ${ids.join(', ')}`)
    else
      for (const { id, says, urgent, at } of items) {
        const what = says === '' ? '' : `  ${urgent ? paint('red', says) : says}`
        out(`  ${id}${what}  (${at})`)
      }
    out('')
  }
  if (sections.length === 0) err('Nothing waits for you.')
}

function byFile(items: readonly Item[]): Map<string, string[]> {
  const files = Map.groupBy(items, ({ at }) => at.replace(/:\d+$/, ''))
  return new Map([...files].map(([file, those]) => [file, those.map(({ id }) => id)]))
}

function readOptions(args: string[]): Options | string {
  try {
    const { values } = parseArgs({
      args,
      options: {
        json: { type: 'boolean' },
        format: { type: 'string', default: 'text' },
        ahead: { type: 'string', default: '30' },
      },
    })
    const format = values.json ? 'json' : FORMATS.find((name) => name === values.format)
    if (!format) return `--format takes ${FORMATS.join(', ')}.`
    return /^\d{1,4}$/.test(values.ahead) ? { format, ahead: Number(values.ahead) } : '--ahead takes a number of days.'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
