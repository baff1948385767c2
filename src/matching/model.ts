/** The linear model of a store: its features, how rare each is, and the weights learned over the phrasings. */
import { featuresOf, isWordKind, type Vector, vectorOf, weighed } from './features.ts'
import { growing, packed, push, pushAll } from './growing.ts'
import { emptyTable, hashesOf, intern, type Table } from './hash.ts'
import { type Examples, type Linear, trainLinear } from './linear.ts'
import { stringAt } from './packed-strings.ts'
import { entryCountOf, type Store } from './store.ts'
import type { Token } from './tokens.ts'

/** `rarity`: how much a feature tells by how rare it is among phrasings. */
export type Model = { table: Table; rarity: Float32Array; unseen: number; linear: Linear }

/**
 * Beyond so many phrasings no model is trained: training grows faster than the number of entries, and its features outgrow the index.
 * The words alone then rank, with a calibration of their own.
 */
const MOST_TRAINED = 30_000
/** From so many phrasings on, features that only one of them has are left out: they are most of all, and tell least. */
const MANY = 3000

/** @param cut the tokens of a text */
export function trainModel(store: Store, cut: (text: string) => Token[]): Model | undefined {
  const { entries, texts } = phrasingsOf(store)
  if (texts.length === 0 || texts.length > MOST_TRAINED) return undefined
  const fewest = texts.length < MANY ? 1 : 2
  const rows = collectFeatures(texts, cut, fewest)
  const rarityOf = Float64Array.from({ length: texts.length + 1 }, (_, held) =>
    Math.sqrt(Math.log((texts.length + 1) / (held + 0.5))),
  )
  const rarity = new Float32Array(rows.holders.length)
  for (let feature = 0; feature < rarity.length; feature++) {
    const held = rows.holders[feature] as number
    rarity[feature] = held < fewest ? 0 : (rarityOf[held] as number)
  }
  const unseen = rarityOf[0] as number
  const linear = trainLinear(weigh(rows, rarity, unseen, entries), entryCountOf(store))
  return compact({ table: rows.table, rarity, unseen, linear })
}

function phrasingsOf({ textStarts, saidStarts, texts }: Store): { entries: Uint32Array; texts: string[] } {
  const entries: number[] = []
  const phrasings: string[] = []
  for (let entry = 0; entry < saidStarts.length; entry++) {
    for (let text = textStarts[entry] as number; text < (saidStarts[entry] as number); text++) {
      entries.push(entry)
      phrasings.push(stringAt(texts, text))
    }
  }
  return { entries: Uint32Array.from(entries), texts: phrasings }
}

/** The features of each text, in rows, `NOT_KEPT` where they are none of the table's; and by feature how many texts hold it, and whether it is of whole words. */
type Rows = {
  starts: Uint32Array
  ids: Uint32Array
  kinds: Uint8Array
  table: Table
  holders: Uint32Array
  isOfWords: Uint8Array
}

const NOT_KEPT = 0xffffffff

/** @param fewest texts that must hold a feature; a few features of fewer are kept as well */
function collectFeatures(texts: readonly string[], cut: (text: string) => Token[], fewest: number): Rows {
  const starts = new Uint32Array(texts.length + 1)
  const hashes = growing(new Uint32Array(texts.length * 64))
  const kinds = growing(new Uint8Array(texts.length * 64))
  for (const [row, text] of texts.entries()) {
    const features = featuresOf(cut(text))
    pushAll(hashes, features.hashes, features.length)
    pushAll(kinds, features.kinds, features.length)
    starts[row + 1] = hashes.length
  }
  const isShared = fewest > 1 ? sharedAmong(hashes.values, hashes.length) : () => true
  const table = emptyTable(texts.length * 8)
  const ids = new Uint32Array(hashes.length).fill(NOT_KEPT)
  const holders = growing(new Uint32Array(texts.length * 8))
  const isOfWords = growing(new Uint8Array(texts.length * 8))
  for (let at = 0; at < ids.length; at++) {
    const hash = hashes.values[at] as number
    if (!isShared(hash)) continue
    const id = intern(table, hash)
    if (id === holders.length) {
      push(holders, 0)
      push(isOfWords, isWordKind(kinds.values[at] as number) ? 1 : 0)
    }
    holders.values[id] = (holders.values[id] as number) + 1
    ids[at] = id
  }
  return { starts, ids, kinds: packed(kinds), table, holders: packed(holders), isOfWords: packed(isOfWords) }
}

/** Slots for each hash that is counted: the fewer, the more hashes share one and are taken to stand there twice. */
const SLOTS_EACH = 1

/** Which hashes stand there more than once, and, rarely, one that does not: most do not, and need no place in a table then. */
function sharedAmong(hashes: Uint32Array, length: number): (hash: number) => boolean {
  const counts = new Uint8Array(2 ** Math.ceil(Math.log2(length * SLOTS_EACH)))
  const mask = counts.length - 1
  for (let at = 0; at < length; at++) {
    const slot = (hashes[at] as number) & mask
    if ((counts[slot] as number) < 2) counts[slot] = (counts[slot] as number) + 1
  }
  return (hash) => counts[hash & mask] === 2
}

/** Rows of features as examples: what no model rests on goes, and is remembered as what sets an example apart. */
function weigh(
  { starts, ids, kinds, isOfWords }: Rows,
  rarity: Float32Array,
  unseen: number,
  labels: Uint32Array,
): Examples {
  const kept = new Uint32Array(starts.length)
  const features = new Uint32Array(ids.length)
  const values = new Float32Array(ids.length)
  const squares = new Float64Array(labels.length)
  const apart = new Float64Array(labels.length)
  let length = 0
  for (let row = 0; row < labels.length; row++) {
    const from = starts[row] as number
    const to = starts[row + 1] as number
    const into = { ids: features, values, at: length }
    const weighedRow = weighed(ids.subarray(from, to), kinds.subarray(from, to), to - from, rarity, unseen, into)
    squares[row] = weighedRow.square
    apart[row] = weighedRow.apart
    length += weighedRow.count
    kept[row + 1] = length
  }
  return {
    ...{ starts: kept, features: features.subarray(0, length), values: values.subarray(0, length) },
    ...{ labels, squares, apart, isComparedBy: isOfWords },
  }
}

/** The model without the features that no weight came to rest on. */
function compact({ table, rarity, unseen, linear }: Model): Model {
  const hashes = hashesOf(table)
  const isUsed = (feature: number): boolean => linear.starts[feature] !== linear.starts[feature + 1]
  let used = 0
  for (let feature = 0; feature < table.size; feature++) if (isUsed(feature)) used++
  const kept = emptyTable(used)
  const rarities = new Float32Array(used)
  const starts = new Uint32Array(used + 1)
  for (let feature = 0; feature < table.size; feature++) {
    if (!isUsed(feature)) continue
    const id = intern(kept, hashes[feature] as number)
    rarities[id] = rarity[feature] as number
    starts[id + 1] = linear.starts[feature + 1] as number
  }
  return { table: kept, rarity: rarities, unseen, linear: { ...linear, starts } }
}

export const vectorise = (model: Model, tokens: readonly Token[]): Vector =>
  vectorOf(featuresOf(tokens), model.table, model.rarity, model.unseen)
