/** Text to words. English by its spaces; Chinese by the vocabulary it is given first, and by ICU's dictionary for the rest. */
import type { Lexicon } from './lexicon.ts'
import { toSimplified } from './script.ts'
import { toUnits, type Unit } from './units.ts'

export type Word = { key: string; text: string; kind: Unit['kind'] }

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** @param vocabulary Chinese words that must stay whole (帮信罪, 断卡行动); the longest wins */
export function segment(text: string, vocabulary?: Lexicon<unknown>): Word[] {
  const units = toUnits(text)
  const known = new Map(
    (vocabulary?.find(units) ?? [])
      .filter((found) => units[found.from]?.kind === 'han')
      .map((found) => [found.from, found.to]),
  )
  const words: Word[] = []
  let index = 0
  while (index < units.length) {
    const unit = units[index]
    if (!unit) break
    const end = known.get(index)
    if (unit.kind !== 'han') words.push(unit)
    else if (end !== undefined) words.push(join(units.slice(index, end)))
    else {
      let stop = index + 1
      while (
        stop < units.length &&
        units[stop]?.kind === 'han' &&
        !known.has(stop) &&
        units[stop]?.start === units[stop - 1]?.end
      )
        stop++
      const run = toSimplified(
        units
          .slice(index, stop)
          .map((one) => one.text)
          .join(''),
      )
      for (const { segment: piece } of segmenter.segment(run)) words.push({ key: piece, text: piece, kind: 'han' })
      index = stop
      continue
    }
    index = end ?? index + 1
  }
  return words
}

function join(units: Unit[]): Word {
  const key = units.map((unit) => unit.key).join('')
  return { key, text: key, kind: 'han' }
}
