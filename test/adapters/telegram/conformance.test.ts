import { conforms, type Person } from '../conformance.ts'
import type { Seen } from '../same-facts.ts'
import { connect, group, person, privateChat, seenOf } from './chats.ts'
import type { Shown } from './world.ts'

conforms({
  name: 'telegram',
  groups: true,
  async open(respond) {
    const { api, stop, ended, health } = await connect({ respond })
    return {
      person: async () => seated(privateChat(api, person('Ann'))),
      async member() {
        const seat = group(api)
        const robot = person('Robot', { is_bot: true })
        return {
          ...seated(seat),
          address: async (text) => seenOf(await seat.say(`@${api.me.username} ${text}`)),
          robot: (text) => void api.deliver({ message: seat.write(`/ask ${text}`, {}, robot) as never }),
        }
      },
      health,
      async stop() {
        stop.abort()
        await ended
      },
      async close() {
        await api.close()
        return api.violations
      },
    }
  },
})

function seated(seat: ReturnType<typeof privateChat>): Person {
  let last: Shown | undefined
  const looked = (shown: Shown): Seen => {
    last = shown
    return seenOf(shown)
  }
  return {
    say: async (text) => looked(await seat.say(text)),
    send: (text) => void seat.send(text),
    async pick(choice) {
      const button = last?.keyboard.flat()[choice]
      if (!last || !button) throw new Error(`there is no choice ${choice}`)
      const { edits } = last
      await seat.press(last, button.data)
      return last.edits > edits ? seenOf(last) : looked(await seat.next(button.text))
    },
    answers: () => seat.inChat().length,
  }
}
