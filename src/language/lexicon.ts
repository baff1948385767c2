/** Finds known phrases in a text by their units: stems for words, single characters for Chinese, so segmentation cannot hide them. */
import { toUnits, type Unit } from './units.ts'

export type Phrase<T> = { text: string; value: T }

export type Found<T> = {
  values: T[]
  /** Index of the first unit and of the one after the last. */
  from: number
  to: number
  /** The words of the text that matched. */
  text: string
}

/** Most nodes are ends without a next, or ways without a value: neither costs a container until it is needed. */
type Node<T> = { next: Map<string, Node<T>> | undefined; values: T[] | undefined }

export type Lexicon<T> = {
  /** Leftmost-longest matches, without overlap. */
  find(units: readonly Unit[]): Found<T>[]
  /** Every match, overlapping ones as well. */
  findAll(units: readonly Unit[]): Found<T>[]
  /** What every match stands for, each once, without where it is. */
  valuesIn(units: readonly Unit[]): Set<T>
}

export type GrowingLexicon<T> = Lexicon<T> & { add(phrase: Phrase<T>): void }

export function buildLexicon<T>(phrases: Iterable<Phrase<T>>): Lexicon<T> {
  const lexicon = emptyLexicon<T>()
  for (const phrase of phrases) lexicon.add(phrase)
  return lexicon
}

export function emptyLexicon<T>(): GrowingLexicon<T> {
  const root: Node<T> = { next: undefined, values: undefined }

  function add({ text, value }: Phrase<T>): void {
    let node = root
    const units = toUnits(text.normalize('NFKC'))
    if (units.length === 0) return
    for (const { key } of units) {
      node.next ??= new Map()
      let next = node.next.get(key)
      if (!next) {
        next = { next: undefined, values: undefined }
        node.next.set(key, next)
      }
      node = next
    }
    node.values ??= []
    if (!node.values.includes(value)) node.values.push(value)
  }

  function longestAt(units: readonly Unit[], from: number): Found<T>[] {
    const found: Found<T>[] = []
    let node: Node<T> | undefined = root
    for (let to = from; node; to++) {
      if (to > from && node.values) found.push({ values: node.values, from, to, text: wordsOf(units, from, to) })
      const unit: Unit | undefined = units[to]
      node = unit && node.next?.get(unit.key)
    }
    return found
  }

  return {
    add,
    find(units) {
      const found: Found<T>[] = []
      for (let from = 0; from < units.length; ) {
        const longest = longestAt(units, from).at(-1)
        if (longest) found.push(longest)
        from = longest?.to ?? from + 1
      }
      return found
    },
    valuesIn(units) {
      const values = new Set<T>()
      for (let from = 0; from < units.length; from++) {
        let node: Node<T> | undefined = root
        for (let to = from; node; to++) {
          for (const value of node.values ?? []) values.add(value)
          const unit: Unit | undefined = units[to]
          node = unit && node.next?.get(unit.key)
        }
      }
      return values
    },
    findAll: (units) => units.flatMap((_unit, from) => longestAt(units, from)),
  }
}

/** Units as written, with spaces between words and none between characters. */
const wordsOf = (units: readonly Unit[], from: number, to: number): string =>
  units
    .slice(from, to)
    .map((unit, index) => (index > 0 && unit.kind !== 'han' ? ` ${unit.text}` : unit.text))
    .join('')
