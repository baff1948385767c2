/**
 * A whole chat platform in a package of its own: whoever connects over TCP asks a question a line, and reads its answer up to a form feed.
 * ADAPTERS=online-crime-bot-lines ONLINE_CRIME_BOT_LINES_PORT=7007 npm start
 */
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'

/** What ends an answer. */
const END = '\f\n'

export function connect({ ONLINE_CRIME_BOT_LINES_PORT: port = '0' }, { say, log, meter }) {
  let health = { state: 'starting' }
  let people = 0

  async function answer(respond, message) {
    try {
      return (await respond(message))?.text
    } catch (error) {
      log.error({ reason: error.message }, 'A reply could not be made')
      return say('trouble', 'en')
    }
  }

  /** One line after another, so that a talk keeps its order. */
  async function talk(socket, respond) {
    const conversation = `online-crime-bot-lines:${++people}`
    for await (const text of createInterface({ input: socket })) {
      meter.count('received')
      const reply = await answer(respond, { conversation, text, chat: 'private', addressed: true })
      if (reply !== undefined) socket.write(reply + END)
    }
    await new Promise((resolve) => socket.end(resolve))
  }

  return {
    name: 'online-crime-bot-lines',
    health: () => health,
    async run(respond, stop) {
      const talks = new Map()
      const server = createServer({ allowHalfOpen: true }, (socket) => {
        socket.on('error', () => {})
        talks.set(
          socket,
          talk(socket, respond).finally(() => talks.delete(socket)),
        )
      })
      await once(server.listen(Number(port), '127.0.0.1'), 'listening')
      health = { state: 'ready' }
      log.info({ port: server.address().port }, 'Listening for lines')
      if (!stop.aborted) await once(stop, 'abort')
      server.close()
      // What was read is answered, and nothing more is read.
      for (const socket of talks.keys()) socket.push(null)
      await Promise.all(talks.values())
    },
  }
}
