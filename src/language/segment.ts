/** Text to words. English by its spaces; Chinese by the vocabulary it is given first, and by ICU's dictionary for the rest. */
import type { Lexicon } from './lexicon.ts'
import { toUnits, type Unit } from './units.ts'

export type Word = { key: string; text: string; kind: Unit['kind'] }

/** A few megabytes at most. */
const MOST_REMEMBERED = 20_000
const LONGEST_REMEMBERED = 12

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** @param vocabulary Chinese words that must stay whole (帮信罪, 断卡行动); the longest wins */
export const segment = (text: string, vocabulary?: Lexicon<unknown>): Word[] => segmentUnits(toUnits(text), vocabulary)

/** The same for a text that was cut into units before. */
export function segmentUnits(units: readonly Unit[], vocabulary?: Lexicon<unknown>): Word[] {
  const known = new Map(
    (vocabulary?.find(units) ?? [])
      .filter((found) => units[found.from]?.kind === 'han')
      .map((found) => [found.from, found.to]),
  )
  const words: Word[] = []
  for (let index = 0; index < units.length; ) {
    const unit = units[index] as Unit
    const end = unit.kind === 'han' ? (known.get(index) ?? endOfRun(units, index, known)) : index + 1
    if (unit.kind !== 'han') words.push(unit)
    else {
      const run = units
        .slice(index, end)
        .map((one) => one.key)
        .join('')
      if (known.has(index)) words.push({ key: run, text: run, kind: 'han' })
      else for (const piece of piecesOf(run)) words.push({ key: piece, text: piece, kind: 'han' })
    }
    index = end
  }
  return words
}

const pieces = new Map<string, readonly string[]>()

/** The words of a stretch of Chinese by ICU's dictionary, remembered: the same stretches come again and again. */
function piecesOf(run: string): readonly string[] {
  const known = pieces.get(run)
  if (known) return known
  const found = run.length === 1 ? [run] : Array.from(segmenter.segment(run), ({ segment: piece }) => piece)
  if (pieces.size < MOST_REMEMBERED && run.length <= LONGEST_REMEMBERED) pieces.set(run, found)
  return found
}

/** Where a stretch of neighbouring Chinese characters ends that holds no known word. */
function endOfRun(units: readonly Unit[], from: number, known: ReadonlyMap<number, number>): number {
  let end = from + 1
  while (units[end]?.kind === 'han' && !known.has(end) && units[end]?.start === units[end - 1]?.end) end++
  return end
}
