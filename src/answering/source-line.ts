/** A source as a reader is shown it: publisher and carrier by the names that the language has for them. */
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { SourceLine } from '../reply.ts'
import type { Words } from './wording.ts'

export function sourceLine(id: string, knowledge: KnowledgeBase, words: Words): SourceLine[] {
  const source = knowledge.sources.get(id)
  if (!source) return []
  const name =
    words.language === 'en' || !source.publisher_zh
      ? source.publisher
      : words.text({ en: source.publisher, zh: source.publisher_zh })
  const carrier = source.via && words.text({ en: source.via, zh: source.via_zh ?? source.via })
  const publisher = carrier ? words.say('via', { publisher: name, carrier }) : name
  return [
    {
      id,
      title: source.title_zh === undefined ? source.title : words.text({ en: source.title, zh: source.title_zh }),
      described: source.title_zh !== undefined,
      publisher,
      published: source.published ?? null,
      url: source.url ?? null,
    },
  ]
}
