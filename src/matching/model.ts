/** The linear model of a store: its features, how rare each is, and the weights learned over the phrasings. */
import { featuresOf, type Vector, vectorOf } from './features.ts'
import { growing, packed, push } from './growing.ts'
import { emptyTable, intern, type Table } from './hash.ts'
import { type Linear, trainLinear } from './linear.ts'
import { stringAt } from './packed-strings.ts'
import { entryCountOf, type Store } from './store.ts'
import { plainText, type Token, tokensOf } from './tokens.ts'

export type Model = { table: Table; rarity: Float32Array; unseen: number; linear: Linear }

/**
 * Beyond so many phrasings no model is trained: training grows faster than the number of entries, and its features outgrow the index.
 * The words alone then rank, with a calibration of their own.
 */
const MOST_TRAINED = 30_000

export function trainModel(store: Store): Model | undefined {
  const examples = phrasingsOf(store)
  if (examples.length === 0 || examples.length > MOST_TRAINED) return undefined
  const table = emptyTable(examples.length * 16)
  const holders = growing(new Uint32Array(1024))
  for (const { text } of examples) {
    const { hashes, length } = featuresOf(tokensOf(plainText(text)))
    for (let index = 0; index < length; index++) {
      const id = intern(table, hashes[index] as number)
      if (id === holders.length) push(holders, 0)
      holders.values[id] = (holders.values[id] as number) + 1
    }
  }
  const rarityOf = (held: number): number => Math.sqrt(Math.log((examples.length + 1) / (held + 0.5)))
  const rarity = Float32Array.from(packed(holders), rarityOf)
  const unseen = rarityOf(0)
  const starts = growing(new Uint32Array(1024))
  const features = growing(new Uint32Array(1024))
  const values = growing(new Float32Array(1024))
  push(starts, 0)
  for (const { text } of examples) {
    const vector = vectorOf(featuresOf(tokensOf(plainText(text))), table, rarity, unseen)
    for (let index = 0; index < vector.ids.length; index++) {
      push(features, vector.ids[index] as number)
      push(values, vector.values[index] as number)
    }
    push(starts, features.length)
  }
  const linear = trainLinear(
    {
      starts: packed(starts),
      features: packed(features),
      values: packed(values),
      labels: Uint32Array.from(examples, ({ entry }) => entry),
    },
    entryCountOf(store),
    table.size,
  )
  return { table, rarity, unseen, linear }
}

function phrasingsOf({ textStarts, saidStarts, texts }: Store): { entry: number; text: string }[] {
  const all: { entry: number; text: string }[] = []
  for (let entry = 0; entry < saidStarts.length; entry++)
    for (let text = textStarts[entry] as number; text < (saidStarts[entry] as number); text++)
      all.push({ entry, text: stringAt(texts, text) })
  return all
}

export const vectorise = (model: Model, tokens: readonly Token[]): Vector =>
  vectorOf(featuresOf(tokens), model.table, model.rarity, model.unseen)
