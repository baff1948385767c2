/** What a change of the knowledge does to answers: every phrasing and the question bank, asked of both versions. */
import { buildAnswerer } from '../answering/answer.ts'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { BankItem } from '../knowledge/schema/questions.ts'
import { type AnswerChange, answerChanges } from './answer-changes.ts'
import { type FigureChange, figureChanges } from './figure-changes.ts'
import { phrasingsOf, talkOf } from './replay.ts'

export type Version = { knowledge: KnowledgeBase; bank: readonly BankItem[] }

export type KnowledgeDiff = {
  /** Questions asked of both. */
  asked: number
  answers: AnswerChange[]
  figures: FigureChange[]
  /** Entries and terms. */
  added: string[]
  removed: Removed[]
  /** English titles by id, of what answers rest on. */
  titles: Record<string, string>
}

/** `successor`: what it was retired for. */
export type Removed = { id: string; successor: string | null }

/** @param today ISO day that both are asked on */
export async function diffKnowledge(before: Version, after: Version, today: string): Promise<KnowledgeDiff> {
  const talks = [after, before].flatMap(({ knowledge, bank }) => [...bank.map(talkOf), ...phrasingsOf(knowledge)])
  const { asked, changes, stating } = await answerChanges(
    talks,
    buildAnswerer(before.knowledge),
    buildAnswerer(after.knowledge),
    today,
  )
  const [old, now] = [titlesOf(before.knowledge), titlesOf(after.knowledge)]
  const told = new Set(changes.flatMap(({ before, after }) => [...before.entries, ...after.entries]))
  return {
    asked,
    answers: changes,
    figures: figureChanges(before.knowledge, after.knowledge, stating),
    added: entriesOf(after.knowledge).filter((id) => !old.has(id)),
    removed: entriesOf(before.knowledge)
      .filter((id) => !now.has(id))
      .map((id) => ({ id, successor: after.knowledge.retired.get(id) ?? null })),
    titles: Object.fromEntries([...old, ...now].filter(([id]) => told.has(id))),
  }
}

const entriesOf = ({ guidance, glossary }: KnowledgeBase): string[] => [...guidance.keys(), ...glossary.keys()]

const titlesOf = ({ guidance, glossary, figures, computed }: KnowledgeBase): Map<string, string> =>
  new Map([
    ...[...guidance.values()].map(({ id, title }) => [id, title.en] as const),
    ...[...glossary.values()].map(({ id, term }) => [id, term.en] as const),
    ...[...figures.values(), ...computed.values()].map(({ id, label }) => [id, label.en] as const),
  ])
