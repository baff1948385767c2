/** Terms as 32-bit numbers, and tables that give each number an id: no strings to keep, nothing to decode after a restart. */

/** FNV-1a over UTF-16 units, finished by a mixer so that every bit of the table's slot depends on every unit. */
export function hashOf(text: string, seed: number): number {
  let hash = seed
  for (let index = 0; index < text.length; index++) hash = hashStep(hash, text.charCodeAt(index))
  return hashEnd(hash)
}

/** The two halves of `hashOf`, for those who put a text together as they go. */
export const hashStep = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193)
export const hashEnd = (hash: number): number => mix(hash)

/** The same of a part of a text, without cutting it out. */
export function hashOfPart(text: string, from: number, to: number, seed: number): number {
  let hash = seed
  for (let index = from; index < to; index++) hash = hashStep(hash, text.charCodeAt(index))
  return hashEnd(hash)
}

/** Two hashes as one; the order counts. */
export const hashOfPair = (first: number, second: number, seed: number): number =>
  mix(Math.imul(first ^ seed, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b))

function mix(hash: number): number {
  let mixed = hash ^ (hash >>> 16)
  mixed = Math.imul(mixed, 0x7feb352d)
  mixed ^= mixed >>> 15
  mixed = Math.imul(mixed, 0x846ca68b)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** Open addressing with linear probing; a slot holds a hash and its id plus one, 0 where it is empty. */
export type Table = { hashes: Uint32Array; ids: Uint32Array; size: number }

export function emptyTable(capacity = 64): Table {
  let slots = 64
  while (slots < capacity * 2) slots *= 2
  return { hashes: new Uint32Array(slots), ids: new Uint32Array(slots), size: 0 }
}

/** The id of a hash, or -1. */
export function find(table: Table, hash: number): number {
  const { hashes, ids } = table
  const mask = ids.length - 1
  for (let slot = hash & mask; ids[slot] !== 0; slot = (slot + 1) & mask)
    if (hashes[slot] === hash) return (ids[slot] as number) - 1
  return -1
}

/** The id of a hash; a new one gets the next number. */
export function intern(table: Table, hash: number): number {
  const known = find(table, hash)
  if (known >= 0) return known
  if (table.size * 2 >= table.ids.length) grow(table)
  put(table, hash, table.size)
  return table.size++
}

function put({ hashes, ids }: Table, hash: number, id: number): void {
  const mask = ids.length - 1
  let slot = hash & mask
  while (ids[slot] !== 0) slot = (slot + 1) & mask
  hashes[slot] = hash
  ids[slot] = id + 1
}

function grow(table: Table): void {
  const { hashes, ids } = table
  table.hashes = new Uint32Array(hashes.length * 2)
  table.ids = new Uint32Array(ids.length * 2)
  for (let slot = 0; slot < ids.length; slot++)
    if (ids[slot] !== 0) put(table, hashes[slot] as number, (ids[slot] as number) - 1)
}
