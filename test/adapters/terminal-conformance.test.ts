import { PassThrough } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { terminal } from '../../adapters/terminal/index.ts'
import { conforms } from './conformance.ts'
import type { Seen } from './same-facts.ts'

conforms({
  name: 'terminal',
  groups: false,
  async open(respond) {
    const input = new PassThrough()
    const output = new PassThrough({ encoding: 'utf8' })
    const stop = new AbortController()
    const answers: string[] = []
    output.on('data', (text: string) => answers.push(text))
    const adapter = terminal({ input, output, interactive: false })
    const ended = adapter.run(respond, stop.signal)
    const send = (text: string): void => void input.write(`${text}\n`)
    async function say(text: string): Promise<Seen> {
      const before = answers.length
      send(text)
      while (answers.length === before) await setImmediate()
      return { text: answers.at(-1) ?? '', addresses: [], labels: [] }
    }
    return {
      person: async () => ({ say, send, pick: (choice) => say(String(choice + 1)), answers: () => answers.length }),
      health: () => adapter.health(),
      async stop() {
        stop.abort()
        await ended
      },
      close: async () => [],
    }
  },
})
