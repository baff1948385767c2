/** Replays the question bank: what came back, and whether it is what must come back. */
import type { Answerer } from '../answering/answer.ts'
import type { BankItem, BankQuestion } from '../knowledge/schema/questions.ts'
import type { Reply } from '../reply.ts'
import { replay, talkOf } from './replay.ts'

export type BankResult = { ask: string; expect: BankQuestion['expect']; reply: Reply; wrong: string[] }

export async function replayBank(answerer: Answerer, bank: readonly BankItem[], today: string): Promise<BankResult[]> {
  const results: BankResult[] = []
  for (const item of bank) {
    const replies = await replay(talkOf(item), answerer, today)
    for (const [index, { ask, expect }] of ('talk' in item ? item.talk : [item]).entries()) {
      const reply = replies[index] as Reply
      results.push({ ask, expect, reply, wrong: judge(reply, expect) })
    }
  }
  return results
}

/** What differs from the expectation, in words; empty: all is well. */
export function judge(reply: Reply, expect: BankQuestion['expect']): string[] {
  const wrong: string[] = []
  const outcomes = expect.outcome ?? (expect.entry ? ['answer', 'urgent'] : undefined)
  if (outcomes && !outcomes.includes(reply.outcome as never))
    wrong.push(`outcome ${reply.outcome}, expected ${outcomes.join(' or ')}`)
  if (expect.not_outcome === reply.outcome) wrong.push(`outcome ${reply.outcome}, must not be`)
  if (
    expect.entry &&
    !['abstain', 'suggest', 'help'].includes(reply.outcome) &&
    !reply.entries.some((entry) => expect.entry?.includes(entry))
  ) {
    wrong.push(`rests on ${reply.entries.join(', ') || 'nothing'}, expected ${expect.entry.join(' or ')}`)
  }
  if (expect.value !== undefined && !reply.figures.some((figure) => figure.value === expect.value))
    wrong.push(`no figure is ${expect.value}`)
  if (expect.reason && reply.outcome === 'abstain' && !expect.reason.includes(reply.reason ?? ''))
    wrong.push(`reason ${reply.reason}, expected ${expect.reason.join(' or ')}`)
  if (expect.language && reply.language !== expect.language)
    wrong.push(`language ${reply.language}, expected ${expect.language}`)
  return wrong
}
