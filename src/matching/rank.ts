/** One question's way through a built matcher: words put right, candidates from both indexes, evidence, probabilities. */
import { type Evidence, noneMoreLikely, OUT_OF_SCOPE, probabilitiesOf } from './calibration.ts'
import { find } from './hash.ts'
import type { MatcherOptions, Ranked } from './matcher.ts'
import { type Model, vectorise } from './model.ts'
import { stringAt } from './packed-strings.ts'
import { correctTokens, type Known, type SpellingIndex } from './spelling.ts'
import { entryCountOf, type Store, wordOf } from './store.ts'
import { plainText, type Token, tokensOf } from './tokens.ts'
import { isHeld, type WordIndex } from './word-index.ts'
import { type Word, wordsOf } from './words.ts'

export type Built = { store: Store; words: WordIndex; spelling: SpellingIndex; model: Model | undefined }

/** Entries that are looked at closely. */
const CONSIDERED = 10
/** So much of a question's weight may go through the inverted index, the rarest words first; commoner words are looked up for candidates only. */
const MOST_POSTINGS = 150_000
/** Without a word in common, an entry must look this much like the question by pieces of words. */
const LIKE_BY_PIECES = 0.12

type Asked = {
  /** Each word of the question once; `id` is -1 where no entry holds it. */
  words: { key: string; id: number; weight: number; trust: number; isContent: boolean }[]
  /** Length of the question as a vector of all its words, and of its content words. */
  length: number
  contentLength: number
  /** Sum of the weights of its content words, and of those that some entry holds. */
  contentWeight: number
  knownWeight: number
  /** … and of those that were put right. */
  correctedWeight: number
}

type Scores = { values: Float64Array; touched: Uint32Array; count: number }

/** Characters that are read: several times what any chat lets a person send, so that a flood of text costs no more than this. */
const LONGEST_QUESTION = 20_000

export function buildRank(
  { store, words, spelling, model }: Built,
  { vocabulary, isWord = () => false, outOfScope = OUT_OF_SCOPE }: MatcherOptions,
): (question: string, limit: number) => Ranked[] {
  const entryCount = entryCountOf(store)
  const moreLikely = noneMoreLikely(outOfScope)
  const known: Known = {
    isHeld: (word) => isHeld(words, word),
    isWord,
    isNeighbour: (feature) => model !== undefined && find(model.table, feature) >= 0,
  }
  /** Nearly every entry gets a score from the model, so which did is not kept. */
  const byModel = new Float64Array(entryCount)
  const every = model ? Uint32Array.from({ length: entryCount }, (_, entry) => entry) : new Uint32Array(0)
  const byWords = emptyScores(entryCount)
  /** The question's weight of each word, while it is being ranked. */
  const weightOf = new Float32Array(words.weights.length)

  return (question, limit) => {
    const tokens = correctTokens(tokensOf(plainText(question.slice(0, LONGEST_QUESTION))), store, spelling, known)
    if (tokens.length === 0 || entryCount === 0) return []
    const asked = weigh(wordsOf(tokens, vocabulary))
    const considered = Math.max(CONSIDERED, limit)
    scoreByModel(tokens)
    scoreByWords(asked)
    const candidates = new Set([
      ...bestOf(byModel, every, considered),
      ...bestOf(byWords.values, byWords.touched.subarray(0, byWords.count), considered),
    ])
    const judged = [...candidates].map((entry) => judge(asked, entry)).filter(({ evidence }) => isNear(evidence))
    judged.sort(
      (a, b) => b.evidence.linear - a.evidence.linear || b.evidence.words - a.evidence.words || a.entry - b.entry,
    )
    byModel.fill(0)
    reset(byWords)
    for (const { id } of asked.words) if (id >= 0) weightOf[id] = 0
    const probabilities = probabilitiesOf(
      judged.map(({ evidence }) => evidence),
      model !== undefined,
      moreLikely,
    )
    return judged
      .map((one, index) => ({ ...one, probability: probabilities[index] as number }))
      .sort((a, b) => b.probability - a.probability || a.entry - b.entry)
      .slice(0, limit)
      .map(({ entry, nearest, evidence, probability }) => ({
        id: stringAt(store.ids, entry),
        probability,
        why: { phrasing: nearest < 0 ? '' : stringAt(store.texts, nearest), ...explain(asked, entry), evidence },
      }))
  }

  function weigh(list: readonly Word[]): Asked {
    const asked: Asked = {
      words: [],
      length: 0,
      contentLength: 0,
      contentWeight: 0,
      knownWeight: 0,
      correctedWeight: 0,
    }
    let square = 0
    let contentSquare = 0
    for (const [key, { isContent, trust }] of new Map(list.map((word) => [word.key, word]))) {
      const found = wordOf(store, key)
      const id = isHeld(words, found) ? found : -1
      const weight = id < 0 ? words.unseen : (words.weights[id] as number)
      asked.words.push({ key, id, weight, trust, isContent })
      square += weight * weight
      if (id >= 0) weightOf[id] = weight
      if (!isContent) continue
      contentSquare += weight * weight
      asked.contentWeight += weight
      if (trust < 1) asked.correctedWeight += weight
      if (id >= 0) asked.knownWeight += weight * trust
    }
    asked.length = Math.sqrt(square) || 1
    asked.contentLength = Math.sqrt(contentSquare) || 1
    return asked
  }

  function scoreByModel(tokens: readonly Token[]): void {
    if (!model) return
    const { ids, values } = vectorise(model, tokens)
    const { starts, entries, weights } = model.linear
    for (let index = 0; index < ids.length; index++) {
      const feature = ids[index] as number
      const value = values[index] as number
      const end = starts[feature + 1] as number
      for (let at = starts[feature] as number; at < end; at++) {
        const entry = entries[at] as number
        byModel[entry] = (byModel[entry] as number) + value * (weights[at] as number)
      }
    }
  }

  /** Cosines with entries by content words. */
  function scoreByWords(asked: Asked): void {
    let left = MOST_POSTINGS
    const held = asked.words.filter(({ id, isContent }) => id >= 0 && isContent)
    const lengthOf = (id: number): number => (words.starts[id + 1] as number) - (words.starts[id] as number)
    for (const { id, weight } of held.sort((a, b) => lengthOf(a.id) - lengthOf(b.id))) {
      if (lengthOf(id) > left) break
      left -= lengthOf(id)
      const share = weight / asked.contentLength
      for (let at = words.starts[id] as number; at < (words.starts[id + 1] as number); at++)
        add(byWords, words.entries[at] as number, share * (words.shares[at] as number))
    }
  }

  function judge(asked: Asked, entry: number): { entry: number; nearest: number; evidence: Evidence } {
    let similarity = 0
    let explained = 0
    for (const { id, weight, trust, isContent } of asked.words) {
      if (id < 0 || !isContent) continue
      const share = shareIn(id, entry)
      if (share === 0) continue
      explained += weight * trust
      similarity += ((weight * trust) / asked.contentLength) * share
    }
    const { nearest, phrasing } = nearestPhrasing(asked, entry)
    const size = (store.saidStarts[entry] as number) - (store.textStarts[entry] as number)
    const evidence = {
      linear: byModel[entry] as number,
      phrasing,
      words: Math.min(1, similarity),
      wordsExplained: asked.contentWeight > 0 ? explained / asked.contentWeight : 0,
      wordsKnown: asked.contentWeight > 0 ? asked.knownWeight / asked.contentWeight : 0,
      wordsCorrected: asked.contentWeight > 0 ? asked.correctedWeight / asked.contentWeight : 0,
      size: Math.log(Math.max(1, size)),
    }
    return { entry, nearest, evidence }
  }

  function nearestPhrasing(asked: Asked, entry: number): { nearest: number; phrasing: number } {
    const { formStarts, forms, lexicon, textStarts, saidStarts } = store
    let nearest = -1
    let phrasing = 0
    for (let text = textStarts[entry] as number; text < (saidStarts[entry] as number); text++) {
      let product = 0
      for (let at = formStarts[text] as number; at < (formStarts[text + 1] as number); at++) {
        const weight = weightOf[lexicon.wordOf[forms[at] as number] as number] as number
        product += weight * weight
      }
      const cosine = product / (asked.length * (words.textLengths[text] as number))
      if (cosine > phrasing) {
        phrasing = cosine
        nearest = text
      }
    }
    return { nearest, phrasing: Math.min(1, phrasing) }
  }

  /** Share of a word in an entry; 0 where the entry does not hold it. */
  function shareIn(word: number, entry: number): number {
    let from = words.starts[word] as number
    let to = words.starts[word + 1] as number
    while (from < to) {
      const middle = (from + to) >> 1
      if ((words.entries[middle] as number) < entry) from = middle + 1
      else to = middle
    }
    return from < (words.starts[word + 1] as number) && words.entries[from] === entry
      ? (words.shares[from] as number)
      : 0
  }

  function explain(asked: Asked, entry: number): { words: string[]; unexplained: string[] } {
    const content = asked.words.filter(({ isContent }) => isContent).sort((a, b) => b.weight - a.weight)
    const isKnown = ({ id }: { id: number }): boolean => id >= 0 && shareIn(id, entry) > 0
    return {
      words: content.filter(isKnown).map(({ key }) => key),
      unexplained: content.filter((word) => !isKnown(word)).map(({ key }) => key),
    }
  }
}

const isNear = ({ wordsExplained, linear }: Evidence): boolean => wordsExplained > 0 || linear >= LIKE_BY_PIECES

const emptyScores = (count: number): Scores => ({
  values: new Float64Array(count),
  touched: new Uint32Array(count),
  count: 0,
})

function add(scores: Scores, entry: number, value: number): void {
  if (scores.values[entry] === 0) scores.touched[scores.count++] = entry
  scores.values[entry] = (scores.values[entry] as number) + value
}

function reset(scores: Scores): void {
  for (let index = 0; index < scores.count; index++) scores.values[scores.touched[index] as number] = 0
  scores.count = 0
}

/** The entries with the highest scores; of equal ones the first by id. */
function bestOf(values: Float64Array, among: Uint32Array, limit: number): number[] {
  const best: number[] = []
  let least = 0
  for (let index = 0; index < among.length; index++) {
    const entry = among[index] as number
    const score = values[entry] as number
    if (score <= 0 || (best.length === limit && (score < least || !isBefore(entry, best[limit - 1] as number))))
      continue
    let place = best.length === limit ? limit - 1 : best.length
    while (place > 0 && isBefore(entry, best[place - 1] as number)) {
      best[place] = best[place - 1] as number
      place--
    }
    best[place] = entry
    least = values[best[best.length - 1] as number] as number
  }
  return best

  function isBefore(one: number, other: number): boolean {
    const difference = (values[one] as number) - (values[other] as number)
    return difference > 0 || (difference === 0 && one < other)
  }
}
