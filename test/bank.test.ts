/** The question bank, replayed whole: what staff wrote down as right must come back, and the list of known failures only shrinks. */
import { expect, test } from 'vitest'
import type { BankQuestion } from '../src/knowledge/schema/questions.ts'
import { type BankResult, judge, replayBank } from '../src/workbench/bank.ts'
import { answerer, ask, TODAY } from './shipped.ts'
import { bank, knownFailures } from './shipped-bank.ts'

const results = await replayBank(answerer, bank, TODAY)
const known = new Set(knownFailures)

const describeResult = ({ ask, reply, wrong }: BankResult): string =>
  `  ${ask}\n      ${wrong.join('; ')} (confidence ${reply.confidence})\n      ${(reply.text.split('\n')[0] ?? '').slice(0, 110)}`

/** Fails with one readable list instead of a diff of objects. */
function nothingIn(title: string, lines: readonly string[]): void {
  if (lines.length > 0) throw new Error(`${title} (${lines.length}):\n${lines.join('\n')}`)
}

test('every question that is not a known failure comes back right', () => {
  const failing = results.filter(({ ask, wrong }) => wrong.length > 0 && !known.has(ask))
  nothingIn('come back wrong and are not in known-failures.yaml', failing.map(describeResult))
})

test('every known failure still fails', () => {
  const passing = results.filter(({ ask, wrong }) => wrong.length === 0 && known.has(ask))
  nothingIn(
    'known failures that have come right',
    passing.map(({ ask }) => `  ${ask}\n      passes now: remove it from known-failures.yaml`),
  )
})

test('known failures are questions of the bank, each listed once', () => {
  const asked = new Set(results.map(({ ask }) => ask))
  nothingIn(
    'known failures that the bank does not ask',
    knownFailures.filter((sentence) => !asked.has(sentence)),
  )
  nothingIn(
    'known failures listed twice',
    knownFailures.filter((sentence, index) => knownFailures.indexOf(sentence) !== index),
  )
})

test('the bank asks at least 400 questions, no two of them outside dialogues the same', () => {
  const single = bank.flatMap((item) => ('talk' in item ? [] : [item.ask]))
  expect(results.length).toBeGreaterThanOrEqual(400)
  expect(single.filter((sentence, index) => single.indexOf(sentence) !== index)).toEqual([])
})

test('at least 120 questions of the bank must not be answered', () => {
  const refused = results.filter(
    ({ expect: { outcome, not_outcome } }) =>
      not_outcome === 'answer' || (outcome !== undefined && !outcome.includes('answer') && !outcome.includes('urgent')),
  )
  expect(refused.length).toBeGreaterThanOrEqual(120)
})

test('no question expects nothing at all', () => {
  nothingIn(
    'expect nothing',
    results.filter((result) => Object.keys(result.expect).length === 0).map(({ ask }) => ask),
  )
})

test.each<[name: string, expectation: BankQuestion['expect'], wrong: RegExp | undefined]>([
  ['the entry', { entry: ['online-crime-prosecuted-2018-2019'] }, undefined],
  ['one of several entries', { entry: ['nothing-like-it', 'online-crime-prosecuted-2018-2019'] }, undefined],
  ['the value', { value: 105658 }, undefined],
  ['the language', { language: 'en' }, undefined],
  ['another entry', { entry: ['online-crime-2020'] }, /rests on online-crime-prosecuted-2018-2019/],
  ['another value', { value: 89167 }, /no figure is 89167/],
  ['another outcome', { outcome: ['abstain'] }, /outcome answer, expected abstain/],
  ['a forbidden outcome', { not_outcome: 'answer' }, /outcome answer, must not be/],
  ['another language', { language: 'zh-Hant' }, /language en, expected zh-Hant/],
])('a reply is judged by %s', (_name, expectation, wrong) => {
  const said = judge(ask('How many people were charged with online crimes in 2018 and 2019?'), expectation)
  if (wrong) expect(said.join('; ')).toMatch(wrong)
  else expect(said).toEqual([])
})

test('a refusal is judged by its reason', () => {
  const reply = ask('should i plead guilty')
  expect(judge(reply, { outcome: ['abstain'], reason: ['legal-advice'] })).toEqual([])
  expect(judge(reply, { outcome: ['abstain'], reason: ['off-topic'] })).toEqual([
    'reason legal-advice, expected off-topic',
  ])
})

test('a refusal does not pass for the entry that was expected', () => {
  expect(judge(ask('should i plead guilty'), { entry: ['legal-aid-12348'] })).not.toEqual([])
})
