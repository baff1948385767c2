import { conforms, type Person } from '../conformance.ts'
import type { Seen } from '../same-facts.ts'
import { connect, directChat, person, type Seat, seenOf, server } from './chats.ts'
import type { Shown } from './world.ts'

conforms({
  name: 'discord',
  groups: true,
  async open(respond) {
    const { api, stop, ended, health, leave } = await connect({ respond })
    return {
      person: async () => seated(directChat(api)),
      async member() {
        const seat = server(api)
        const robot = person('Robot', { bot: true })
        return {
          ...seated(seat),
          address: async (text) => seenOf(await seat.say(text, { mentions: true })),
          robot: (text) => void seat.send(text, { mentions: true, from: robot }),
        }
      },
      health,
      async stop() {
        stop.abort()
        await ended
      },
      close: leave,
    }
  },
})

function seated(seat: Seat): Person {
  let last: Shown | undefined
  const looked = (shown: Shown): Seen => {
    last = shown
    return seenOf(shown)
  }
  return {
    say: async (text) => looked(await seat.say(text)),
    send: (text) => void seat.send(text),
    async pick(choice) {
      const tokens =
        last &&
        [
          ...last.rows.flat().flatMap(({ id }) => id ?? []),
          ...last.selects.flatMap(({ options }) => options.map(({ value }) => value)),
        ].filter((token) => /^1[ar]/.test(token))
      const token = tokens?.[choice]
      if (!last || token === undefined) throw new Error(`there is no choice ${choice}`)
      const shown = await seat.press(last, token)
      if (!shown) throw new Error('the choice brought nothing')
      return looked(shown)
    },
    answers: () => seat.inChannel().length,
  }
}
