/** A ledger that outlives the program, and every answer that it was told of. */
import type { Delivered } from '../../src/adapter.ts'
import { ledgerInMemory } from '../../src/conversation/ledger.ts'

export function keptLedger() {
  const ledger = ledgerInMemory()
  const answers: Delivered[] = []
  return {
    answers,
    answerTo: ledger.answerTo,
    delivered: async (answer: Delivered) => {
      answers.push(answer)
      await ledger.delivered(answer)
    },
  }
}
