/** Replies that answer no question about the subject: greetings, the list of topics, all sources of an answer. */
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { Figure, Series } from '../knowledge/schema/figures.ts'
import type { VoiceKey } from '../knowledge/schema/voice.ts'
import { parsePeriod } from '../language/period.ts'
import type { Language } from '../message.ts'
import type { Block, Choice, Reply } from '../reply.ts'
import { FEWEST_POINTS } from './chart.ts'
import { compose, helpDraft } from './compose.ts'
import { buildFigureScribe } from './describe-figures.ts'
import { plainText } from './plain-text.ts'
import { sourceLine } from './source-line.ts'
import { type Words, wordsIn } from './wording.ts'

export const finish = (words: Words, parts: Partial<Reply>): Reply => {
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
  if (key === 'help' || key === 'greeting' || key === 'ask-what') {
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
  return finish(words, {
    blocks: [{ kind: 'lead', text: words.say('topics-title') }],
    choices: knowledge.topics.flatMap((id) => choiceOf(id, words, knowledge) ?? []),
  })
}

/** The newest core figures, one for each offence: a way in to the table of figures. */
export function figuresReply(language: Language, knowledge: KnowledgeBase): Reply {
  const words = wordsIn(language, knowledge)
  return finish(words, {
    blocks: [{ kind: 'lead', text: words.say('figures-title') }],
    choices: newestFigures(knowledge).flatMap((id) => choiceOf(id, words, knowledge) ?? []),
  })
}

const MOST_FIGURES = 12

function newestFigures({ figures }: KnowledgeBase): string[] {
  const newest = new Map<string, Figure>()
  const end = (figure: Figure): string => parsePeriod(figure.period ?? figure.as_of ?? '')?.to ?? ''
  for (const figure of figures.values()) {
    if (figure.tier !== 'core') continue
    const before = newest.get(figure.offence)
    if (!before || end(figure) > end(before)) newest.set(figure.offence, figure)
  }
  return [...newest.values()].slice(0, MOST_FIGURES).map(({ id }) => id)
}

/** What asks for an entry, a term, a figure or one of the bot's own examples, by its id; what was retired, by what took its place. */
export function choiceOf(named: string, words: Words, knowledge: KnowledgeBase): Choice | undefined {
  const id = knowledge.retired.get(named) ?? named
  const name =
    knowledge.guidance.get(id)?.title ??
    knowledge.glossary.get(id)?.term ??
    knowledge.figures.get(id)?.label ??
    (EXAMPLES.has(id) ? knowledge.voice[id as VoiceKey] : undefined)
  if (!name) return undefined
  const label = words.text(name)
  return { label, ask: label, id }
}

const EXAMPLES: ReadonlySet<string> = new Set(['example-1', 'example-2', 'example-3'] satisfies VoiceKey[])

/** The picture names the others. */
const SOURCES_BESIDE_CHART = 2

/** A whole series as a picture with its values: what the picture says besides, it says itself. */
export function chartReply(id: string, language: Language, knowledge: KnowledgeBase, today: string): Reply | undefined {
  const series = knowledge.series.get(id)
  if (!series || !isDrawable(series)) return undefined
  const runs = series.runs
    .map((ids) => ({ series, figures: ids.flatMap((figure) => knowledge.figures.get(figure) ?? []) }))
    .sort((a, b) => b.figures.length - a.figures.length)
  const { reply } = compose(
    { outcome: 'answer', figures: { kind: 'series', runs }, rule: 'chart asked for', confidence: 1 },
    language,
    knowledge,
    today,
  )
  const shown = {
    ...reply,
    blocks: reply.blocks.filter(({ kind }) => kind === 'lead' || kind === 'chart'),
    sources: reply.sources.slice(0, SOURCES_BESIDE_CHART),
  }
  return { ...shown, text: plainText(shown, wordsIn(language, knowledge)) }
}

/** The series that a figure stands in, where a picture can be drawn of it. */
export function chartFor(figure: string, knowledge: KnowledgeBase): string | undefined {
  return [...knowledge.series.values()].find((series) => isDrawable(series) && series.runs.flat().includes(figure))?.id
}

const isDrawable = ({ runs }: Series): boolean => runs.flat().length >= FEWEST_POINTS

/** Every source of an entry, a term or a figure, or of what took its place. */
export function sourcesOf(named: string, knowledge: KnowledgeBase): string[] {
  const id = knowledge.retired.get(named) ?? named
  const entry = knowledge.guidance.get(id) ?? knowledge.glossary.get(id)
  if (entry) return [...entry.sources]
  return knowledge.figures.get(id)?.reports.map(({ source }) => source) ?? []
}
