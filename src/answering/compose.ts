/** A decision turned into a reply: only sentences, numbers and sources of the knowledge base, in the language asked for. */
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { CourtesyKey } from '../knowledge/schema/signals.ts'
import type { VoiceKey } from '../knowledge/schema/voice.ts'
import type { Language } from '../message.ts'
import type { Block, Choice, Reply, StatedFigure } from '../reply.ts'
import type { Decision } from './decide.ts'
import { buildFigureScribe } from './describe-figures.ts'
import { type Draft, EMPTY, lead, note } from './draft.ts'
import { plainText } from './plain-text.ts'
import { sourceLine } from './source-line.ts'
import { type Words, wordsIn } from './wording.ts'

/** More sources than this help nobody, unless each figure has its own; `/sources` shows them all. */
const MOST_SOURCES = 3
const MOST_SOURCES_OF_FIGURES = 8

/** @param today ISO day; figures past their next release and rules out of force say so */
export function compose(
  decision: Decision,
  language: Language,
  knowledge: KnowledgeBase,
  today: string,
): { reply: Reply; allSources: string[] } {
  const words = wordsIn(language, knowledge)
  const scribe = buildScribe(knowledge, words, today)
  const draft = draftOf(decision, scribe, words)
  const { sources, ...shown } = draft
  const allSources = [...new Set(sources)]
  const reply: Omit<Reply, 'text'> = {
    language,
    outcome: decision.outcome,
    reason: decision.outcome === 'abstain' ? decision.reason : null,
    confidence: Number(decision.confidence.toFixed(3)),
    ...shown,
    sources: allSources
      .slice(0, Math.min(MOST_SOURCES_OF_FIGURES, Math.max(MOST_SOURCES, draft.figures.length)))
      .flatMap((id) => sourceLine(id, knowledge, words)),
  }
  return { reply: { ...reply, text: plainText(reply, words) }, allSources }
}

type Scribe = ReturnType<typeof buildScribe>

function draftOf(decision: Decision, scribe: Scribe, words: Words): Draft {
  switch (decision.outcome) {
    case 'help':
      return helpDraft(decision.topic, words)
    case 'urgent':
      return scribe.entry(decision.entry)
    case 'abstain': {
      if (decision.explainedBy) return scribe.entry(decision.explainedBy)
      // Whoever writes in a third language may read either of ours.
      const both =
        decision.reason === 'language'
          ? [{ kind: 'paragraph' as const, text: scribe.inChinese('abstain-language') }]
          : []
      const draft: Draft = {
        ...EMPTY,
        blocks: [lead(words.say(`abstain-${decision.reason}`)), ...both],
        choices: decision.nearest.map(scribe.choiceOfEntry),
      }
      const nearest =
        decision.figures?.kind === 'not-published' ? decision.figures.nearest.map(scribe.figures.choiceOf) : []
      return { ...draft, choices: [...nearest, ...draft.choices].slice(0, 4) }
    }
    case 'suggest':
      if ('entries' in decision)
        return { ...EMPTY, blocks: [lead(words.say('suggest'))], choices: decision.entries.map(scribe.choiceOfEntry) }
      return leavingOut(decision.unread ?? [], scribe.figures.describe(decision.figures), words)
    default:
      return 'entry' in decision ? scribe.entry(decision.entry) : scribe.figures.describe(decision.figures)
  }
}

/** Says first which words of the question the figures do not take account of. */
function leavingOut(unread: readonly string[], draft: Draft, words: Words): Draft {
  if (unread.length === 0) return draft
  const [first, ...rest] = draft.blocks
  const told: Block[] = first?.kind === 'lead' ? [{ kind: 'paragraph', text: first.text }, ...rest] : draft.blocks
  return { ...draft, blocks: [lead(words.say('unread', { words: words.listed(unread) })), ...told] }
}

/** Words that end something: nothing is put forward after them. */
const CLOSING: ReadonlySet<VoiceKey> = new Set(['thanks', 'good-bye', 'all-right', 'no-harm'])

export function helpDraft(topic: CourtesyKey | 'empty' | 'ask-what', words: Words): Draft {
  const examples = (['example-1', 'example-2', 'example-3'] as const).map((key) => ({
    label: words.say(key),
    ask: words.say(key),
    id: key,
  }))
  const blocks: Block[] =
    topic === 'help'
      ? [lead(words.say('help')), { kind: 'paragraph', text: words.say('commands') }]
      : [lead(words.say(topic))]
  return { ...EMPTY, blocks, choices: CLOSING.has(topic) ? [] : examples }
}

function buildScribe(knowledge: KnowledgeBase, words: Words, today: string) {
  const figures = buildFigureScribe(knowledge, words, today)

  function entry(id: string): Draft {
    const guidance = knowledge.guidance.get(id)
    if (!guidance) return term(id)
    const key = words.language === 'en' ? 'en' : 'zh'
    const blocks: Block[] = [lead(words.text(guidance.short))]
    if (guidance.steps)
      blocks.push({
        kind: 'steps',
        items: guidance.steps.en.map((en, index) => words.text({ en, zh: guidance.steps?.zh[index] ?? en })),
      })
    if (guidance.more) blocks.push({ kind: 'paragraph', text: words.text(guidance.more) })
    if (guidance.caution) blocks.push(note('label-caution', words.text(guidance.caution), words))
    if (guidance.confidence === 'low' && !guidance.caution)
      blocks.push(note('label-caution', words.say('low-confidence'), words))
    if (guidance.in_force?.to && guidance.in_force.to < today)
      blocks.push(note('label-note', words.say('repealed', { date: words.date(guidance.in_force.to) }), words))
    if (guidance.in_force?.from && guidance.in_force.from > today)
      blocks.push(
        note('label-note', words.say('not-yet-in-force', { date: words.date(guidance.in_force.from) }), words),
      )
    blocks.push(...outdated(id))
    const laws = lawLines(guidance.law ?? [])
    if (laws) blocks.push(note('label-law', laws, words))
    return {
      entries: [id],
      figures: statedIn([
        guidance.short,
        guidance.more,
        guidance.caution,
        ...(guidance.steps?.[key].map((text) => ({ en: text, zh: text })) ?? []),
      ]),
      blocks,
      sources: [...guidance.sources],
      choices: (guidance.related ?? []).slice(0, 3).map(choiceOfEntry),
    }
  }

  /** Where the other language was changed in meaning and this one has not followed yet. */
  function outdated(id: string): Block[] {
    const behind = knowledge.outdated.get(id)
    if (behind?.language !== (words.language === 'en' ? 'en' : 'zh')) return []
    return [note('label-caution', words.say('text-outdated', { date: words.date(behind.since) }), words)]
  }

  function term(id: string): Draft {
    const found = knowledge.glossary.get(id)
    if (!found) throw new Error(`compose: no entry ${id}`)
    const laws = lawLines(found.law ?? [])
    return {
      entries: [id],
      figures: [],
      blocks: [
        lead(words.labelled(words.text(found.term), words.text(found.definition))),
        ...outdated(id),
        ...(laws ? [note('label-law', laws, words)] : []),
      ],
      sources: [...found.sources],
      choices: (found.related ?? []).slice(0, 3).map(choiceOfEntry),
    }
  }

  /** "Criminal Law, Article 266 (in force since …)", one law once, its articles together. */
  function lawLines(articles: readonly string[]): string | undefined {
    const byLaw = new Map<string, string[]>()
    for (const item of articles) {
      const [law = '', article = ''] = item.split(' ')
      byLaw.set(law, [...(byLaw.get(law) ?? []), article])
    }
    const english = words.language === 'en'
    const lines = [...byLaw].flatMap(([id, numbers]) => {
      const law = knowledge.laws.get(id)
      if (!law) return []
      const written = english ? numbers.join(', ') : numbers.map(chineseArticle).join('、')
      const date = law.amended
        ? words.say('law-amended', { date: words.date(law.amended) })
        : law.in_force
          ? words.say('law-in-force', { date: words.date(law.in_force) })
          : ''
      const dated = date === '' ? '' : english ? ` (${date})` : `（${date}）`
      return [words.say('law-article', { law: words.text(law.name), article: written }) + dated]
    })
    return lines.length > 0 ? lines.join(english ? '; ' : '；') : undefined
  }

  /** Figures that a text names, so that the JSON of an answer tells what it rests on. */
  function statedIn(texts: readonly ({ en: string; zh: string } | undefined)[]): StatedFigure[] {
    const ids = new Set(
      texts.flatMap((text) => [...(text?.en ?? '').matchAll(/\{([a-z0-9-]+)\}/g)].map((match) => match[1] ?? '')),
    )
    return [...ids].flatMap((id) => {
      const figure = knowledge.figures.get(id)
      return figure ? [figures.stated(figure)] : []
    })
  }

  function choiceOfEntry(id: string): Choice {
    const title = knowledge.guidance.get(id)?.title ?? knowledge.glossary.get(id)?.term
    const label = title ? words.text(title) : id
    return { label, ask: label, id }
  }

  return {
    entry,
    figures,
    choiceOfEntry,
    inChinese: (key: VoiceKey): string => knowledge.voice[key].zh,
  }
}

/** 287-2 is 第287条之二. */
function chineseArticle(article: string): string {
  const [number, inserted] = article.split('-')
  return `第${number}条${inserted ? `之${'〇一二三四五六七八九'[Number(inserted)] ?? inserted}` : ''}`
}
