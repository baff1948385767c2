/** Asks a person one line after another, with Tab to complete and arrow keys to mend. */
import { createInterface } from 'node:readline'

export type Prompt = {
  /** The next line, without spaces around it. @param words what Tab completes to */
  line(question: string, words?: readonly string[]): Promise<string>
  close(): void
}

/** The person left (Ctrl-C, Ctrl-D), or there are no more lines. */
export class GivenUp extends Error {
  override name = 'GivenUp'
}

/** @param echo where the person's typing and the questions show */
export function openPrompt(input: NodeJS.ReadableStream, echo: NodeJS.WritableStream): Prompt {
  let words: readonly string[] = []
  const editor = createInterface({
    input,
    output: echo,
    crlfDelay: Number.POSITIVE_INFINITY,
    completer: (typed: string): [string[], string] => {
      const begun = typed.split(/[\s,]+/).at(-1) ?? ''
      return [words.filter((word) => word.startsWith(begun)), begun]
    },
  })
  // Pasted lines come faster than questions.
  const waiting: string[] = []
  let answer: { take(line: string): void; leave(error: Error): void } | undefined
  let closed = false
  editor.on('line', (line) => {
    if (answer) answer.take(line)
    else waiting.push(line)
  })
  editor.on('close', () => {
    closed = true
    answer?.leave(new GivenUp())
  })
  return {
    async line(question, among = []) {
      words = among
      const pasted = waiting.shift()
      if (pasted !== undefined) return pasted.trim()
      if (closed) throw new GivenUp()
      editor.setPrompt(question)
      editor.prompt()
      return new Promise((take, leave) => {
        answer = {
          take(line) {
            answer = undefined
            take(line.trim())
          },
          leave,
        }
      })
    },
    close: () => editor.close(),
  }
}
