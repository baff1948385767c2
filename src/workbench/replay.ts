/** What people say to the bot, said again: a talk of one or more messages by somebody alone with it. */
import type { Answerer } from '../answering/answer.ts'
import { buildMemory } from '../conversation/memory.ts'
import { buildConversation } from '../conversation/respond.ts'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { BankItem } from '../knowledge/schema/questions.ts'
import type { Reply } from '../reply.ts'

/** Messages in their order. */
export type Talk = readonly string[]

/** @param today ISO day */
export async function replay(talk: Talk, answerer: Answerer, today: string): Promise<Reply[]> {
  const conversation = buildConversation(answerer, buildMemory(), () => today)
  const replies: Reply[] = []
  for (const text of talk) {
    const responded = await conversation.respond({ conversation: 'replay:1', text, chat: 'private', addressed: true })
    if (!responded) throw new Error('a private message is always answered')
    replies.push(responded.reply)
  }
  return replies
}

export const talkOf = (item: BankItem): Talk => ('talk' in item ? item.talk.map(({ ask }) => ask) : [item.ask])

/** What the bot says by itself, for whoever asks. */
const COMMANDS = ['/start', '/help', '/topics', '/figures', '/sources', '/report', '/privacy']

/** Every wording that the knowledge itself holds for what it answers: titles, example questions, labels and names. */
export function phrasingsOf({ guidance, glossary, figures, computed }: KnowledgeBase): Talk[] {
  const both = ({ en, zh }: { en: string; zh: string }): string[] => [en, zh]
  const texts = [
    ...COMMANDS,
    ...[...guidance.values()].flatMap(({ title, questions }) => [...both(title), ...questions.en, ...questions.zh]),
    ...[...glossary.values()].flatMap(({ term, words }) => [...both(term), ...words.en, ...words.zh]),
    ...[...figures.values(), ...computed.values()].flatMap(({ label }) => both(label)),
  ]
  return texts.map((text) => [text])
}
