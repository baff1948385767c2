/** One question, tried: the reply, why it is that one, and how it looks on every platform. */
import type { Preview, Services, ShownMessage } from '../adapter.ts'
import type { Answerer } from '../answering/answer.ts'
import { wordsIn } from '../answering/wording.ts'
import { withButtons } from '../conversation/buttons.ts'
import type { Memory } from '../conversation/memory.ts'
import { buildConversation } from '../conversation/respond.ts'
import { DEFAULTS } from '../conversation/settings.ts'
import type { Language } from '../message.ts'
import type { Reply } from '../reply.ts'
import { type EntryOrigin, explain, NO_QUESTION, originsOf, type Step } from './explain.ts'

export type Tried = {
  question: string
  /** With the buttons that it has on a platform. */
  reply: Reply
  /** What the reply rests on. */
  entries: EntryOrigin[]
  steps: Step[]
  shown: { platform: string; messages: ShownMessage[] }[]
}

export type Previews = ReadonlyMap<string, Preview>

export type Trial = {
  answerer: Answerer
  /** The knowledge folders, as they were opened. */
  folders: readonly string[]
  previews: Previews
  /** Of what was asked before: questions follow each other as those of somebody alone with the bot. */
  memory: Memory
  /** ISO day, asked anew for each question. */
  today: () => string
}

export function buildTrial({ answerer, folders, previews, memory, today }: Trial) {
  const { knowledge } = answerer
  const conversation = buildConversation(answerer, memory, today)
  const say: Services['say'] = (word, language) => wordsIn(language, knowledge).say(word)

  return async (question: string, language?: Language): Promise<Tried> => {
    const responded = await conversation.respond({
      conversation: 'try:1',
      text: question,
      chat: 'private',
      addressed: true,
      ...(language ? { language } : {}),
    })
    if (!responded) throw new Error('a private message is always answered')
    const reply = withButtons(responded, DEFAULTS, knowledge)
    const entries = originsOf(reply.entries, knowledge, folders)
    return {
      question,
      reply,
      entries,
      steps: responded.answered ? explain(responded.answered, entries) : NO_QUESTION,
      shown: [...previews].map(([platform, preview]) => ({ platform, messages: preview(reply, say) })),
    }
  }
}
