/** Questions that found no answer: those about the same thing together, each with the entry that comes nearest and the words to add to it. */
import { createHash } from 'node:crypto'
import type { Answerer } from '../answering/answer.ts'
import { sameWords } from '../knowledge/checks/phrasings.ts'
import { normalise } from '../language/normalise.ts'
import { toSimplified } from '../language/script.ts'
import { segment } from '../language/segment.ts'
import { isStopWord } from '../language/stop-words.ts'
import type { UnansweredGroup } from '../store/store.ts'
import { type Group, groupWordings } from './group-wordings.ts'
import { Refusal } from './refusal.ts'

export type Wording = {
  /** Names it in commands, and the gap that it stands in. */
  key: string
  text: string
  count: number
}

export type Gap = {
  /** Of its first wording. */
  key: string
  language: 'en' | 'zh'
  /** How often it was asked in any of its wordings; ISO days. */
  count: number
  first: string
  last: string
  /** Why the most asked of them found no answer. */
  reason: string
  /** The most asked first. */
  wordings: Wording[]
  nearest: Nearest | null
  /** What to add to the example questions of an entry; null where the question has no other words than its telling ones. */
  phrase: string | null
}

export type Nearest =
  /** The guidance that would most likely answer, and how likely it does now. */
  | { kind: 'guidance'; id: string; title: string; probability: number }
  /** A question for a number that nobody published, or nobody has entered: the figure that was offered instead. */
  | { kind: 'figure'; id: string; title: string }

export type Gaps = {
  /** The most asked first. */
  gaps: Gap[]
  /** How many wordings the knowledge answers by now. */
  answered: number
}

/** @param today ISO day */
export function findGaps(groups: readonly UnansweredGroup[], answerer: Answerer, today: string): Gaps {
  const open = groups.filter(({ text }) => !isAnswered(text, answerer, today))
  const gaps = groupWordings(open, languageOf, phrasingsOf(answerer)).map((members) => gapOf(members, answerer, today))
  return { gaps: gaps.sort((a, b) => b.count - a.count), answered: groups.length - open.length }
}

/** @throws Refusal where no gap or more than one is meant */
export function gapNamed(key: string, { gaps }: Gaps): Gap {
  const meant = gaps.filter(({ wordings }) => key !== '' && wordings.some((wording) => wording.key.startsWith(key)))
  const [gap, another] = meant
  if (!gap) throw new Refusal(`there is no gap "${key}", or it is answered by now; npm run gaps lists them`)
  if (another) throw new Refusal(`"${key}" may mean ${meant.map((one) => one.key).join(' or ')}; write more of it`)
  return gap
}

const languageOf = ({ language }: UnansweredGroup): 'en' | 'zh' => (language === 'en' ? 'en' : 'zh')

function isAnswered(text: string, answerer: Answerer, today: string): boolean {
  const { outcome } = answerer.answer({ text, today }).reply
  return outcome === 'answer' || outcome === 'urgent' || outcome === 'clarify'
}

const phrasingsOf = ({ knowledge }: Answerer): string[] =>
  [...knowledge.guidance.values()].flatMap(({ title, questions }) => [
    title.en,
    title.zh,
    ...questions.en,
    ...questions.zh,
  ])

function gapOf(members: Group<UnansweredGroup>, answerer: Answerer, today: string): Gap {
  const [first] = members
  return {
    key: keyOf(first),
    language: languageOf(first),
    count: members.reduce((sum, { count }) => sum + count, 0),
    first: members.map((one) => one.first).sort()[0] ?? first.first,
    last:
      members
        .map((one) => one.last)
        .sort()
        .at(-1) ?? first.last,
    reason: first.reason,
    wordings: members.map((one) => ({ key: keyOf(one), text: one.text, count: one.count })),
    nearest: nearestTo(first.text, answerer, today),
    phrase: phraseFrom(first.text) ?? null,
  }
}

const keyOf = ({ language, text }: UnansweredGroup): string =>
  createHash('sha256').update(`${language} ${text}`).digest('hex').slice(0, 6)

function nearestTo(text: string, answerer: Answerer, today: string): Nearest | null {
  const { guidance, figures } = answerer.knowledge
  const { reply, candidates } = answerer.answer({ text, today })
  const [figure] = reply.choices.flatMap(({ id }) => figures.get(id) ?? [])
  if (reply.reason === 'not-published' && figure) return { kind: 'figure', id: figure.id, title: figure.label.en }
  for (const candidate of candidates) {
    const entry = candidate.kind === 'entry' ? guidance.get(candidate.id) : undefined
    const probability = Number(candidate.probability.toFixed(3))
    if (entry) return { kind: 'guidance', id: entry.id, title: entry.title.en, probability }
  }
  return null
}

/** A question as it was kept, without what was said around a mark that stands for something taken out. */
export function plainQuestion(text: string): string {
  const clauses = text.replace(/…$/, '').split(/(?<=[,;.!?，；。！？])/u)
  const clear = clauses.filter((clause) => !MARK.test(clause)).join('')
  return (/[\p{L}\p{N}]/u.test(clear) ? clear : text.replace(new RegExp(MARK, 'g'), ' ')).replace(/\s+/g, ' ').trim()
}

const MARK = /\[\w+\]/

/** The words of a question that tell what it is about, in their order, as an example question; undefined where that is all of it. */
export function phraseFrom(text: string): string | undefined {
  const plain = normalise(plainQuestion(text))
  const words = segment(plain).filter(({ key }) => !isStopWord(key))
  const phrase = toSimplified(
    words
      .map((word, index) => {
        const beside = words[index - 1]
        const joined = index === 0 || (word.kind === 'han' && beside?.kind === 'han')
        return joined ? word.text : ` ${word.text}`
      })
      .join(''),
  )
  return phrase === '' || sameWords(phrase) === sameWords(plain) ? undefined : phrase
}
