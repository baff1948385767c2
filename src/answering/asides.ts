/** Replies that answer no question about the subject: greetings, the list of topics, all sources of an answer. */
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { VoiceKey } from '../knowledge/schema/voice.ts'
import type { Language } from '../message.ts'
import type { Block, Reply } from '../reply.ts'
import { helpDraft } from './compose.ts'
import { buildFigureScribe } from './describe-figures.ts'
import { plainText } from './plain-text.ts'
import { sourceLine } from './source-line.ts'
import { type Words, wordsIn } from './wording.ts'

const finish = (words: Words, parts: Partial<Reply>): Reply => {
  const reply = {
    language: words.language,
    outcome: 'help' as const,
    reason: null,
    confidence: 1,
    entries: [],
    figures: [],
    blocks: [],
    sources: [],
    choices: [],
    ...parts,
  }
  return { ...reply, text: plainText(reply, words) }
}

/** One of the bot's own sentences; `help` and `greeting` come with examples to pick. */
export function replyAbout(
  key: VoiceKey,
  language: Language,
  knowledge: KnowledgeBase,
  rests: { sources: readonly string[]; entries: readonly string[] } = { sources: [], entries: [] },
): Reply {
  const words = wordsIn(language, knowledge)
  if (key === 'help' || key === 'greeting') {
    const { blocks, choices } = helpDraft(key, words)
    return finish(words, { blocks, choices })
  }
  const sources = rests.sources.flatMap((id) => sourceLine(id, knowledge, words))
  return finish(words, {
    outcome: sources.length > 0 ? 'answer' : 'help',
    blocks: [{ kind: 'lead', text: words.say(key) }, ...reportsOn(rests.entries, knowledge, words)],
    entries: [...rests.entries],
    sources,
  })
}

/** How each source puts the figures of an answer. */
function reportsOn(entries: readonly string[], knowledge: KnowledgeBase, words: Words): Block[] {
  const { reports } = buildFigureScribe(knowledge, words, '')
  return entries.flatMap((id) => {
    const figure = knowledge.figures.get(id)
    return figure ? [reports(figure)] : []
  })
}

/** What there is to ask, by the titles of the entries that topics.yaml names. */
export function topicsReply(language: Language, knowledge: KnowledgeBase): Reply {
  const words = wordsIn(language, knowledge)
  const titles = knowledge.topics.flatMap(
    (id) => knowledge.guidance.get(id)?.title ?? knowledge.glossary.get(id)?.term ?? [],
  )
  const labels = titles.map((title) => words.text(title))
  return finish(words, {
    blocks: [{ kind: 'lead', text: words.say('topics-title') }],
    choices: labels.map((label) => ({ label, ask: label })),
  })
}
