/**
 * How much the Telegram adapter carries: questions of the bank at a steady rate, from many private chats, over real HTTP
 * between two processes. The server answers at once, and the pace that the real platform sets is switched off.
 *
 * npm run bench:telegram -- --rate 500 --seconds 60
 */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type LoadServer, readBody, runLoad, type Tally } from './chat-load.ts'

await runLoad(
  'telegram',
  "Telegram adapter, server in another process answering at once, the platform's pace switched off",
  await startServer(),
)

/** Gives out updates and takes messages. */
async function startServer(): Promise<LoadServer> {
  let updates: { update_id: number; message: object }[] = []
  let wake = () => {}
  let nextId = 1
  const tallies = new Map<number, Tally>()
  const polled = Promise.withResolvers<void>()

  async function getUpdates({ offset }: { offset: number }): Promise<object[]> {
    polled.resolve()
    updates = updates.filter(({ update_id }) => update_id >= offset)
    if (updates.length === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve
        setTimeout(resolve, 1000)
      })
    }
    return updates.slice(0, 100)
  }

  /** Where a picture came last: words that follow it are of the same answer. */
  const pictured = new Set<number>()

  function sendPhoto(params: { chat_id: number }): object {
    const sent = sendMessage(params)
    pictured.add(params.chat_id)
    return sent
  }

  function sendMessage({ chat_id: chat }: { chat_id: number }): object {
    if (!pictured.delete(chat)) tallies.get(chat)?.answered(String(chat))
    const message_id = nextId++
    return { message_id, date: 1, chat: { id: chat }, photo: [{ file_id: `file ${message_id}` }] }
  }

  const methods: Record<string, (params: never) => unknown> = {
    getMe: () => ({ id: 1, is_bot: true, first_name: 'bench', username: 'bench_bot' }),
    getUpdates,
    sendMessage,
    sendPhoto,
    getMyCommands: () => [],
    getMyDescription: () => ({ description: '' }),
    getMyShortDescription: () => ({ short_description: '' }),
  }
  const http = createServer(async (request, response) => {
    const method = request.url?.split('/').at(-1) ?? ''
    const params = await readParams(request)
    const result = await (methods[method]?.(params as never) ?? true)
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: true, result }))
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))

  return {
    root: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    ready: polled.promise,
    ask(person, text, tally) {
      const id = nextId++
      const from = { id: person + 1, is_bot: false, first_name: 'x' }
      const message = { message_id: id, date: 1, chat: { ...from, type: 'private' }, from, text }
      tallies.set(from.id, tally)
      pictured.delete(from.id)
      tally.asked(String(from.id))
      updates.push({ update_id: id, message })
      wake()
    },
    close() {
      http.closeAllConnections()
      http.close()
    },
  }
}

/** JSON; of a picture that is uploaded, only to which chat it goes. */
async function readParams(request: IncomingMessage): Promise<unknown> {
  const body = await readBody(request)
  if (body.length === 0) return {}
  if (request.headers['content-type']?.startsWith('application/json')) return JSON.parse(body.toString('utf8'))
  return { chat_id: Number(/name="chat_id"\s+(\d+)/.exec(body.toString('latin1'))?.[1]) }
}
