/** Words that the vocabulary does not know, and a figure's own texts do. */
import type { Figure } from '../knowledge/schema/figures.ts'
import { stem, toUnits } from '../language/units.ts'

const wordsKnown = new WeakMap<Figure, { stems: Set<string>; chinese: string }>()

/** Whether the figure's own texts hold a word that the vocabulary does not. */
export function mentions(figure: Figure, word: string): boolean {
  let known = wordsKnown.get(figure)
  if (!known) {
    const texts = [figure.label, figure.says, ...(figure.note ? [figure.note] : [])]
    known = {
      stems: new Set(texts.flatMap((text) => toUnits(text.en).map((unit) => unit.key))),
      chinese: texts.map((text) => text.zh).join(' '),
    }
    wordsKnown.set(figure, known)
  }
  return known.stems.has(stem(word)) || (/\p{Script=Han}{2}/u.test(word) && known.chinese.includes(word))
}
