/** The answer that takes the place of one which said something wrong. */
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { Language } from '../message.ts'
import type { Block, Reply } from '../reply.ts'
import { compose } from './compose.ts'
import type { Decision } from './decide.ts'
import { lead } from './draft.ts'
import { plainText } from './plain-text.ts'
import { wordsIn } from './wording.ts'

/**
 * An entry, a term or a figure as it is now, with a line before it that says why it stands there. It offers nothing to ask next.
 * @param named its id, or one that was retired for it; undefined: there is none
 * @param today ISO day
 */
export function correctionReply(
  named: string,
  language: Language,
  knowledge: KnowledgeBase,
  today: string,
): Reply | undefined {
  const decision = statingAlone(knowledge.retired.get(named) ?? named, knowledge)
  if (!decision) return undefined
  const words = wordsIn(language, knowledge)
  const { reply } = compose(decision, language, knowledge, today)
  const blocks = reply.blocks.map((block): Block => (block.kind === 'lead' ? { ...block, kind: 'paragraph' } : block))
  const corrected: Reply = {
    ...reply,
    blocks: [lead(words.say('correction', { date: words.date(today) })), ...blocks],
    choices: [],
    version: knowledge.version,
  }
  return { ...corrected, text: plainText(corrected, words) }
}

function statingAlone(id: string, { figures, computed, guidance, glossary }: KnowledgeBase): Decision | undefined {
  const stated = { outcome: 'answer', rule: 'correction', confidence: 1 } as const
  const [figure, worked] = [figures.get(id), computed.get(id)]
  if (figure) return { ...stated, figures: { kind: 'cell', figure } }
  if (worked?.use === 'answer') return { ...stated, figures: { kind: 'computed', computed: worked } }
  return guidance.has(id) || glossary.has(id) ? { ...stated, entry: id } : undefined
}
