/** A decision turned into a reply: only sentences, numbers and sources of the knowledge base, in the language asked for. */
import { periodOf } from '../figures/cells.ts'
import type { FigureAnswer } from '../figures/figure-answer.ts'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { Figure } from '../knowledge/schema/figures.ts'
import type { VoiceKey } from '../knowledge/schema/voice.ts'
import { writePeriod } from '../language/period.ts'
import type { Language } from '../message.ts'
import type { Block, Choice, Reply, SourceLine, StatedFigure } from '../reply.ts'
import type { Decision } from './decide.ts'
import { citation, plainText } from './plain-text.ts'
import { type Words, wordsIn } from './wording.ts'

/** More sources than this help nobody; `/sources` shows them all. */
const MOST_SOURCES = 3

type Draft = Pick<Reply, 'entries' | 'figures' | 'blocks' | 'choices'> & { sources: string[] }

const EMPTY: Draft = { entries: [], figures: [], blocks: [], choices: [], sources: [] }

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
    sources: allSources.slice(0, MOST_SOURCES).flatMap((id) => sourceLine(id, knowledge, words)),
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
        decision.figures?.kind === 'not-published' ? decision.figures.nearest.map(scribe.choiceOfFigure) : []
      return { ...draft, choices: [...nearest, ...draft.choices].slice(0, 4) }
    }
    case 'suggest':
      if ('entries' in decision)
        return { ...EMPTY, blocks: [lead(words.say('suggest'))], choices: decision.entries.map(scribe.choiceOfEntry) }
      return scribe.figures(decision.figures)
    default:
      return 'entry' in decision ? scribe.entry(decision.entry) : scribe.figures(decision.figures)
  }
}

const lead = (text: string): Block => ({ kind: 'lead', text })

export function helpDraft(topic: 'greeting' | 'thanks' | 'help' | 'empty' | 'ask-what', words: Words): Draft {
  const examples = (['example-1', 'example-2', 'example-3'] as const).map((key) => ({
    label: words.say(key),
    ask: words.say(key),
    id: key,
  }))
  const blocks: Block[] =
    topic === 'help'
      ? [lead(words.say('help')), { kind: 'paragraph', text: words.say('commands') }]
      : [lead(words.say(topic))]
  return { ...EMPTY, blocks, choices: topic === 'thanks' ? [] : examples }
}

function buildScribe(knowledge: KnowledgeBase, words: Words, today: string) {
  const unitOf = (measure: string): string => knowledge.concepts.measures.find((one) => one.id === measure)?.unit ?? ''

  const note = (label: Parameters<Words['say']>[0], text: string): Block => ({
    kind: 'note',
    label: words.say(label),
    text,
  })

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
    if (guidance.caution) blocks.push(note('label-caution', words.text(guidance.caution)))
    if (guidance.confidence === 'low' && !guidance.caution)
      blocks.push(note('label-caution', words.say('low-confidence')))
    if (guidance.in_force?.to && guidance.in_force.to < today)
      blocks.push(note('label-note', words.say('repealed', { date: words.date(guidance.in_force.to) })))
    if (guidance.in_force?.from && guidance.in_force.from > today)
      blocks.push(note('label-note', words.say('not-yet-in-force', { date: words.date(guidance.in_force.from) })))
    const laws = lawLines(guidance.law ?? [])
    if (laws) blocks.push(note('label-law', laws))
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

  function term(id: string): Draft {
    const found = knowledge.glossary.get(id)
    if (!found) throw new Error(`compose: no entry ${id}`)
    const laws = lawLines(found.law ?? [])
    const name = words.text(found.term)
    return {
      entries: [id],
      figures: [],
      blocks: [
        lead(
          words.language === 'en'
            ? `${name}: ${words.text(found.definition)}`
            : `${name}：${words.text(found.definition)}`,
        ),
        ...(laws ? [note('label-law', laws)] : []),
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
      return figure ? [stated(figure)] : []
    })
  }

  const stated = (figure: Figure): StatedFigure => ({
    id: figure.id,
    value: figure.value,
    unit: unitOf(figure.measure),
    qualifier: figure.qualifier,
    stage: figure.stage,
    period: writePeriod(periodOf(figure)),
    formula: null,
  })

  const amountOf = (figure: Figure): string => words.value(figure.value, figure.qualifier, unitOf(figure.measure))
  const sentenceOf = (figure: Figure): string => words.text(figure.says, { value: amountOf(figure) })
  const periodName = (figure: Figure): string => words.period(writePeriod(periodOf(figure)))

  function choiceOfEntry(id: string): Choice {
    const title = knowledge.guidance.get(id)?.title ?? knowledge.glossary.get(id)?.term
    const label = title ? words.text(title) : id
    return { label, ask: label, id }
  }

  const choiceOfFigure = (figure: Figure): Choice => ({
    label: words.text(figure.label),
    ask: words.text(figure.label),
    id: figure.id,
  })

  function changeOf({ change }: Figure): string | undefined {
    if (!change) return undefined
    const base = change.base_label ? words.text(change.base_label) : words.period(change.base ?? '')
    if (change.times !== undefined)
      return words.say('change-times', { change: words.value(change.times, change.qualifier, 'times'), base })
    const percent = change.percent ?? 0
    return words.say(percent < 0 ? 'change-down-percent' : 'change-up-percent', {
      change: words.value(Math.abs(percent), change.qualifier, 'percent'),
      base,
    })
  }

  /** What a reader of this figure must be told beside it. */
  function remarks(figure: Figure): Block[] {
    const blocks: Block[] = []
    const change = changeOf(figure)
    if (change) blocks.push(note('label-change', sentenceEnd(change)))
    if (figure.disagreement) blocks.push(note('label-disagreement', words.text(figure.disagreement)))
    if (figure.note) blocks.push(note('label-note', words.text(figure.note)))
    if (figure.confidence === 'low') blocks.push(note('label-caution', words.say('low-confidence')))
    if (figure.next_release && figure.next_release < today)
      blocks.push(note('label-note', words.say('newer-may-be-out', { date: words.date(figure.next_release) })))
    return blocks
  }

  const sentenceEnd = (text: string): string =>
    words.language === 'en' ? `${text.charAt(0).toUpperCase()}${text.slice(1)}.` : `${text}。`

  const resting = (figures: readonly Figure[]): Pick<Draft, 'entries' | 'figures' | 'sources'> => ({
    entries: figures.map((figure) => figure.id),
    figures: figures.map(stated),
    // The best grounded report of each figure first.
    sources: [
      ...figures.flatMap((figure) => figure.reports.slice(0, 1)),
      ...figures.flatMap((figure) => figure.reports.slice(1)),
    ].map((report) => report.source),
  })

  function figures(answer: FigureAnswer): Draft {
    switch (answer.kind) {
      case 'cell':
        return {
          ...resting([answer.figure]),
          blocks: [lead(sentenceOf(answer.figure)), ...remarks(answer.figure)],
          choices: neighbours(answer.figure),
        }
      case 'nearest': {
        const [first, ...others] = answer.figures
        if (!first) return EMPTY
        return {
          ...resting([first]),
          blocks: [lead(words.say('nearest')), { kind: 'paragraph', text: sentenceOf(first) }, ...remarks(first)],
          choices: others.map(choiceOfFigure),
        }
      }
      case 'clarify':
        return {
          ...EMPTY,
          entries: answer.figures.map((figure) => figure.id),
          blocks: [lead(words.say(`clarify-${answer.missing}`))],
          choices: answer.figures.map(choiceOfFigure),
        }
      case 'share-refused':
        return {
          ...resting(answer.figures),
          blocks: [lead(words.say('share-refused')), { kind: 'list', items: answer.figures.map(sentenceOf) }],
          choices: [],
        }
      case 'share': {
        const share = words.value(Number(answer.share.toFixed(1)), 'exact', 'percent')
        return {
          ...resting([answer.part, answer.whole]),
          blocks: [
            lead(words.say('share-computed', { share, part: amountOf(answer.part), whole: amountOf(answer.whole) })),
            { kind: 'list', items: [answer.part, answer.whole].map(sentenceOf) },
          ],
          choices: [],
        }
      }
      case 'compare':
        return comparison(answer)
      case 'series':
        return {
          ...resting(answer.figures),
          blocks: [
            lead(sentenceEnd(words.say('series-title', { label: words.text(answer.series.label) }))),
            {
              kind: 'list',
              items: answer.figures.map(
                (figure) => `${periodName(figure)}${words.language === 'en' ? ': ' : '：'}${amountOf(figure)}`,
              ),
            },
            ...(answer.series.breaks ? [note('label-note', words.text(answer.series.breaks))] : []),
          ],
          choices: [],
        }
      case 'not-published':
        return {
          ...EMPTY,
          blocks: [lead(words.say('abstain-not-published'))],
          choices: answer.nearest.map(choiceOfFigure),
        }
    }
  }

  function comparison({ before, after, change }: Extract<FigureAnswer, { kind: 'compare' }>): Draft {
    const both: Block = { kind: 'list', items: [sentenceOf(before), sentenceOf(after)] }
    if (!change) {
      const breaks = [...knowledge.series.values()].find((series) => series.runs.flat().includes(after.id))?.breaks
      return {
        ...resting([before, after]),
        blocks: [lead(words.say('compare-refused')), both, ...(breaks ? [note('label-note', words.text(breaks))] : [])],
        choices: [],
      }
    }
    const approximate = before.qualifier === 'exact' && after.qualifier === 'exact' ? 'exact' : 'about'
    const published =
      after.change?.percent !== undefined && after.change.base === before.period ? after.change : undefined
    const percent = published ? Math.abs(published.percent ?? 0) : change.percent
    const blanks = {
      change: words.value(
        Number(percent.toPrecision(approximate === 'exact' || published ? 3 : 2)),
        published?.qualifier ?? approximate,
        'percent',
      ),
      before: amountOf(before),
      after: amountOf(after),
      first: periodName(before),
      second: periodName(after),
    }
    return {
      ...resting([before, after]),
      blocks: [
        lead(words.say(`compare-${change.direction}`, blanks)),
        both,
        ...(published ? [] : [note('label-formula', words.say('compare-computed', blanks))]),
        ...[before, after]
          .flatMap((figure) => (figure.note ? [note('label-note', words.text(figure.note))] : []))
          .slice(0, 1),
      ],
      choices: [],
    }
  }

  /** The other points of the same run, nearest in time first: what people ask next. */
  function neighbours(figure: Figure): Choice[] {
    const run =
      [...knowledge.series.values()].flatMap((series) => series.runs).find((ids) => ids.includes(figure.id)) ?? []
    const at = run.indexOf(figure.id)
    return [run[at - 1], run[at + 1]].flatMap((id) => (id ? (knowledge.figures.get(id) ?? []) : [])).map(choiceOfFigure)
  }

  return {
    entry,
    figures,
    choiceOfEntry,
    choiceOfFigure,
    inChinese: (key: VoiceKey): string => knowledge.voice[key].zh,
  }
}

/** 287-2 is 第287条之二. */
function chineseArticle(article: string): string {
  const [number, inserted] = article.split('-')
  return `第${number}条${inserted ? `之${'〇一二三四五六七八九'[Number(inserted)] ?? inserted}` : ''}`
}

export function sourceLine(id: string, knowledge: KnowledgeBase, words: Words): SourceLine[] {
  const source = knowledge.sources.get(id)
  if (!source) return []
  const name =
    words.language === 'en' || !source.publisher_zh
      ? source.publisher
      : words.text({ en: source.publisher, zh: source.publisher_zh })
  // A carrier that is only described ("a law firm's site") has no name that Chinese readers could look up.
  const carried = source.via !== undefined && (words.language === 'en' || !/^(?:an?|the) /.test(source.via))
  const publisher = source.via && carried ? words.say('via', { publisher: name, carrier: source.via }) : name
  const named = { title: source.title, publisher, published: source.published ?? null }
  return [{ id, ...named, url: source.url ?? null, line: citation(named, words) }]
}
