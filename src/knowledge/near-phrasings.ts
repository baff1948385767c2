/** Which example questions come near one of another entry, by the words they share: rare words tell more than common ones. */
import { normalise } from '../language/normalise.ts'
import { isStopWord } from '../language/stop-words.ts'
import { toUnits } from '../language/units.ts'
import type { Located } from './draft.ts'
import type { Guidance } from './schema/guidance.ts'
import type { Path } from './yaml.ts'

export type Phrasing = { record: Located<Guidance>; path: Path; text: string }

export type NearPhrasing = Phrasing & {
  /** The nearest phrasing or title of another entry, and how near: 1 where both consist of the same words. */
  nearest: Phrasing
  likeness: number
  /** The same for the nearest other phrasing of its own entry; 0 without one. */
  ownLikeness: number
  /** How many words both hold. */
  shared: number
}

/** Words that more phrasings hold tell nothing by themselves; without them the work grows evenly with the number of phrasings. */
const MOST_HOLDERS = 300

/** Below this two phrasings have little in common. */
const NEAR = 0.5

const found = new WeakMap<readonly Located<Guidance>[], NearPhrasing[]>()

/** Looked for once, however many ask about the same entries. */
export function nearPhrasings(guidance: readonly Located<Guidance>[]): readonly NearPhrasing[] {
  const known = found.get(guidance) ?? findNear(guidance)
  found.set(guidance, known)
  return known
}

function findNear(guidance: readonly Located<Guidance>[]): NearPhrasing[] {
  const phrasings = guidance.flatMap(phrasingsOf)
  const { rows, holders } = wordsOf(phrasings.map(({ text }) => text))
  const weights = holders.map((list) => Math.log((phrasings.length + 1) / (list.length + 0.5)))
  const lengths = rows.map((words) => Math.hypot(...words.map((word) => weights[word] as number)) || 1)
  const products = new Float64Array(phrasings.length)
  const near: NearPhrasing[] = []
  for (const [row, words] of rows.entries()) {
    const phrasing = phrasings[row] as Phrasing
    const touched: number[] = []
    for (const word of words) {
      const list = holders[word] as number[]
      if (list.length > MOST_HOLDERS) continue
      const product = (weights[word] as number) ** 2
      for (const other of list) {
        if (products[other] === 0) touched.push(other)
        products[other] = (products[other] as number) + product
      }
    }
    let own = 0
    let likeness = 0
    let nearest: number | undefined
    for (const other of touched) {
      const cosine = (products[other] as number) / ((lengths[row] as number) * (lengths[other] as number))
      products[other] = 0
      if (other === row) continue
      if (phrasings[other]?.record === phrasing.record) own = Math.max(own, cosine)
      else if (cosine > likeness) {
        likeness = cosine
        nearest = other
      }
    }
    if (nearest === undefined || likeness < NEAR || phrasing.path[0] === 'title') continue
    const held = new Set(words)
    near.push({
      ...phrasing,
      nearest: phrasings[nearest] as Phrasing,
      likeness: Math.min(1, likeness),
      ownLikeness: Math.min(1, own),
      shared: (rows[nearest] as number[]).filter((word) => held.has(word)).length,
    })
  }
  return near
}

const phrasingsOf = (record: Located<Guidance>): Phrasing[] =>
  (['en', 'zh'] as const).flatMap((language) => [
    { record, path: ['title', language], text: record.value.title[language] },
    ...record.value.questions[language].map((text, index) => ({ record, path: ['questions', language, index], text })),
  ])

/** The words of each text by number, and the texts that hold each word. */
function wordsOf(texts: readonly string[]): { rows: number[][]; holders: number[][] } {
  const numbers = new Map<string, number>()
  const holders: number[][] = []
  const rows = texts.map((text, row) => {
    const words = new Set<number>()
    for (const key of tellingWords(text)) {
      let word = numbers.get(key)
      if (word === undefined) {
        word = holders.length
        numbers.set(key, word)
        holders.push([])
      }
      if (!words.has(word)) holders[word]?.push(row)
      words.add(word)
    }
    return [...words]
  })
  return { rows, holders }
}

/** Stems of English words, Chinese characters and pairs of them, without the words of grammar. */
export function* tellingWords(text: string): Generator<string> {
  const units = toUnits(normalise(text))
  for (const [index, unit] of units.entries()) {
    const next = units[index + 1]
    if (unit.kind === 'han' && next?.kind === 'han') yield unit.key + next.key
    if (!isStopWord(unit.key) && !isStopWord(unit.text)) yield unit.key
  }
}
