/** One decision over all candidates: answer, ask back, suggest, or say why not. Rules are tried in order; the first that holds decides. */
import { type FigureAnswer, figuresOf, isDecisive, type RankedAnswer, states } from '../figures/figure-answer.ts'
import { asksWhy } from '../figures/operations.ts'
import type { CourtesyKey } from '../knowledge/schema/signals.ts'
import { redact } from '../language/redact.ts'
import type { Explanation } from '../matching/index.ts'
import type { AbstainReason } from '../reply.ts'
import { type Candidate, type EntryCandidate, isAskedByName } from './candidate.ts'
import type { Question } from './understand.ts'

export type Decision = { rule: string; confidence: number } & (
  | { outcome: 'answer'; entry: string }
  | {
      outcome: 'answer' | 'clarify' | 'suggest'
      figures: FigureAnswer
      /** Words of the question that the figures do not take account of, as far as they may be said back. */
      unread?: readonly string[]
    }
  | { outcome: 'urgent'; entry: string }
  | { outcome: 'suggest'; entries: string[] }
  | { outcome: 'abstain'; reason: AbstainReason; nearest: string[]; figures?: FigureAnswer; explainedBy?: string }
  | { outcome: 'help'; topic: CourtesyKey | 'empty' }
)

/** A wrong answer costs far more than a missing one: below this nothing is stated as the answer. */
export const ANSWER_FROM = 0.36
/** An explanation in words is stated for a question of how many, or one with a year the entry does not speak of, only from here on. */
const ANSWER_NUMBERS_FROM = 0.75
const ANSWER_STRAYS_FROM = 0.85
/** … and help for somebody in danger from here on: given once too often, it costs little. */
const EMERGENCY_STRAYS_FROM = 0.6
/** … and by an entry that holds no number at all only where it is as good as asked by its own words. */
const ANSWER_COUNTLESS_FROM = 0.9
const FEW_WORDS = 2
const ANSWER_ONE_WORD_FROM = 0.6
const ABSENT_EXPLAINED = 0.75
/** Below this not even "did you mean" is worth a person's time. */
export const SUGGEST_FROM = 0.28
/** … nor where less than this share of the question's words is known to the entry. */
const SUGGEST_EXPLAINED = 0.4

/** What an entry can be an answer to. */
export type Says = {
  /** It explains that something was never published. */
  absent: boolean
  /** It is for somebody in danger now: it comes first and alone. */
  emergency: boolean
  /** What can be counted in it: figures of the table, or else amounts of the law. */
  numbers: 'figures' | 'amounts' | 'none'
}

/** @param saysOf what an entry says, by its id */
export function decide(
  question: Question,
  candidates: readonly Candidate[],
  saysOf: (entry: string) => Says,
): Decision {
  const entries = candidates.filter((candidate) => candidate.kind === 'entry')
  const figures = candidates.find((candidate) => candidate.kind === 'figures')
  const best = entries[0]
  const isAbsent = (entry: string): boolean => saysOf(entry).absent
  const near = entries.filter((entry) => entry.probability >= SUGGEST_FROM / 3)
  const { language } = question
  // Whoever picks an entry by its name has read what it is called: nothing in the name says or asks for anything else.
  const isByName = isAskedByName(candidates)
  const signal = isByName ? undefined : question.signal

  if (signal?.outcome === 'urgent' && signal.entry)
    return { outcome: 'urgent', entry: signal.entry, rule: `signal ${signal.id}`, confidence: 0.95 }
  if (question.courtesy) return { outcome: 'help', topic: question.courtesy, rule: 'courtesy', confidence: 1 }
  if (language === 'none') return { outcome: 'help', topic: 'empty', rule: 'no words', confidence: 1 }
  if (language === 'other')
    return { outcome: 'abstain', reason: 'language', nearest: [], rule: 'another language', confidence: 0.95 }
  if (signal?.outcome === 'abstain' && signal.reason) {
    return {
      outcome: 'abstain',
      reason: signal.reason,
      nearest: signal.entry ? [signal.entry] : [],
      rule: `signal ${signal.id}`,
      confidence: 0.9,
    }
  }
  // A number is no reason.
  const explains = best && asksWhy(question.query) && best.probability >= ANSWER_FROM && !isAbsent(best.id)
  const stated = figures && states(figures.answer) && !explains ? figures : undefined
  if (stated && (isDecisive(stated) || stated.probability >= Math.max(ANSWER_FROM, best?.probability ?? 0)))
    return decideFigures(stated, question)
  // A figure that exists, though not every word was read, comes before an entry that says none was published.
  const exists =
    stated ?? (figures?.answer.kind === 'clarify' && question.query.periods.length > 0 ? figures : undefined)
  if (exists && best && isAbsent(best.id) && exists.probability >= ANSWER_FROM && !asksWhereFrom(question, best))
    return decideFigures(exists, question)
  // What the table was asked for word for word, and does not hold, is not in an entry that speaks of something near it.
  if (figures && !stated && namesCell(question) && figures.probability >= ANSWER_FROM && !(best && isAbsent(best.id)))
    return decideFigures(figures, question)
  if (best && (isByName || best.probability >= neededFor(question, best, saysOf(best.id)))) {
    if (isAbsent(best.id)) {
      return {
        outcome: 'abstain',
        reason: 'not-published',
        nearest: [],
        explainedBy: best.id,
        rule: 'known to be absent',
        confidence: best.probability,
      }
    }
    const found = { entry: best.id, rule: 'wording', confidence: best.probability }
    return saysOf(best.id).emergency && !asksInGeneral(question)
      ? { outcome: 'urgent', ...found }
      : { outcome: 'answer', ...found }
  }
  if (figures && figures.probability >= ANSWER_FROM) return decideFigures(figures, question)
  if (figures?.answer.kind === 'not-published')
    return {
      outcome: 'abstain',
      reason: 'not-published',
      nearest: near.map(({ id }) => id),
      figures: figures.answer,
      rule: 'no such cell',
      confidence: 1 - figures.probability,
    }
  if (
    best &&
    best.probability >= SUGGEST_FROM &&
    isSharedWith(best) &&
    (question.inField || wordsShared(best.why) >= 1.5)
  ) {
    return { outcome: 'suggest', entries: firstOf(near), rule: 'wording, unsure', confidence: best.probability }
  }
  const reason = reasonFor(question)
  return {
    outcome: 'abstain',
    reason,
    // Where the question is of another field, an entry with a word or two in common is no help.
    nearest: firstOf(reason === 'off-topic' ? near.filter(isSharedWith) : near),
    rule: 'nothing near',
    confidence: 1 - (best?.probability ?? 0),
  }
}

/** Whoever asks what something is or how much of it there is, is in no danger now. */
const asksInGeneral = ({ query }: Question): boolean =>
  query.operations.some((operation) => operation === 'value' || operation === 'definition')

/** Where a number comes from is told best by an entry about that number. */
const asksWhereFrom = ({ query }: Question, best: Candidate): boolean =>
  query.operations.includes('source') && query.numbers.length > 0 && best.probability >= ANSWER_COUNTLESS_FROM

/** A question that names every part of a cell, and nothing besides. */
const namesCell = ({ query }: Question): boolean =>
  query.offences.length > 0 &&
  query.stages.length > 0 &&
  query.periods.length > 0 &&
  query.unread.length === 0 &&
  (query.operations.includes('value') || query.measures.length > 0)

/** Whether an entry knows enough of the question's words to be worth naming. */
const isSharedWith = ({ why }: EntryCandidate): boolean => (why?.evidence.wordsExplained ?? 1) >= SUGGEST_EXPLAINED

const firstOf = (entries: readonly EntryCandidate[]): string[] => entries.slice(0, 3).map(({ id }) => id)

const YEAR = /^(?:19|20)\d\d$/

/** Words of the question that the entry knows; a single Chinese character is half a word. */
const wordsShared = (why: Explanation | undefined): number =>
  why === undefined ? Number.POSITIVE_INFINITY : why.words.reduce((sum, word) => sum + (word.length > 1 ? 1 : 0.5), 0)

/** "How many …" and "in 2015" ask for a number: an entry that merely shares the topic does not answer them. */
function neededFor(
  question: Question,
  { why }: { why: Explanation | undefined },
  { absent, emergency, numbers }: Says,
): number {
  const otherYear = why?.unexplained.some((word) => YEAR.test(word)) ?? false
  // A year alone is no subject, and of another year nothing absent can be told.
  const onlyYears = why !== undefined && why.words.length > 0 && why.words.every((word) => YEAR.test(word))
  if (onlyYears || (otherYear && absent)) return Number.POSITIVE_INFINITY
  const { operations, measures, periods } = question.query
  // "How much money" without a year asks for a threshold as often as for a sum.
  const asksCount = periods.length > 0 || measures.some((measure) => measure !== 'yuan')
  const asksNumber = (operations.includes('value') || measures.includes('rate')) && asksCount && !absent
  // "How many in 2024" is told by no entry without a figure, however much it speaks of the same thing.
  if (asksNumber && numbers !== 'figures' && periods.length > 0) return Number.POSITIVE_INFINITY
  // "Nothing was published" is a strong thing to say: only to a question that the entry explains nearly whole.
  const partly = absent && (why?.evidence.wordsExplained ?? 1) < ABSENT_EXPLAINED
  // What a word asks for that nothing accounts for ("shoplifting") may have been published all the same.
  if (partly && question.query.offences.length === 0 && question.query.unread.length > 0)
    return Number.POSITIVE_INFINITY
  const needed = [
    // A word or two in common with an entry is chance where nothing in the question belongs to the field.
    !question.inField && wordsShared(why) <= FEW_WORDS && (emergency ? EMERGENCY_STRAYS_FROM : ANSWER_STRAYS_FROM),
    wordsShared(why) < 1.5 && ANSWER_ONE_WORD_FROM,
    (otherYear || asksNumber || partly) && ANSWER_NUMBERS_FROM,
    asksNumber && numbers === 'none' && ANSWER_COUNTLESS_FROM,
  ]
  return Math.max(ANSWER_FROM, ...needed.filter((one) => one !== false))
}

function decideFigures({ answer, probability: confidence, unread }: RankedAnswer, question: Question): Decision {
  const { query } = question
  const said = { figures: answer, unread: sayable(unread, question) }
  switch (answer.kind) {
    case 'clarify':
      return { outcome: 'clarify', figures: answer, rule: `figures, ${answer.missing} missing`, confidence }
    case 'nearest':
      return { outcome: 'suggest', ...said, rule: 'figures, nearest cell', confidence }
    case 'some':
      return { outcome: 'suggest', ...said, rule: 'figures, some of those asked for', confidence }
    case 'not-published':
      return notPublished(answer, confidence)
    default: {
      if (unread.length === 0)
        return { outcome: 'answer', figures: answer, rule: `figures, ${answer.kind}`, confidence }
      // What a word left out asks for may be another stage altogether ("acquitted", "sent money"), where none is named.
      // A share of something else is no nearer to the one asked for.
      const isShare = query.operations.includes('share')
      return isShare || (query.stages.length === 0 && answer.kind === 'cell')
        ? notPublished({ kind: 'not-published', nearest: figuresOf(answer) }, confidence)
        : { outcome: 'suggest', ...said, rule: `figures, ${answer.kind}, words left out`, confidence }
    }
  }
}

/** What somebody pastes in about themselves is never said back. */
function sayable(unread: readonly string[], { written }: Question): readonly string[] {
  if (unread.length === 0) return unread
  const [whole, without] = [written.toLowerCase(), redact(written).toLowerCase()]
  return unread.filter((word) => without.includes(word) || !whole.includes(word))
}

const notPublished = (figures: FigureAnswer, confidence: number): Decision => ({
  outcome: 'abstain',
  reason: 'not-published',
  nearest: [],
  figures,
  rule: 'no such cell',
  confidence,
})

/** Why nothing was found, as far as the words tell. */
function reasonFor(question: Question): AbstainReason {
  if (question.contentWords === 0 || (question.familiar === 0 && looksLikeNoise(question))) return 'not-understood'
  if (question.query.offences.length > 0)
    return question.query.operations.includes('value') ? 'not-published' : 'not-known'
  return 'off-topic'
}

/** Key mashing, not words: no vowel, long runs of consonants, or one sign over and over. */
function looksLikeNoise(question: Question): boolean {
  const words = question.units.filter((unit) => unit.kind === 'word').map((unit) => unit.text)
  const han = question.units.filter((unit) => unit.kind === 'han')
  if (words.length === 0 && han.length === 0) return true
  if (words.length === 0) return han.length <= 2 || new Set(han.map((unit) => unit.key)).size === 1
  return words.every(
    (word) =>
      !/[aeiouy]/.test(word) ||
      /[^aeiouy]{5,}/.test(word) ||
      /(.)\1{3,}/.test(word) ||
      /^(..?)\1+$/.test(word) ||
      KEYBOARD_ROW.test(word),
  )
}

const KEYBOARD_ROW = /qwe|wer|ert|asd|sdf|dfg|fgh|hjk|jkl|zxc|xcv|cvb|vbn/
