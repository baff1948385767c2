/** `gaps`: what people asked and found no answer to, and what to add so that the next ones do. */
import { parseArgs, styleText } from 'node:util'
import { buildAnswerer } from '../answering/answer.ts'
import type { Config } from '../config.ts'
import { addPhrasing, addStub } from '../workbench/fill-gap.ts'
import { findGaps, type Gap, type Gaps, gapNamed } from '../workbench/gaps.ts'
import { openWorkspace } from '../workbench/workspace.ts'
import { knowledgeOrProblems } from './knowledge.ts'
import type { ExitCode, Output } from './output.ts'
import { HOW_OPTIONS, type How, settle } from './proposals.ts'
import { readStore } from './store.ts'

const USAGE = `Usage: gaps [--most N] [--json]
       gaps --add KEY [--to ID] [--phrase "…"] [--ask "…"] [--dry-run] [--json]
       gaps --add KEY --stub ID --file guidance/FILE.yaml [--ask "…"] [--dry-run] [--json]
  --most N    shows the N most asked (20)
  --add KEY   adds the phrase to the nearest entry, and the question to the bank
  --to ID     to another entry;  --phrase, --ask: in other words
  --stub ID   begins a new entry for it that somebody is to write; nobody is answered with it before
  --dry-run   shows the patch and writes nothing`

type Filling = { key: string; to?: string; phrase?: string; ask?: string; stub?: { id: string; file: string } }
type Asked = { most: number; filling: Filling | undefined; how: How }

export async function gaps(args: string[], config: Config, output: Output): Promise<ExitCode> {
  const asked = readArgs(args)
  if (typeof asked === 'string') {
    output.err(`${asked}\n${USAGE}`)
    return 2
  }
  const { most, filling, how } = asked
  const knowledge = await knowledgeOrProblems(config, output)
  if (!knowledge) return 1
  const groups = await readStore(config, ({ unanswered }) => unanswered.list())
  const found = findGaps(groups ?? [], buildAnswerer(knowledge), config.today())
  if (filling) return settle(() => fill(filling, found, config), how, output)
  if (how.json) output.out(JSON.stringify(found, null, 2))
  else print(found, most, output)
  if (!groups?.length && config.unansweredDays === 0)
    output.err('Questions without an answer are kept only where KEEP_UNANSWERED says for how many days.')
  return 0
}

function fill({ key, stub, ...chosen }: Filling, found: Gaps, config: Config) {
  const gap = gapNamed(key, found)
  const workspace = openWorkspace(config.knowledgeFolders)
  return stub
    ? addStub(workspace, { gap, ...stub, ask: chosen.ask })
    : addPhrasing(workspace, { gap, ...chosen, today: config.today() })
}

function print({ gaps, answered }: Gaps, most: number, { out, err, colour = false }: Output): void {
  const bold = (text: string): string => (colour ? styleText('bold', text, { validateStream: false }) : text)
  for (const gap of gaps.slice(0, most)) out(`${inText(gap, bold)}\n`)
  if (gaps.length > most) err(`… and ${gaps.length - most} more: --most ${gaps.length} shows all.`)
  if (answered > 0) err(`${answered} found no answer when they were asked, and find one now.`)
  err(gaps.length === 0 ? 'No question is without an answer.' : 'Add what is missing: npm run gaps -- --add KEY')
}

const MOST_WORDINGS = 5

function inText({ key, count, last, reason, wordings, nearest, phrase }: Gap, bold: (text: string) => string): string {
  const [first, ...others] = wordings
  const shown = others.slice(0, MOST_WORDINGS)
  return [
    `${key}  ${count}×  ${bold(first?.text ?? '')}  (${reason}, last on ${last})`,
    ...shown.map(({ text, count: times }) => `        ${times}×  ${text}`),
    ...(others.length > shown.length ? [`        … and in ${others.length - shown.length} more wordings`] : []),
    `        nearest: ${nearestInWords(nearest)}`,
    ...(phrase === null || nearest?.kind === 'figure' ? [] : [`        add:     ${phrase}`]),
  ].join('\n')
}

function nearestInWords(nearest: Gap['nearest']): string {
  if (!nearest) return 'nothing; it needs an entry of its own (--stub)'
  const { kind, id, title } = nearest
  return kind === 'guidance' ? `${id} "${title}" (${nearest.probability.toFixed(2)})` : `the figure ${id} "${title}"`
}

function readArgs(args: string[]): Asked | string {
  try {
    const text = { type: 'string' } as const
    const { values } = parseArgs({
      args,
      options: {
        ...{ most: { type: 'string', default: '20' }, add: text, to: text, phrase: text, ask: text },
        ...{ stub: text, file: text, ...HOW_OPTIONS },
      },
    })
    const { add: key, stub, file, most, json = false, 'dry-run': dryRun = false, ...chosen } = values
    if (!/^\d{1,6}$/.test(most)) return '--most takes a number.'
    const how = { dryRun, json }
    if (key === undefined) {
      const stray = [
        ...Object.keys(chosen),
        ...(stub === undefined ? [] : ['stub']),
        ...(file === undefined ? [] : ['file']),
      ]
      return stray.length > 0 || dryRun ? 'Say which gap: --add KEY.' : { most: Number(most), filling: undefined, how }
    }
    if ((stub === undefined) !== (file === undefined)) return 'A stub needs both: --stub ID --file guidance/FILE.yaml'
    if (stub !== undefined && (chosen.to !== undefined || chosen.phrase !== undefined))
      return 'A stub takes neither --to nor --phrase.'
    const begun = stub !== undefined && file !== undefined ? { stub: { id: stub, file } } : {}
    return { most: Number(most), filling: { key, ...chosen, ...begun }, how }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
