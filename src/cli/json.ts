/** An answer as the JSON that DESIGN fixes: the keys, their order and nothing else. */
import type { Reply } from '../reply.ts'

export function answerJson(id: string | number, reply: Reply) {
  const { language, outcome, reason, confidence, entries, figures, text, sources, choices } = reply
  const cited = sources.map(({ id, title, publisher, published, url }) => ({ id, title, publisher, published, url }))
  return { id, language, outcome, reason, confidence, entries, figures, text, sources: cited, choices }
}
