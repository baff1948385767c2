/** `questions/*.yaml`: the question bank, what must come back for what people write. */
import { z } from 'zod'

const OUTCOMES = ['answer', 'clarify', 'suggest', 'abstain', 'urgent', 'help'] as const
const oneOrMore = <T extends z.ZodType>(shape: T) => z.union([shape.transform((one) => [one]), z.array(shape)])

const expectation = z.strictObject({
  /** Absent: `answer` where an entry is named. */
  outcome: oneOrMore(z.enum(OUTCOMES)).optional(),
  not_outcome: z.enum(OUTCOMES).optional(),
  /** One of these must be among what the answer rests on. */
  entry: oneOrMore(z.string()).optional(),
  value: z.number().optional(),
  reason: oneOrMore(z.string()).optional(),
  language: z.enum(['en', 'zh-Hans', 'zh-Hant']).optional(),
})
const question = z.strictObject({ ask: z.string(), expect: expectation })

export const questionsFile = z.array(z.union([question, z.strictObject({ talk: z.array(question).min(1) })]))
/** Sentences of the bank that are known to come back wrong. One that comes back right must leave the list. */
export const knownFailuresFile = z.array(z.string())
export type BankQuestion = z.infer<typeof question>
export type BankItem = z.infer<typeof questionsFile>[number]
