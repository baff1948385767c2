/** Which message carried which figures and entries of which version of the knowledge: no text, only where it stands. */

import { recent } from '../bounds/recent.ts'
import type { Reply } from '../reply.ts'

export type Delivered = {
  message: string
  sent: string
  reply: Reply
  asked?: string | undefined
  person?: string | undefined
}

export type Ledger = {
  delivered(answer: Delivered): Promise<void>
  /** Where the answer to this message stands. */
  answerTo(asked: string): Promise<string | undefined>
}

/** As long as platforms let a message be edited. */
const KEPT = { most: 20_000, seconds: 48 * 3600 }

/** Until the program ends. */
export function ledgerInMemory(): Ledger {
  const answers = recent<string>(KEPT)
  const questions = recent<string>(KEPT)
  return {
    async delivered({ message, sent, asked }) {
      answers.set(message, sent)
      if (asked !== undefined) questions.set(asked, message)
    },
    async answerTo(asked) {
      const message = questions.get(asked)
      return message === undefined ? undefined : answers.get(message)
    },
  }
}
