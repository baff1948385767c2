/** How a number went from one period to another, in words: by how much, or how many times as much, and how that was worked out. */
import { type Amount, isTooClose } from '../figures/arithmetic.ts'
import type { FalsePremise, FigureAnswer } from '../figures/figure-answer.ts'
import type { StatedFigure } from '../reply.ts'
import { type Draft, lead, list, note } from './draft.ts'
import type { FigureWords } from './figure-words.ts'
import type { Words } from './wording.ts'

type ChangeAnswer = Extract<FigureAnswer, { kind: 'change' }>

/** The sentence that answers, how its number came about, and the number where it was worked out here. */
type Told = { sentence: string; workings?: string; worked?: StatedFigure }

/** What the question takes for granted and the numbers contradict comes first. */
export const corrected = (text: string, premise: FalsePremise | undefined, words: Words): string =>
  premise ? words.join(words.say(`premise-${premise}`), text) : text

export function describeChange(answer: ChangeAnswer, figureWords: FigureWords, words: Words): Draft {
  const { before, after, change, premise } = answer
  const { amount, amountOf, sentenceOf, periodName, resting, changeOf, worked } = figureWords
  const ends = {
    before: amountOf(before),
    after: amountOf(after),
    first: periodName(before),
    second: periodName(after),
  }

  function byHowMuch(): Told {
    const { direction, difference, percent, published } = change
    // A published percentage may be finer than the two rounded numbers, whose difference then says nothing.
    const vague = published && isTooClose(before, after) && (direction === 'rose' || direction === 'fell')
    const size = (one: Amount): Amount => ({ ...one, value: Math.abs(one.value) })
    const sentence = words.say(vague ? `compare-${direction}-percent` : `compare-${direction}`, {
      ...ends,
      change: words.value(Math.abs(percent.value), percent.qualifier, 'percent'),
      difference: amount(size(difference), after.measure),
    })
    if (direction === 'close') return { sentence }
    const formula = `(${ends.after} − ${ends.before}) ÷ ${ends.before}`
    if (!published)
      return {
        sentence,
        workings: words.say('change-computed', { formula }),
        worked: worked('change', [before, after], percent, 'percent', formula),
      }
    return { sentence, workings: words.say(vague ? 'change-as-published' : 'change-published') }
  }

  function howManyTimes(times: Amount): Told {
    const formula = `${ends.after} ÷ ${ends.before}`
    return {
      sentence: words.say('compare-times', { ...ends, times: words.value(times.value, times.qualifier, 'times') }),
      workings: words.say('times-computed', { formula }),
      worked: worked('multiple', [before, after], times, 'times', formula),
    }
  }

  const { sentence, workings, worked: result } = change.times ? howManyTimes(change.times) : byHowMuch()
  // A level ("9.5 times") is not a growth; where the source prints one it stands beside what was worked out.
  const level = after.change?.times !== undefined && after.change.base === before.period ? changeOf(after) : undefined
  const [remark] = [after.note, before.note].filter((text) => text !== undefined)
  const base = resting([before, after])
  return {
    ...base,
    figures: result ? [...base.figures, result] : base.figures,
    blocks: [
      lead(corrected(sentence, premise, words)),
      list([sentenceOf(before), sentenceOf(after)]),
      ...(workings ? [note('label-formula', workings, words)] : []),
      ...(level ? [note('label-change', level, words)] : []),
      ...(after.disagreement ? [note('label-disagreement', words.text(after.disagreement), words)] : []),
      ...(remark ? [note('label-note', words.text(remark), words)] : []),
    ],
    choices: [],
  }
}
