/** Messages that only greet, thank, take leave or chat, told by the words of signals.yaml. */
import type { CourtesyKey, CourtesyWords } from '../knowledge/schema/signals.ts'
import { buildLexicon } from '../language/lexicon.ts'
import { toUnits } from '../language/units.ts'

/**
 * A courtesy is the whole message: one word more, and it only leads in to a question ("thanks, and in 2021?").
 * Where there are no words at all, signs count ("👍", "?").
 */
export function buildCourtesyReader(
  courtesies: readonly CourtesyWords[],
): (normalised: string) => CourtesyKey | undefined {
  const words = courtesies.flatMap((courtesy) =>
    [...courtesy.words.en, ...courtesy.words.zh].map((text) => ({ text: drawnIn(text), value: courtesy })),
  )
  const lexicon = buildLexicon(words)
  const signs = new Map(words.map(({ text, value }) => [text, value]))

  function held(text: string): Set<CourtesyWords> | undefined {
    const units = toUnits(text)
    if (units.length === 0) return signsIn(text)
    const found = lexicon.find(units)
    const covered = found.reduce((sum, { from, to }) => sum + to - from, 0)
    return covered === units.length ? new Set(found.flatMap(({ values }) => values)) : undefined
  }

  function signsIn(text: string): Set<CourtesyWords> | undefined {
    const found = [...text.replace(NO_SIGN, '')].map((sign) => signs.get(sign))
    return found.every((courtesy) => courtesy !== undefined) ? new Set(found) : undefined
  }

  return (normalised) => {
    const present = held(drawnIn(normalised.toLowerCase()))
    const first = present && courtesies.find((courtesy) => courtesy.says !== undefined && present.has(courtesy))
    return first && (first.asks || !normalised.includes('?')) ? first.says : undefined
  }
}

const NO_SIGN = /[\s\p{Emoji_Modifier}]/gu

/** "heyyy" as "hey", "hahaha" as "ha". */
const drawnIn = (text: string): string => text.replace(/(\p{L})\1{2,}/gu, '$1').replace(/(\p{L}{2})\1+/gu, '$1')
