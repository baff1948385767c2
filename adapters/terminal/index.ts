/** The command line as a chat: a conversation at a terminal, or one question per line through a pipe. */
import { createInterface } from 'node:readline/promises'
import type { Adapter, Health, Respond } from '../../src/adapter.ts'
import type { Reply } from '../../src/reply.ts'
import { renderReply } from './render.ts'

export type TerminalStreams = {
  input: NodeJS.ReadableStream
  output: NodeJS.WritableStream & { columns?: number; hasColors?(): boolean }
  /** Whether a person sits there: greeting, prompt and wrapped lines, or else bare answers. */
  interactive: boolean
  /** For an output that does not know its own width. */
  columns?: number
}

/** Asks one thing and gives what to show; `undefined` means nothing. */
type Ask = (text: string, render: (reply: Reply) => string) => Promise<string | undefined>

/** Last resort, when not even the bot's own words could be had. */
const TROUBLE = 'Something went wrong; please ask again. 出了点问题，请再问一次。'
const PROMPT = '> '
const HISTORY = 500

export function terminal(streams: TerminalStreams): Adapter {
  let health: Health = { state: 'starting' }
  const talk = streams.interactive ? chat : answerLines
  return {
    name: 'terminal',
    health: () => health,
    async run(respond, stop) {
      const ask = asker(respond, (now) => {
        health = now
      })
      health = { state: 'ready' }
      try {
        await talk(streams, ask, stop)
      } catch (error) {
        if (hasGone(error, streams.interactive)) return
        health = { state: 'failing', reason: reasonOf(error) }
        throw new Error(`The terminal cannot be read or written: ${reasonOf(error)}`, { cause: error })
      }
    },
  }
}

function asker(respond: Respond, report: (health: Health) => void): Ask {
  return async (text, render) => {
    try {
      const reply = await respond({ conversation: 'terminal:1', text, chat: 'private', addressed: true })
      const shown = reply && render(reply)
      report({ state: 'ready' })
      return shown
    } catch (error) {
      report({ state: 'failing', reason: reasonOf(error) })
      return TROUBLE
    }
  }
}

async function answerLines({ input, output }: TerminalStreams, ask: Ask, stop: AbortSignal): Promise<void> {
  using lines = createInterface({ input, crlfDelay: Infinity, signal: stop })
  const write = writerTo(output)
  let separator = ''
  for await (const line of lines) {
    if (stop.aborted) break
    const question = line.trim()
    if (question === '') continue
    const answer = await ask(question, (reply) => reply.text)
    if (answer === undefined) continue
    await write(`${separator}${answer}\n`)
    separator = '\n'
  }
}

async function chat(streams: TerminalStreams, ask: Ask, stop: AbortSignal): Promise<void> {
  const { input, output } = streams
  using editor = createInterface({
    input,
    output,
    terminal: true,
    prompt: PROMPT,
    historySize: HISTORY,
    removeHistoryDuplicates: true,
    crlfDelay: Infinity,
    signal: stop,
  })
  // Taken before anything is awaited: lines that come in earlier would be lost.
  const lines = editor[Symbol.asyncIterator]()
  const write = writerTo(output)
  let open = true
  let leaving = false
  editor.on('close', () => {
    open = false
  })
  editor.on('SIGINT', () => {
    if (editor.line !== '') return clearLine()
    leaving = true
    editor.close()
  })

  await say('/start')
  for await (const line of lines) {
    if (leaving || stop.aborted) break
    const text = line.trim()
    if (text === '/quit' || text === '/exit') return leave()
    if (text === '') prompt()
    else await say(text)
  }
  await write('\n')
  if (!stop.aborted) await leave()

  async function say(text: string): Promise<void> {
    await show(text)
    prompt()
  }

  async function leave(): Promise<void> {
    editor.close()
    await show('/quit')
  }

  async function show(text: string): Promise<void> {
    const columns = output.columns ?? streams.columns ?? 0
    const answer = await ask(text, (reply) => renderReply(reply, { columns, colour: output.hasColors?.() ?? false }))
    if (answer !== undefined) await write(`${answer}\n\n`)
  }

  // readline throws when a closed interface is prompted.
  function prompt(): void {
    if (open) editor.prompt(true)
  }

  function clearLine(): void {
    editor.write(null, { ctrl: true, name: 'e' })
    editor.write(null, { ctrl: true, name: 'u' })
  }
}

/** A write that resolves when the text is out, so that a slow reader slows the answering. */
function writerTo(output: NodeJS.WritableStream): (text: string) => Promise<void> {
  // Never taken off: the event follows the failed write's own callback, and unheard it would end the process.
  output.on('error', () => {})
  return (text) =>
    new Promise((resolve, reject) => {
      output.write(text, (error) => (error ? reject(error) : resolve()))
    })
}

/** The other side has left: `| head -1` had enough, or the terminal window was closed. */
function hasGone(error: unknown, interactive: boolean): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED' || (interactive && code === 'EIO')
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
