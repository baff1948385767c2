/** One question, tried: the reply, why it is that one, and how it looks on every platform. */
import type { Preview, Services, ShownMessage } from '../adapter.ts'
import type { Answerer } from '../answering/answer.ts'
import { compose } from '../answering/compose.ts'
import { wordsIn } from '../answering/wording.ts'
import { withButtons } from '../conversation/buttons.ts'
import { buildMemory, type Memory } from '../conversation/memory.ts'
import { buildConversation, type Responded } from '../conversation/respond.ts'
import { DEFAULTS } from '../conversation/settings.ts'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { Language } from '../message.ts'
import type { Reply } from '../reply.ts'
import type { CatalogueEntry } from './catalogue.ts'
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

export function buildTrial({ answerer, memory, today, ...showing }: Trial) {
  const conversation = buildConversation(answerer, memory, today)

  return async (question: string, language?: Language): Promise<Tried> => {
    const responded = await conversation.respond({
      conversation: 'try:1',
      text: question,
      chat: 'private',
      addressed: true,
      ...(language ? { language } : {}),
    })
    if (!responded) throw new Error('a private message is always answered')
    return presented(question, responded, { ...showing, knowledge: answerer.knowledge })
  }
}

type Showing = Pick<Trial, 'folders' | 'previews'> & { knowledge: KnowledgeBase }

function presented(
  question: string,
  responded: Pick<Responded, 'reply' | 'answered'>,
  { folders, previews, knowledge }: Showing,
): Tried {
  const reply = withButtons(responded, DEFAULTS, knowledge)
  const entries = originsOf(reply.entries, knowledge, folders)
  const say: Services['say'] = (word, language) => wordsIn(language, knowledge).say(word)
  return {
    question,
    reply,
    entries,
    steps: responded.answered ? explain(responded.answered, entries) : NO_QUESTION,
    shown: [...previews].map(([platform, preview]) => ({ platform, messages: preview(reply, say) })),
  }
}

/** An entry as residents see it who ask for it by its name, as the buttons of other answers do. */
export async function tryEntry(
  { id, label }: Pick<CatalogueEntry, 'id' | 'label'>,
  language: Language,
  trial: Omit<Trial, 'memory'>,
): Promise<Tried> {
  const { answerer, today } = trial
  const { knowledge } = answerer
  const computed = knowledge.computed.get(id)
  if (!computed) return buildTrial({ ...trial, memory: buildMemory() })(label, language)
  // Nobody asks for it by name: it is what a question about figures comes to.
  const figures = { kind: 'computed' as const, computed }
  const decision = { outcome: 'answer' as const, figures, rule: 'worked out', confidence: 1 }
  const { reply } = compose(decision, language, knowledge, today())
  return { ...presented(label, { reply, answered: undefined }, { ...trial, knowledge }), steps: [] }
}
