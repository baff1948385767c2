/** `check`: everything that is wrong with the knowledge base, and what a person should look at. */
import { parseArgs, styleText } from 'node:util'
import type { Config } from '../config.ts'
import { showProblem } from '../knowledge/problem.ts'
import { watchFolders } from '../knowledge/watch.ts'
import { checkKnowledge, problemsOfForm } from '../workbench/check.ts'
import type { Checked, Finding } from '../workbench/findings.ts'
import { fixAll } from '../workbench/fix.ts'
import type { Previews } from '../workbench/try.ts'
import { annotation } from './github.ts'
import type { ExitCode, Output } from './output.ts'

const FORMATS = ['text', 'json', 'github'] as const

const USAGE = `Usage: check [--fix] [--format text|json|github] [--watch]
  --fix             first puts right what a program can: spaces, quotes, order; nothing that a file says changes by it
  --format json     for programs; --json is the same
  --format github   as annotations on a pull request
  --watch           checks again after every save, until it is stopped
Exit code: 0 no problems (there may be remarks), 1 problems, 2 called wrongly.`

type Options = { format: (typeof FORMATS)[number]; fix: boolean; watch: boolean }

/** @param stop ends `--watch`; absent: the end of the process does */
export async function check(
  args: string[],
  config: Config,
  output: Output,
  previews: Previews,
  stop?: AbortSignal,
): Promise<ExitCode> {
  const options = readOptions(args)
  if (typeof options === 'string') {
    output.err(`${options}\n${USAGE}`)
    return 2
  }
  const once = (): ExitCode => {
    if (options.fix) fix(config, output)
    const checked = checkKnowledge(config.knowledgeFolders, config.today(), previews)
    print(checked, options.format, output)
    return checked.problems.length === 0 ? 0 : 1
  }
  if (!options.watch) return once()
  return watched(once, config.knowledgeFolders, output, stop)
}

function fix(config: Config, output: Output): void {
  const folders = config.knowledgeFolders
  for (const { file, count } of fixAll(folders, () => problemsOfForm(folders, config.today())))
    output.err(`Put right in ${file}: ${count} ${count === 1 ? 'place' : 'places'}.`)
}

function readOptions(args: string[]): Options | string {
  try {
    const { values } = parseArgs({
      args,
      options: {
        json: { type: 'boolean' },
        format: { type: 'string', default: 'text' },
        fix: { type: 'boolean', default: false },
        watch: { type: 'boolean', default: false },
      },
    })
    const format = values.json ? 'json' : FORMATS.find((name) => name === values.format)
    return format ? { format, fix: values.fix, watch: values.watch } : `--format takes ${FORMATS.join(', ')}.`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Checks now and after every save. What is on disk in the middle of a save may be broken, and is checked again when it is whole. */
async function watched(
  once: () => ExitCode,
  folders: readonly string[],
  output: Output,
  stop: AbortSignal | undefined,
): Promise<ExitCode> {
  const { promise: stopped, resolve } = Promise.withResolvers<void>()
  let last: ExitCode = 0
  const round = (): void => {
    last = once()
    output.err(`Checking again after every save of ${folders.join(', ')}; Ctrl+C ends it.`)
  }
  let unwatch: () => void
  try {
    unwatch = watchFolders(folders, round)
  } catch (error) {
    output.err(`Cannot watch ${folders.join(', ')}: ${error instanceof Error ? error.message : error}`)
    return 1
  }
  round()
  if (stop?.aborted) resolve()
  stop?.addEventListener('abort', () => resolve(), { once: true })
  await stopped
  unwatch()
  return last
}

function print({ problems, remarks, counts }: Checked, format: Options['format'], output: Output): void {
  const findings = [...problems, ...remarks]
  if (format === 'json') output.out(JSON.stringify({ problems, remarks }, null, 2))
  else if (format === 'github') for (const finding of findings) output.out(annotation(finding))
  else for (const finding of findings) output.out(inText(finding, output.colour ?? false))
  output.err(
    problems.length > 0
      ? `${count(problems, 'problem')}, ${count(remarks, 'remark')}.`
      : `No problems${remarks.length > 0 ? `, ${count(remarks, 'remark')}` : ''}: ${counts.figures} figures, ${counts.guidance} guidance entries, ${counts.terms} terms, ${counts.sources} sources.`,
  )
}

const count = (list: readonly unknown[], name: string): string =>
  `${list.length} ${name}${list.length === 1 ? '' : 's'}`

/** The line that programs and editors read, the place in the file, and the mend. */
function inText(finding: Finding, colour: boolean): string {
  const paint = (style: 'red' | 'yellow' | 'dim', text: string): string =>
    colour ? styleText(style, text, { validateStream: false }) : text
  const { file, line, column, code, message, level, frame, mend } = finding
  const shown = showProblem({ file, line, column, code, message })
  const heading = paint(level === 'problem' ? 'red' : 'yellow', level === 'problem' ? shown : asRemark(shown, code))
  const below = [...(frame === null ? [] : frame.split('\n')), `= ${mend}`]
  return [heading, ...below.map((text) => paint('dim', `    ${text}`))].join('\n')
}

const asRemark = (shown: string, code: string): string => shown.replace(`  ${code}  `, `  ${code} (remark)  `)
