/** Words for peers that cut text by spaces: Chinese and Japanese need ICU's dictionary. */
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u

export const isUnspaced = (text) => UNSPACED.test(text)

export function wordsOf(text) {
  const lower = text.toLowerCase()
  if (!isUnspaced(lower)) return lower.match(/[\p{L}\p{N}']+/gu) ?? []
  return [...segmenter.segment(lower)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment)
}

/** Phrasings as found, best first, to entries: an entry stands where its best phrasing stands. */
export function toEntries(found, limit = 3) {
  const ids = []
  for (const { id } of found) {
    if (!ids.includes(id)) ids.push(id)
    if (ids.length === limit) break
  }
  return { ids, score: found[0]?.score ?? 0 }
}

/** So many phrasings hold three entries nearly always. */
export const PHRASINGS = 60
