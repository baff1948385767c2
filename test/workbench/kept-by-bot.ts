/** A store in a file, with what a real bot keeps in it while people talk with it. */
import { buildAnswerer } from '../../src/answering/answer.ts'
import { type Bot, buildBot } from '../../src/conversation/bot.ts'
import { keptInStore } from '../../src/conversation/kept-in-store.ts'
import { loadKnowledge } from '../../src/knowledge/load.ts'
import { showProblem } from '../../src/knowledge/problem.ts'
import type { Reply } from '../../src/reply.ts'
import { openStore } from '../../src/store/open.ts'
import { TODAY } from './staff.ts'

export type Talk = {
  bot: Bot
  /** A person of their own each time, alone with the bot. */
  ask(text: string, times?: number): Promise<Reply>
}

/** Runs a bot on the knowledge of the folder until the talk is over. */
export async function talkInStore(folder: string, address: string, talk: (bot: Talk) => Promise<void>): Promise<void> {
  const { knowledge, problems } = loadKnowledge([folder])
  if (!knowledge) throw new Error(problems.map(showProblem).join('\n'))
  const store = await openStore(address)
  try {
    const bot = buildBot(buildAnswerer(knowledge), () => TODAY, keptInStore(store, { unansweredDays: 90 }))
    let people = 0
    const once = async (text: string): Promise<Reply> => {
      const person = `telegram:${++people}`
      const reply = await bot.respond({ conversation: person, person, text, chat: 'private', addressed: true })
      if (!reply) throw new Error('a private message is always answered')
      return reply
    }
    await talk({
      bot,
      async ask(text, times = 1) {
        const replies = await Promise.all(Array.from({ length: times }, () => once(text)))
        return replies[0] as Reply
      },
    })
  } finally {
    await store.close()
  }
}
