/** The knowledge that ships, opened as the bot opens it and wired once for each test file, with a today that stands still. */
import { join } from 'node:path'
import { type Answered, buildAnswerer } from '../src/answering/answer.ts'
import { buildMemory, type Memory } from '../src/conversation/memory.ts'
import { buildConversation } from '../src/conversation/respond.ts'
import { openKnowledge } from '../src/knowledge/open.ts'
import { showProblem } from '../src/knowledge/problem.ts'
import type { Figure } from '../src/knowledge/schema/figures.ts'
import type { Language, Message } from '../src/message.ts'
import type { Reply } from '../src/reply.ts'

export const ROOT = join(import.meta.dirname, '..')
export const TODAY = '2026-11-25'

const opened = await openKnowledge([join(ROOT, 'knowledge')])
if (!opened.knowledge)
  throw new Error(`the shipped knowledge does not load:\n${opened.problems.map(showProblem).join('\n')}`)

export const knowledge = opened.knowledge
export const answerer = buildAnswerer(knowledge)

export const answered = (text: string, language?: Language): Answered =>
  answerer.answer({ text, language, today: TODAY })
export const ask = (text: string, language?: Language): Reply => answered(text, language).reply

export function figure(id: string): Figure {
  const found = knowledge.figures.get(id)
  if (!found) throw new Error(`no figure ${id}`)
  return found
}

/** A chat with one person: what is said, and what comes back; undefined is silence. */
export function startChat(memory: Memory = buildMemory()) {
  const conversation = buildConversation(answerer, memory, () => TODAY)
  return async (text: string, message: Partial<Message> = {}): Promise<Reply | undefined> =>
    (await conversation.respond({ conversation: 'test:1', text, chat: 'private', addressed: true, ...message }))?.reply
}
