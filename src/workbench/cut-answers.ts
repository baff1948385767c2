/** Answers that a platform cannot show whole, found by rendering them as the platform does. */
import type { Services } from '../adapter.ts'
import { replyById } from '../answering/by-id.ts'
import { wordsIn } from '../answering/wording.ts'
import { withButtons } from '../conversation/buttons.ts'
import { DEFAULTS } from '../conversation/settings.ts'
import type { Draft } from '../knowledge/draft.ts'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { Problem } from '../knowledge/problem.ts'
import type { Language } from '../message.ts'
import type { Previews } from './try.ts'

/** What is written in a record makes a message with its sources and buttons: below this it is far from every limit. */
const SHORT = 1200

const LANGUAGES: readonly [Language, string][] = [
  ['en', 'English'],
  ['zh-Hans', 'Chinese'],
  ['zh-Hant', 'traditional Chinese'],
]

/** @param today ISO day */
export function findCutAnswers(draft: Draft, knowledge: KnowledgeBase, previews: Previews, today: string): Problem[] {
  const say: Services['say'] = (word, language) => wordsIn(language, knowledge).say(word)
  const limited = new Map(previews)
  const records = [...draft.guidance, ...draft.glossary, ...draft.figures, ...draft.computed, ...draft.series]
  return records.flatMap((record) => {
    // A chart is as long as what it draws.
    const isLong = (language: 'en' | 'zh'): boolean =>
      'runs' in record.value || lengthOf(record.value, language) > SHORT
    const cut = LANGUAGES.filter(([language]) => isLong(language === 'en' ? 'en' : 'zh')).flatMap(
      ([language, name]) => {
        const composed = replyById(record.value.id, language, knowledge, today)
        if (!composed) return []
        const reply = withButtons({ reply: composed.reply, answered: composed }, DEFAULTS, knowledge)
        return [...limited].flatMap(([platform, preview]) => {
          const measures = preview(reply, say).flatMap((message) => message.measures)
          // A platform that measures nothing, as a terminal, cuts nothing.
          if (measures.length === 0) limited.delete(platform)
          return measures
            .filter(({ count, limit }) => count > limit)
            .map(({ what, count, limit }) => `${platform} shows ${limit} of its ${count} ${what} in ${name}`)
        })
      },
    )
    return cut.length > 0 ? [record.problemAt(['id'], 'cut-answer', `${cut.join('; ')}; shorten it`)] : []
  })
}

/** Characters of all texts in a language, at any depth. */
function lengthOf(value: unknown, language: 'en' | 'zh', isWithin = false): number {
  if (typeof value === 'string') return isWithin ? value.length : 0
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce(
    (sum, [name, inner]) =>
      name === 'questions' ? sum : sum + lengthOf(inner, language, isWithin || name === language),
    0,
  )
}
