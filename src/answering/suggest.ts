/** What someone who has typed a few letters may want: the answer to it, then entries and figures by name. For inline queries and autocomplete. */
import Fuse from 'fuse.js'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import { detectLanguage } from '../language/detect.ts'
import { toSimplified } from '../language/script.ts'
import { toUnits } from '../language/units.ts'
import type { Language } from '../message.ts'
import type { Reply } from '../reply.ts'
import type { Answerer } from './answer.ts'
import { choiceOf } from './asides.ts'
import { wordsIn } from './wording.ts'

export type Suggestion = { id: string; label: string; reply(): Reply }

export type Suggest = (typed: string, options: { language?: Language | undefined; limit: number }) => Suggestion[]

/** What fuse.js finds beyond this is another word. */
const THRESHOLD = 0.35

/** @param today ISO day, asked anew for each suggestion */
export function buildSuggest(answerer: Answerer, today: () => string): Suggest {
  const { knowledge } = answerer
  let names: Fuse<Named> | undefined

  function byName(typed: string, limit: number): string[] {
    names ??= new Fuse(namesOf(knowledge), {
      keys: ['name'],
      threshold: THRESHOLD,
      ignoreLocation: true,
      useTokenSearch: true,
    })
    return names.search(toSimplified(typed), { limit: limit * 2 }).map(({ item }) => item.id)
  }

  return (typed, { language, limit }) => {
    const text = typed.trim()
    const detected = detectLanguage(text, toUnits(text), () => true)
    const spoken = detected === 'other' || detected === 'none' ? (language ?? 'en') : detected
    const words = wordsIn(spoken, knowledge)
    const answer = (asked: string): Reply => answerer.answer({ text: asked, language: spoken, today: today() }).reply
    if (text === '') return knowledge.topics.slice(0, limit).flatMap((id) => suggestion(id) ?? [])
    const best = answer(text)
    const [entry] = best.outcome === 'answer' || best.outcome === 'urgent' ? best.entries : []
    const first = entry === undefined ? [] : [{ id: entry, label: labelOf(entry) ?? text, reply: () => best }]
    const offered = best.outcome === 'answer' || best.outcome === 'urgent' ? [] : best.choices.map(({ id }) => id)
    const near = [...new Set([...offered, ...byName(text, limit)])].filter((id) => id !== entry)
    return [...first, ...near.flatMap((id) => suggestion(id) ?? [])].slice(0, limit)

    function suggestion(id: string): Suggestion | undefined {
      const choice = choiceOf(id, words, knowledge)
      return choice && { id, label: choice.label, reply: () => answer(choice.ask) }
    }

    function labelOf(id: string): string | undefined {
      return choiceOf(id, words, knowledge)?.label
    }
  }
}

type Named = { id: string; name: string }

function namesOf({ guidance, glossary, figures }: KnowledgeBase): Named[] {
  const both = (id: string, name: { en: string; zh: string }): Named[] => [
    { id, name: name.en },
    { id, name: name.zh },
  ]
  return [
    ...[...guidance.values()].flatMap(({ id, title }) => both(id, title)),
    ...[...glossary.values()].flatMap(({ id, term }) => both(id, term)),
    ...[...figures.values()].flatMap(({ id, label }) => both(id, label)),
  ]
}
