/** A knowledge base as text and back: what is kept between two starts, and what a thread hands to another. */
import type { KnowledgeBase } from './knowledge-base.ts'

/** The maps of a KnowledgeBase, by name. */
const MAPS = [
  'sources',
  'laws',
  'figures',
  'series',
  'computed',
  'guidance',
  'glossary',
  'hotlines',
  'retired',
  'outdated',
  'origins',
] as const

export const knowledgeToJson = (knowledge: KnowledgeBase): string =>
  JSON.stringify({ ...knowledge, ...Object.fromEntries(MAPS.map((name) => [name, [...knowledge[name]]])) })

/** Only for text that `knowledgeToJson` wrote. */
export function knowledgeFromJson(text: string): KnowledgeBase {
  const plain = JSON.parse(text)
  return { ...plain, ...Object.fromEntries(MAPS.map((name) => [name, new Map(plain[name])])) }
}
