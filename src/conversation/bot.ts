/** Everything between the platforms and the knowledge, wired: what `main.ts` hands to the adapters. */
import type { Answerer } from '../answering/answer.ts'
import { buildComplete, type Wanted } from '../answering/complete.ts'
import { buildSuggest } from '../answering/suggest.ts'
import { wordsIn } from '../answering/wording.ts'
import type { VoiceKey } from '../knowledge/schema/voice.ts'
import type { Language, Message } from '../message.ts'
import type { Reply } from '../reply.ts'
import { isCompleted, listCommands } from './commands.ts'
import { deliveriesInMemory } from './deliveries.ts'
import { feedbackInMemory } from './feedback.ts'
import { buildHost } from './host.ts'
import { ledgerInMemory } from './ledger.ts'
import { buildMemory } from './memory.ts'
import { buildConversation } from './respond.ts'
import { settingsInMemory } from './settings.ts'

export type Bot = ReturnType<typeof buildBot>

/** @param today ISO day, asked anew for each message */
export function buildBot(answerer: Answerer, today: () => string) {
  const { knowledge } = answerer
  const settings = settingsInMemory()
  const conversation = buildConversation(answerer, buildMemory(), today)
  const host = buildHost({ conversation, knowledge, settings, feedback: feedbackInMemory(), today })
  const deliveries = deliveriesInMemory()
  const suggest = buildSuggest(answerer, today)
  const complete = buildComplete(knowledge, suggest)
  return {
    ...host,
    ...deliveries,
    ...ledgerInMemory(),
    async respond(message: Message): Promise<Reply | undefined> {
      const reply = await host.respond(message)
      if (reply && message.delivery !== undefined) await deliveries.settle(message.delivery)
      return reply && { ...reply, version: knowledge.version }
    },
    say: (key: VoiceKey, language: Language) => wordsIn(language, knowledge).say(key),
    commands: (language: Language) => listCommands(language, knowledge),
    suggest: async (...asked: Parameters<typeof suggest>) => suggest(...asked),
    complete: async (typed: string, { option, ...wanted }: Wanted & { option: string }) =>
      isCompleted(option) ? complete(option, typed, wanted) : [],
    left: settings.forget,
    moved: settings.move,
  }
}
