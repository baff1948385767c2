/** Everything between the platforms and the knowledge, wired: what `main.ts` hands to the adapters. */
import type { Answerer } from '../answering/answer.ts'
import { replyAbout } from '../answering/asides.ts'
import { buildComplete, type Wanted } from '../answering/complete.ts'
import { buildSuggest, type Suggest } from '../answering/suggest.ts'
import { wordsIn } from '../answering/wording.ts'
import type { VoiceKey } from '../knowledge/schema/voice.ts'
import type { Language, Message } from '../message.ts'
import type { Reply } from '../reply.ts'
import { isCompleted, listCommands } from './commands.ts'
import { buildCooldowns } from './cooldowns.ts'
import { buildHost, type Host } from './host.ts'
import { type Kept, keptInMemory } from './kept.ts'
import { buildConversation } from './respond.ts'

export type Bot = ReturnType<typeof buildBot>

/**
 * @param first what is answered from until `replace` is called
 * @param today ISO day, asked anew for each message
 * @param kept what outlasts a message
 * @param operators persons who may pause and resume
 */
export function buildBot(
  first: Answerer,
  today: () => string,
  kept: Kept = keptInMemory(),
  operators: ReadonlySet<string> = new Set(),
) {
  const { settings, deliveries, ledger } = kept
  const cooling = buildCooldowns()

  /** All that changes with the knowledge; what chats remember and what admins set stays. */
  function answeringFrom(answerer: Answerer) {
    const { knowledge } = answerer
    const conversation = buildConversation(answerer, kept.memory, today, kept)
    const host = buildHost({ conversation, knowledge, kept, operators, cooling, today })
    const suggest = buildSuggest(answerer, today)
    return { knowledge, host, suggest, complete: buildComplete(knowledge, suggest) }
  }
  let current = answeringFrom(first)

  return {
    ...deliveries,
    ...ledger,
    async respond(message: Message): Promise<Reply | undefined> {
      // A message that is being answered goes on with what it began with.
      const { host, knowledge } = current
      const reply = await host.respond(message)
      if (reply && message.delivery !== undefined) await deliveries.settle(message.delivery)
      return reply && { ...reply, version: knowledge.version }
    },
    joined: (arrival: Parameters<Host['joined']>[0]) => current.host.joined(arrival),
    say: (key: VoiceKey, language: Language) => wordsIn(language, current.knowledge).say(key),
    tell: (key: VoiceKey, language: Language) => replyAbout(key, language, current.knowledge),
    commands: (language: Language) => listCommands(language, current.knowledge),
    suggest: async (...asked: Parameters<Suggest>) => ((await kept.pauses.isPaused()) ? [] : current.suggest(...asked)),
    complete: async (typed: string, { option, ...wanted }: Wanted & { option: string }) =>
      isCompleted(option) ? current.complete(option, typed, wanted) : [],
    left: settings.forget,
    moved: settings.move,
    /** Answers from this as of the next message. */
    replace(answerer: Answerer): void {
      current = answeringFrom(answerer)
    },
  }
}
