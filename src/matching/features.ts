/**
 * What the linear model sees of a text: words, neighbours, content words that stand in one sentence, pieces of words, and how Chinese sounds.
 * Each kind is a unit-length vector of its own, so that many pieces do not outweigh few words.
 */
import { soundOf } from '../language/sounds.ts'
import { isStopWord } from '../language/stop-words.ts'
import { find, hashEnd, hashOf, hashOfPair, hashStep, type Table } from './hash.ts'
import type { Token } from './tokens.ts'

/** Weights of the kinds against each other, by cross-validation over the public sets (docs/benchmarks.md). */
const KINDS = [
  { name: 'words', seed: 0x2f0b4c47, weight: 1 },
  { name: 'neighbours', seed: 0x5bd1e995, weight: 0.7 },
  { name: 'pairs', seed: 0x1b873593, weight: 0.7 },
  { name: 'pieces', seed: 0x38b34ae5, weight: 1 },
  { name: 'sounds', seed: 0x7ed55d16, weight: 0.5 },
] as const

const [WORDS, NEIGHBOURS, PAIRS, PIECES, SOUNDS] = [0, 1, 2, 3, 4] as const
/** Words and neighbours: which texts are about the same shows in them. */
export const isWordKind = (kind: number): boolean => kind === WORDS || kind === NEIGHBOURS
const seedOf = (kind: number): number => KINDS[kind]?.seed ?? 0

/** Pairs grow with the square of the words: more than this many tell nothing more. */
const MOST_PAIRED = 24
const SHORTEST_PIECE = 2
const LONGEST_PIECE = 3
/** A text of a thousand characters stays below this. */
const MOST_FEATURES = 1 << 13

/** The features of one text at a time, each once: hash and kind. */
export type Features = { hashes: Uint32Array; kinds: Uint8Array; length: number }

/** One set of buffers serves every text: what it holds is overwritten by the next. */
const buffer: Features = { hashes: new Uint32Array(MOST_FEATURES), kinds: new Uint8Array(MOST_FEATURES), length: 0 }
const seen = { hashes: new Uint32Array(MOST_FEATURES * 2), rounds: new Uint32Array(MOST_FEATURES * 2), round: 0 }

function add(hash: number, kind: number): void {
  const mask = seen.hashes.length - 1
  let slot = hash & mask
  while (seen.rounds[slot] === seen.round) {
    if (seen.hashes[slot] === hash) return
    slot = (slot + 1) & mask
  }
  if (buffer.length === MOST_FEATURES) return
  seen.rounds[slot] = seen.round
  seen.hashes[slot] = hash
  buffer.hashes[buffer.length] = hash
  buffer.kinds[buffer.length++] = kind
}

const BOUNDARY = hashOf('', seedOf(NEIGHBOURS))
/** Which number it is tells little to a model; that it is one tells much. */
const NUMBER = hashOf('#', seedOf(WORDS))

export const wordFeature = (key: string): number => hashOf(key, seedOf(WORDS))
export const neighbourFeature = (first: string, second: string): number =>
  hashOfPair(wordFeature(first), wordFeature(second), seedOf(NEIGHBOURS))

export function featuresOf(tokens: readonly Token[]): Features {
  buffer.length = 0
  seen.round++
  const subjects: number[] = []
  let before = BOUNDARY
  for (const token of tokens) {
    const word = token.kind === 'number' ? NUMBER : wordFeature(token.key)
    add(word, WORDS)
    if (token.kind === 'number') add(wordFeature(token.key), WORDS)
    add(hashOfPair(before, word, seedOf(NEIGHBOURS)), NEIGHBOURS)
    before = word
    if (subjects.length < MOST_PAIRED && !isStopWord(token.key) && !subjects.includes(word)) subjects.push(word)
  }
  if (tokens.length > 0) add(hashOfPair(before, BOUNDARY, seedOf(NEIGHBOURS)), NEIGHBOURS)
  for (let index = 0; index < subjects.length; index++) {
    const one = subjects[index] as number
    for (let other = index + 1; other < subjects.length; other++) {
      const two = subjects[other] as number
      add(hashOfPair(Math.min(one, two), Math.max(one, two), seedOf(PAIRS)), PAIRS)
    }
  }
  for (const run of runsOf(tokens)) addPieces(`_${run}_`)
  addSounds(tokens)
  return buffer
}

/** Words one by one; Chinese characters that touch as one. */
function runsOf(tokens: readonly Token[]): string[] {
  const runs: string[] = []
  let before: Token | undefined
  for (const token of tokens) {
    const goesOn = token.kind === 'han' && before?.kind === 'han' && before.end === token.start
    if (goesOn) runs[runs.length - 1] += token.key
    else runs.push(token.kind === 'han' ? token.key : token.text)
    before = token
  }
  return runs
}

function addPieces(text: string): void {
  for (let from = 0; from + SHORTEST_PIECE <= text.length; from++) {
    let hash = seedOf(PIECES)
    for (let size = 1; size <= LONGEST_PIECE && from + size <= text.length; size++) {
      hash = hashStep(hash, text.charCodeAt(from + size - 1))
      if (size >= SHORTEST_PIECE) add(hashEnd(hash), PIECES)
    }
  }
}

/** A wrong character mostly sounds like the right one. */
function addSounds(tokens: readonly Token[]): void {
  let before = ''
  for (const token of tokens) {
    const sound = token.kind === 'han' ? soundOf(token.key) : ''
    if (sound !== '') {
      add(hashOf(sound, seedOf(SOUNDS)), SOUNDS)
      if (before !== '') add(hashOf(`${before} ${sound}`, seedOf(SOUNDS)), SOUNDS)
    }
    before = sound
  }
}

/** A text as the model's numbers: features that it knows, and how much each weighs in this text. */
export type Vector = { ids: Uint32Array; values: Float32Array }

/**
 * @param rarity weight of a feature by how rare it is among phrasings
 * @param unseen weight of one that no phrasing has: it counts in the length, so that a text of strange words is near to nothing
 */
export function vectorOf(features: Features, table: Table, rarity: Float32Array, unseen: number): Vector {
  const ids = new Uint32Array(features.length)
  for (let index = 0; index < features.length; index++) ids[index] = find(table, features.hashes[index] as number)
  const values = new Float32Array(features.length)
  const { count } = weighed(ids, features.kinds, features.length, rarity, unseen, { ids, values, at: 0 })
  return { ids: ids.subarray(0, count), values: values.subarray(0, count) }
}

/**
 * The same for features by their ids; one that `rarity` does not hold is left out like an unknown one.
 * @param into where ids and values go, from `at` on
 * @returns how many were kept; the product of the whole text with itself; and how much of that comes of those that were left out
 */
export function weighed(
  features: Uint32Array,
  kinds: Uint8Array,
  length: number,
  rarity: Float32Array,
  unseen: number,
  into: { ids: Uint32Array; values: Float32Array; at: number },
): { count: number; square: number; apart: number } {
  const { ids, values, at } = into
  squares.fill(0)
  for (let index = 0; index < length; index++) {
    const kind = kinds[index] as number
    const rare = rarity[features[index] as number] ?? 0
    const value = rare || unseen
    rarities[index] = rare
    squares[kind] = (squares[kind] as number) + value * value
  }
  const whole = squares[SOUNDS] === 0 ? WHOLE : WHOLE_WITH_SOUNDS
  let square = 0
  for (let kind = 0; kind < KINDS.length; kind++) {
    const share = squares[kind] === 0 ? 0 : (WEIGHTS[kind] as number) / whole
    scales[kind] = share / (Math.sqrt(squares[kind] as number) || 1)
    square += share * share
  }
  let count = 0
  let apart = 0
  for (let index = 0; index < length; index++) {
    const rare = rarities[index] as number
    const value = (rare || unseen) * (scales[kinds[index] as number] as number)
    if (rare) {
      ids[at + count] = features[index] as number
      values[at + count++] = value
    } else apart += value * value
  }
  return { count, square, apart }
}

const WEIGHTS = Float64Array.from(KINDS, ({ weight }) => weight)
const lengthOf = (weights: Float64Array): number => Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0))
const WHOLE = lengthOf(WEIGHTS.subarray(0, SOUNDS))
const WHOLE_WITH_SOUNDS = lengthOf(WEIGHTS)
const squares = new Float64Array(KINDS.length)
const scales = new Float64Array(KINDS.length)
const rarities = new Float32Array(MOST_FEATURES)
