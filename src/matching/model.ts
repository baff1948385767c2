/** The linear model of a store: its features, how rare each is, and the weights learned over the phrasings. */
import { featuresOf, type Vector, vectorOf, weighed } from './features.ts'
import { growing, packed, push } from './growing.ts'
import { emptyTable, intern, type Table } from './hash.ts'
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
  const table = emptyTable(texts.length * 16)
  const rows = collectFeatures(texts, table, cut)
  const rarityOf = (held: number): number => Math.sqrt(Math.log((texts.length + 1) / (held + 0.5)))
  const fewest = texts.length < MANY ? 1 : 2
  const shared = keepOnly(table, (feature) => (rows.holders[feature] as number) >= fewest)
  const rarity = Float32Array.from(shared.origins, (feature) => rarityOf(rows.holders[feature] as number))
  const unseen = rarityOf(0)
  for (let at = 0; at < rows.ids.length; at++) rows.ids[at] = shared.numbers[rows.ids[at] as number] as number
  const examples = weigh(rows, rarity, unseen, entries)
  const linear = trainLinear(examples, entryCountOf(store), shared.table.size)
  return compact({ table: shared.table, rarity, unseen, linear })
}

/** A table with only some of its features, numbered anew in their old order; `numbers` are by old id, `origins` by new. */
function keepOnly(
  table: Table,
  isKept: (feature: number) => boolean,
): { table: Table; numbers: Uint32Array; origins: Uint32Array } {
  const hashes = new Uint32Array(table.size)
  for (let slot = 0; slot < table.ids.length; slot++)
    if (table.ids[slot] !== 0) hashes[(table.ids[slot] as number) - 1] = table.hashes[slot] as number
  const numbers = new Uint32Array(table.size).fill(NONE)
  const origins: number[] = []
  for (let feature = 0; feature < table.size; feature++) {
    if (!isKept(feature)) continue
    numbers[feature] = origins.length
    origins.push(feature)
  }
  const kept = emptyTable(origins.length)
  for (const feature of origins) intern(kept, hashes[feature] as number)
  return { table: kept, numbers, origins: Uint32Array.from(origins) }
}

const NONE = 0xffffffff

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

/** The features of each text, in rows, and how many texts hold each. */
type Rows = { starts: Uint32Array; ids: Uint32Array; kinds: Uint8Array; holders: Uint32Array }

function collectFeatures(texts: readonly string[], table: Table, cut: (text: string) => Token[]): Rows {
  const starts = new Uint32Array(texts.length + 1)
  const ids = growing(new Uint32Array(texts.length * 64))
  const kinds = growing(new Uint8Array(texts.length * 64))
  const holders = growing(new Uint32Array(texts.length * 32))
  for (const [row, text] of texts.entries()) {
    const features = featuresOf(cut(text))
    for (let index = 0; index < features.length; index++) {
      const id = intern(table, features.hashes[index] as number)
      push(ids, id)
      push(kinds, features.kinds[index] as number)
      if (id === holders.length) push(holders, 0)
      holders.values[id] = (holders.values[id] as number) + 1
    }
    starts[row + 1] = ids.length
  }
  return { starts, ids: packed(ids), kinds: packed(kinds), holders: packed(holders) }
}

/** Rows of features as examples: what no model rests on goes, and is remembered as what sets an example apart. */
function weigh({ starts, ids, kinds }: Rows, rarity: Float32Array, unseen: number, labels: Uint32Array): Examples {
  const kept = new Uint32Array(starts.length)
  const features = new Uint32Array(ids.length)
  const values = new Float32Array(ids.length)
  const apart = new Float64Array(labels.length)
  let length = 0
  for (let row = 0; row < labels.length; row++) {
    const from = starts[row] as number
    const to = starts[row + 1] as number
    const into = { ids: features, values, at: length }
    const weighedRow = weighed(ids.subarray(from, to), kinds.subarray(from, to), to - from, rarity, unseen, into)
    apart[row] = weighedRow.apart
    length += weighedRow.count
    kept[row + 1] = length
  }
  return { starts: kept, features: features.subarray(0, length), values: values.subarray(0, length), labels, apart }
}

/** The model without the features that no weight came to rest on. */
function compact({ table, rarity, unseen, linear }: Model): Model {
  const isUsed = (feature: number): boolean => linear.starts[feature] !== linear.starts[feature + 1]
  const used = keepOnly(table, isUsed)
  const starts = new Uint32Array(used.origins.length + 1)
  for (const [feature, origin] of used.origins.entries()) starts[feature + 1] = linear.starts[origin + 1] as number
  return {
    table: used.table,
    rarity: Float32Array.from(used.origins, (origin) => rarity[origin] as number),
    unseen,
    linear: { ...linear, starts },
  }
}

export const vectorise = (model: Model, tokens: readonly Token[]): Vector =>
  vectorOf(featuresOf(tokens), model.table, model.rarity, model.unseen)
