/** What an entry, a term, a figure or a series says when it answers: for whoever looks at answers without asking for them. */
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { Language } from '../message.ts'
import type { Reply } from '../reply.ts'
import { compose } from './compose.ts'
import type { Decision } from './decide.ts'

/** @param today ISO day. Undefined: there is nothing with that id that answers. */
export function replyById(
  id: string,
  language: Language,
  knowledge: KnowledgeBase,
  today: string,
): { reply: Reply; allSources: string[] } | undefined {
  const decision = decisionFor(id, knowledge)
  return decision && compose({ ...decision, rule: 'by its id', confidence: 1 }, language, knowledge, today)
}

type Undecided<T> = T extends unknown ? Omit<T, 'rule' | 'confidence'> : never

function decisionFor(id: string, knowledge: KnowledgeBase): Undecided<Decision> | undefined {
  const entry = knowledge.guidance.get(id)
  if (entry?.urgency === 'emergency') return { outcome: 'urgent', entry: id }
  if (entry || knowledge.glossary.has(id)) return { outcome: 'answer', entry: id }
  const figure = knowledge.figures.get(id)
  if (figure) return { outcome: 'answer', figures: { kind: 'cell', figure } }
  const computed = knowledge.computed.get(id)
  if (computed?.use === 'answer') return { outcome: 'answer', figures: { kind: 'computed', computed } }
  const series = knowledge.series.get(id)
  if (!series) return undefined
  const runs = series.runs.map((ids) => ({ series, figures: ids.flatMap((one) => knowledge.figures.get(one) ?? []) }))
  return { outcome: 'answer', figures: { kind: 'series', runs } }
}
