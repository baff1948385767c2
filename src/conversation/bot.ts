/** Everything between the platforms and the knowledge, wired: what `main.ts` hands to the adapters. */
import type { Answerer } from '../answering/answer.ts'
import { buildSuggest } from '../answering/suggest.ts'
import { wordsIn } from '../answering/wording.ts'
import type { VoiceKey } from '../knowledge/schema/voice.ts'
import type { Language } from '../message.ts'
import { COMMANDS } from './commands.ts'
import { deliveriesInMemory } from './deliveries.ts'
import { feedbackInMemory } from './feedback.ts'
import { buildHost } from './host.ts'
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
  const suggest = buildSuggest(answerer, today)
  return {
    ...host,
    ...deliveriesInMemory(),
    say: (key: VoiceKey, language: Language) => wordsIn(language, knowledge).say(key),
    commands(language: Language) {
      const words = wordsIn(language, knowledge)
      return COMMANDS.map(({ name, says, for: whom }) => ({ name, description: words.say(says), for: whom }))
    },
    suggest: async (...asked: Parameters<typeof suggest>) => suggest(...asked),
    left: settings.forget,
    moved: settings.move,
  }
}
