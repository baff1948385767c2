#!/usr/bin/env node
/** The command line: which command, its arguments, its exit code. A command's code loads when it is called. */
import type { ExitCode, Output } from './output.ts'

const USAGE = `online-crime-bot <command>

  ask "question"   one answer (--lang, --json, --explain, --chart FILE), or many with --jsonl
  try ["question"] the reply as every platform shows it, from the files as they are now (--lang, --on, --json)
  preview          a page on this machine that shows every entry as residents will see it (--port N)
  check            check the knowledge base (--fix, --watch, --format github, --json)
  diff [REVISION]  which answers change between a revision of git and the files as they are (--json, --exit-code)
  bank             replay the question bank (--failing)
  new KIND         write a new guidance entry, figure, term or source, field by field (--file, --ask, --dry-run, --json)
  retire ID        take an entry, a term or a figure out, for another (--for, --phrasings, --dry-run, --json)
  gaps             what people found no answer to, and what to add (--add KEY, --to, --stub, --dry-run, --json)
  upkeep           what waits for staff: figures, reviews, translations, votes (--format markdown|ics|json, --ahead)
  correct ID       the messages that carried what is corrected since; --send puts it right there (--since, --until, --json)
  edited           which texts were changed in one language only (ID typo|content|meaning, --record, --json)
  pause "reason"   every process answers emergencies alone, until resume; without a reason: whether it is paused (--json)
  resume           answer again
  settings         export [FILE] or import FILE: what admins set in their groups, as YAML
  warm             read the knowledge once, so that the first question is quick
  schemas          write the JSON Schemas that editors use
  charts           redraw the charts that the documentation shows`

const output: Output = {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
  // False where NO_COLOR is set.
  colour: process.stdout.isTTY && process.stdout.hasColors(),
}

async function run([command = '', ...args]: string[]): Promise<ExitCode> {
  const { readConfig } = await import('../config.ts')
  switch (command) {
    case 'ask':
      return (await import('./ask.ts')).ask(args, readConfig(), output, process.stdin)
    case 'try': {
      const [{ tryOut }, { loadPreviews }] = await Promise.all([import('./try.ts'), import('./platforms.ts')])
      const { stdin: input, stderr: echo } = process
      return tryOut(args, readConfig(), output, await loadPreviews(), input.isTTY ? { input, echo } : { input })
    }
    case 'preview': {
      const [{ preview }, { loadPreviews }] = await Promise.all([import('./preview.ts'), import('./platforms.ts')])
      return preview(args, readConfig(), output, await loadPreviews(), askedToStop())
    }
    case 'check': {
      const [{ check }, { loadPreviews }] = await Promise.all([import('./check.ts'), import('./platforms.ts')])
      return check(args, readConfig(), output, await loadPreviews())
    }
    case 'diff':
      return (await import('./diff.ts')).diff(args, readConfig(), output)
    case 'new': {
      const { stdin: input, stderr: echo } = process
      return (await import('./new.ts')).newRecord(args, readConfig(), output, input.isTTY ? { input, echo } : { input })
    }
    case 'edited':
      return (await import('./edited.ts')).edited(args, readConfig(), output)
    case 'gaps':
      return (await import('./gaps.ts')).gaps(args, readConfig(), output)
    case 'correct': {
      const [{ correct }, { loadAmenders }] = await Promise.all([import('./correct.ts'), import('./platforms.ts')])
      const stop = new AbortController()
      process.once('SIGINT', () => stop.abort())
      return correct(args, readConfig(), output, loadAmenders, stop.signal)
    }
    case 'upkeep':
      return (await import('./upkeep.ts')).upkeep(args, readConfig(), output)
    case 'retire':
      return (await import('./retire.ts')).retireEntry(args, readConfig(), output)
    case 'pause':
      return (await import('./pause.ts')).pause(args, readConfig(), output)
    case 'resume':
      return (await import('./pause.ts')).resume(args, readConfig(), output)
    case 'settings':
      return (await import('./settings.ts')).settings(args, readConfig(), output)
    case 'warm':
      return (await import('./warm.ts')).warm(readConfig())
    case 'bank':
      return (await import('./bank.ts')).bank(args, readConfig(), output)
    case 'schemas':
      return (await import('./schemas.ts')).schemas(args, readConfig(), output)
    case 'charts':
      return (await import('./charts.ts')).charts(readConfig(), output)
    case 'help':
    case '--help':
    case '-h':
      output.out(USAGE)
      return 0
    default:
      output.err(command === '' ? USAGE : `There is no command "${command}".\n\n${USAGE}`)
      return 2
  }
}

/** For what goes on until a person has enough of it. */
function askedToStop(): AbortSignal {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  return stop.signal
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader has left (`| head`): nothing more to say.
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  output.err(error instanceof Error ? error.message : String(error))
  const { isConfiguration } = await import('../config.ts')
  process.exitCode = isConfiguration(error) ? 2 : 1
}
