/** A built matcher as bytes, and back without decoding: its arrays become views of the bytes. */
import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { Table } from './hash.ts'
import type { MatchEntry } from './matcher.ts'
import type { PackedStrings } from './packed-strings.ts'
import type { Built } from './rank.ts'

/** Raise it whenever what is built from the same entries changes, or the order below. */
const FORMAT = 2
const MAGIC = 0x4d415443
/** Magic, format, checksum of all that follows, number of arrays. */
const HEADER_BYTES = 16
const ALIGNMENT = 8

const TYPES = [Uint8Array, Uint16Array, Uint32Array, Float32Array, Float64Array] as const
type Packed = Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array

/** What tells entries from changed ones: a name for them, or else all their words; and the tables that cut Chinese into words. */
export function fingerprintOf(entries: () => readonly MatchEntry[], version: string | undefined): Uint8Array {
  const hash = createHash('sha256').update(`${process.versions.icu}\n`)
  if (version !== undefined) return hash.update(version).digest()
  const sortedOnce = (texts: readonly string[]): string[] => [...new Set(texts)].sort()
  for (const [id, same] of [...Map.groupBy(entries(), (entry) => entry.id)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const phrasings = sortedOnce(same.flatMap((entry) => entry.phrasings))
    hash.update(JSON.stringify([id, phrasings, sortedOnce(same.flatMap(({ text }) => text ?? []))]))
  }
  return hash.digest()
}

export function writeSnapshot(built: Built, fingerprint: Uint8Array): Uint8Array {
  const arrays = [fingerprint, ...arraysOf(built)]
  const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT
  const dataStart = aligned(HEADER_BYTES + arrays.length * 8)
  const total = arrays.reduce((sum, array) => sum + aligned(array.byteLength), dataStart)
  const bytes = new Uint8Array(total)
  const view = new DataView(bytes.buffer)
  let at = dataStart
  for (const [index, array] of arrays.entries()) {
    view.setUint32(
      HEADER_BYTES + index * 8,
      TYPES.findIndex((type) => array instanceof type),
      true,
    )
    view.setUint32(HEADER_BYTES + index * 8 + 4, array.byteLength, true)
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at)
    at += aligned(array.byteLength)
  }
  view.setUint32(0, MAGIC, true)
  view.setUint32(4, FORMAT, true)
  view.setUint32(12, arrays.length, true)
  view.setUint32(8, crc32(bytes.subarray(12)), true)
  return bytes
}

/** Undefined when the bytes are of another format, damaged, or of other entries. */
export function readSnapshot(bytes: Uint8Array, fingerprint: Uint8Array): Built | undefined {
  if (bytes.byteLength < HEADER_BYTES) return undefined
  const aligned = bytes.byteOffset % ALIGNMENT === 0 ? bytes : bytes.slice()
  const view = new DataView(aligned.buffer, aligned.byteOffset, aligned.byteLength)
  if (view.getUint32(0, true) !== MAGIC || view.getUint32(4, true) !== FORMAT) return undefined
  if (view.getUint32(8, true) !== crc32(aligned.subarray(12))) return undefined
  const count = view.getUint32(12, true)
  const arrays: Packed[] = []
  let at = Math.ceil((HEADER_BYTES + count * 8) / ALIGNMENT) * ALIGNMENT
  for (let index = 0; index < count; index++) {
    const Type = TYPES[view.getUint32(HEADER_BYTES + index * 8, true)] as (typeof TYPES)[number]
    const length = view.getUint32(HEADER_BYTES + index * 8 + 4, true)
    arrays.push(new Type(aligned.buffer as ArrayBuffer, aligned.byteOffset + at, length / Type.BYTES_PER_ELEMENT))
    at += Math.ceil(length / ALIGNMENT) * ALIGNMENT
  }
  const [own, ...rest] = arrays
  if (!own || Buffer.compare(own as Uint8Array, fingerprint) !== 0) return undefined
  return builtOf(rest)
}

/** All that a built matcher consists of, in an order that `builtOf` knows. */
function arraysOf({ store, words, spelling, model }: Built): Packed[] {
  const ofStrings = ({ units, starts }: PackedStrings): Packed[] => [units, starts]
  const ofTable = ({ slots, size }: Table): Packed[] => [slots, Uint32Array.of(size)]
  const { lexicon } = store
  return [
    ...[...ofStrings(store.ids), ...ofStrings(store.texts)],
    ...[store.textStarts, store.saidStarts, store.formStarts, store.forms],
    ...[...ofTable(lexicon.byForm), ...ofTable(lexicon.byWord), ...ofStrings(lexicon.strings)],
    ...[lexicon.wordOf, lexicon.flags],
    ...[words.weights, Float64Array.of(words.unseen), words.starts, words.entries, words.shares, words.textLengths],
    ...[...ofTable(spelling.variants), spelling.starts, spelling.forms, spelling.counts],
    ...(model
      ? [
          ...[...ofTable(model.table), model.rarity, Float64Array.of(model.unseen)],
          ...[model.linear.starts, model.linear.entries, model.linear.weights],
        ]
      : []),
  ]
}

function builtOf(arrays: readonly Packed[]): Built {
  let at = 0
  // The bytes passed their checksum, so they are what `arraysOf` wrote.
  const next = <T extends Packed>(): T => arrays[at++] as T
  const strings = (): PackedStrings => ({ units: next(), starts: next() })
  const table = (): Table => ({ slots: next(), size: next<Uint32Array>()[0] as number })
  const number = (): number => next<Float64Array>()[0] as number
  const store = {
    ...{ ids: strings(), texts: strings() },
    ...{ textStarts: next<Uint32Array>(), saidStarts: next<Uint32Array>() },
    ...{ formStarts: next<Uint32Array>(), forms: next<Uint32Array>() },
    lexicon: {
      ...{ byForm: table(), byWord: table(), strings: strings() },
      ...{ wordOf: next<Uint32Array>(), flags: next<Uint8Array>() },
    },
  }
  const words = {
    ...{ weights: next<Float32Array>(), unseen: number(), starts: next<Uint32Array>() },
    ...{ entries: next<Uint32Array>(), shares: next<Float32Array>(), textLengths: next<Float32Array>() },
  }
  const spelling = {
    ...{ variants: table(), starts: next<Uint32Array>(), forms: next<Uint32Array>(), counts: next<Uint32Array>() },
  }
  if (at === arrays.length) return { store, words, spelling, model: undefined }
  const model = {
    ...{ table: table(), rarity: next<Float32Array>(), unseen: number() },
    linear: { starts: next<Uint32Array>(), entries: next<Uint32Array>(), weights: next<Float32Array>() },
  }
  return { store, words, spelling, model }
}
