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

/** Open addressing with linear probing: slot after slot a hash and its id plus one, 0 where it is empty. */
export type Table = { slots: Uint32Array; size: number }

export function emptyTable(capacity = 64): Table {
  let count = 64
  while (count < capacity * 2) count *= 2
  return { slots: new Uint32Array(count * 2), size: 0 }
}

/** The id of a hash, or -1. */
export function find({ slots }: Table, hash: number): number {
  const mask = slots.length - 1
  for (let at = (hash << 1) & mask; slots[at + 1] !== 0; at = (at + 2) & mask)
    if (slots[at] === hash) return (slots[at + 1] as number) - 1
  return -1
}

/** The id of a hash; a new one gets the next number. */
export function intern(table: Table, hash: number): number {
  const known = find(table, hash)
  if (known >= 0) return known
  if (table.size * 4 >= table.slots.length) grow(table)
  put(table.slots, hash, table.size)
  return table.size++
}

function put(slots: Uint32Array, hash: number, id: number): void {
  const mask = slots.length - 1
  let at = (hash << 1) & mask
  while (slots[at + 1] !== 0) at = (at + 2) & mask
  slots[at] = hash
  slots[at + 1] = id + 1
}

function grow(table: Table): void {
  const { slots } = table
  table.slots = new Uint32Array(slots.length * 2)
  for (let at = 0; at < slots.length; at += 2)
    if (slots[at + 1] !== 0) put(table.slots, slots[at] as number, (slots[at + 1] as number) - 1)
}

/** The hashes of a table by their ids. */
export function hashesOf({ slots, size }: Table): Uint32Array {
  const hashes = new Uint32Array(size)
  for (let at = 0; at < slots.length; at += 2)
    if (slots[at + 1] !== 0) hashes[(slots[at + 1] as number) - 1] = slots[at] as number
  return hashes
}

export const copyOf = ({ slots, size }: Table): Table => ({ slots: slots.slice(), size })
