/** Which messages carried something that has been corrected since, and what takes their place. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Adapter } from '../adapter.ts'
import { correctionReply } from '../answering/correction.ts'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import { didYouMean } from '../knowledge/nearest.ts'
import type { Language } from '../message.ts'
import type { Reply } from '../reply.ts'
import type { StandingAnswer } from '../store/store.ts'
import { Refusal } from './refusal.ts'

/** A message that may have carried what was wrong. */
export type Carrier = {
  /** The store's own. */
  key: string
  /** The adapter that sent it. */
  platform: string
  language: Language
  /** Where it stands, for that adapter alone. */
  sent: string
  at: Date
  /** Of the knowledge that it was made from. */
  version: string
  rests: string[]
}

export type Correction = {
  /** What is put in their place. */
  replyIn(language: Language): Reply
  /** The newest first. */
  carriers: Carrier[]
}

/** First and last ISO day (UTC) of the answers that are meant; absent: all. */
export type Between = { since?: string | undefined; until?: string | undefined }

/**
 * @param answers all that rest on it; those that were made from this very knowledge are right
 * @throws Refusal where there is nothing that could take their place
 */
export function correctionOf(
  id: string,
  answers: readonly StandingAnswer[],
  { since = '', until = '9999' }: Between,
  knowledge: KnowledgeBase,
  today: string,
): Correction {
  function replyIn(language: Language): Reply {
    const reply = correctionReply(id, language, knowledge, today)
    if (!reply) throw new Refusal(`there is no figure, entry or term "${id}"${didYouMean(id, idsOf(knowledge))}`)
    return reply
  }
  replyIn('en')
  const carriers = answers
    .filter(({ version }) => version !== knowledge.version)
    .filter(({ at }) => since <= dayOf(at) && dayOf(at) <= until)
    .map(({ language = 'en', ...one }) => ({
      ...one,
      platform: one.sent.split(':')[0] ?? '',
      language: language as Language,
    }))
  return { replyIn, carriers }
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

const idsOf = ({ figures, computed, guidance, glossary }: KnowledgeBase): string[] =>
  [figures, computed, guidance, glossary].flatMap((records: ReadonlyMap<string, unknown>) => [...records.keys()])

export type Amend = NonNullable<Adapter['amend']>
export type Amenders = ReadonlyMap<string, Amend>

export type Outcome =
  | 'corrected'
  /** It stands there no more, or may not be changed. */
  | 'gone'
  /** Something went wrong; it may work another time. */
  | 'failed'
  /** There is no access to that platform here. */
  | 'unreachable'

/** Most of what a platform allows is for those who are asking just now. */
const PACE = 200

export type Sending = {
  amenders: Amenders
  /** Told of each that needs no second try. */
  dealtWith(carrier: Carrier): Promise<void>
  /** Leaves off after the message that is on its way. */
  stop?: AbortSignal | undefined
  /** Milliseconds between two messages. */
  pace?: number
}

/**
 * Puts the correction in the place of each, one after another. What was dealt with is found no more by the next call, so that one
 * which was broken off can be called again.
 */
export async function* amendAll(
  { carriers, replyIn }: Correction,
  { amenders, dealtWith, stop, pace = PACE }: Sending,
): AsyncGenerator<{ carrier: Carrier; outcome: Outcome; reason?: string }> {
  for (const carrier of carriers) {
    if (stop?.aborted) return
    const amend = amenders.get(carrier.platform)
    if (!amend) {
      yield { carrier, outcome: 'unreachable' }
      continue
    }
    try {
      const isAmended = await amend(carrier.sent, replyIn(carrier.language))
      await dealtWith(carrier)
      yield { carrier, outcome: isAmended ? 'corrected' : 'gone' }
    } catch (error) {
      yield { carrier, outcome: 'failed', reason: error instanceof Error ? error.message : String(error) }
    }
    await pause(pace)
  }
}
