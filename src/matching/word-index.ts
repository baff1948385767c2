/** Which entries hold a word, and how much of each entry it is: an inverted index with TF-IDF shares. */
import { entryCountOf, IS_CONTENT, type Store } from './store.ts'

export type WordIndex = {
  /** How much a word tells: the fewer entries hold it, the more. */
  weights: Float32Array
  /** Weight of a word that no entry holds. */
  unseen: number
  /** Entries `starts[w]` to `starts[w + 1]` hold content word w, ascending, with its share of each one's unit-length vector. */
  starts: Uint32Array
  entries: Uint32Array
  shares: Float32Array
  /** Length of each text as a vector of its words. */
  textLengths: Float32Array
}

export function buildWordIndex(store: Store): WordIndex {
  const { textStarts, formStarts, forms, lexicon } = store
  const entryCount = entryCountOf(store)
  const wordCount = lexicon.byWord.size
  const isContent = new Uint8Array(wordCount)
  for (const form of forms)
    if (((lexicon.flags[form] as number) & IS_CONTENT) !== 0) isContent[lexicon.wordOf[form] as number] = 1

  const holders = new Uint32Array(wordCount)
  const contentHeld = eachEntry((words) => {
    for (const word of words) holders[word] = (holders[word] as number) + 1
  })
  const idf = (held: number): number => Math.fround(Math.log(1 + entryCount / (0.5 + held)))
  const weights = Float32Array.from(holders, idf)

  const starts = new Uint32Array(wordCount + 1)
  for (let word = 0; word < wordCount; word++)
    starts[word + 1] = (starts[word] as number) + (isContent[word] ? (holders[word] as number) : 0)
  const filled = starts.slice()
  const entries = new Uint32Array(contentHeld)
  const shares = new Float32Array(contentHeld)
  eachEntry((words, counts, entry) => {
    let square = 0
    for (const word of words) if (isContent[word]) square += (counts[word] as number) * (weights[word] as number) ** 2
    const length = Math.sqrt(square)
    for (const word of words) {
      if (!isContent[word]) continue
      const at = filled[word] as number
      entries[at] = entry
      // Repeated words count by the root of their number.
      shares[at] = (Math.sqrt(counts[word] as number) * (weights[word] as number)) / length
      filled[word] = at + 1
    }
  })
  return { weights, unseen: idf(0), starts, entries, shares, textLengths: lengthsOfTexts(store, weights) }

  /** Calls with the words of each entry, each once in the order of the text, and their counts. Returns how many content words there were. */
  function eachEntry(visit: (words: readonly number[], counts: Uint32Array, entry: number) => void): number {
    const counts = new Uint32Array(wordCount)
    let content = 0
    for (let entry = 0; entry < entryCount; entry++) {
      const words: number[] = []
      const to = formStarts[textStarts[entry + 1] as number] as number
      for (let at = formStarts[textStarts[entry] as number] as number; at < to; at++) {
        const word = lexicon.wordOf[forms[at] as number] as number
        if (counts[word] === 0) {
          words.push(word)
          content += isContent[word] as number
        }
        counts[word] = (counts[word] as number) + 1
      }
      visit(words, counts, entry)
      for (const word of words) counts[word] = 0
    }
    return content
  }
}

function lengthsOfTexts({ formStarts, forms, lexicon }: Store, weights: Float32Array): Float32Array {
  const lengths = new Float32Array(formStarts.length - 1)
  for (let text = 0; text < lengths.length; text++) {
    let square = 0
    for (let at = formStarts[text] as number; at < (formStarts[text + 1] as number); at++)
      square += (weights[lexicon.wordOf[forms[at] as number] as number] as number) ** 2
    lengths[text] = Math.sqrt(square)
  }
  return lengths
}

/** Whether some entry holds the word: a lexicon also remembers words of entries that were removed. */
export const isHeld = ({ weights, unseen }: WordIndex, word: number): boolean =>
  word >= 0 && (weights[word] as number) < unseen
