/** Lists of numbers that grow while an index is built: packed, unlike arrays of numbers. */

type Packed = Uint8Array | Uint32Array | Float32Array

export type Growing<T extends Packed> = { values: T; length: number }

export const growing = <T extends Packed>(values: T): Growing<T> => ({ values, length: 0 })

export function push<T extends Packed>(list: Growing<T>, value: number): void {
  if (list.length === list.values.length) enlarge(list, list.length + 1)
  list.values[list.length++] = value
}

/** Takes over the first `count` of `values`. */
export function pushAll<T extends Packed>(list: Growing<T>, values: T, count: number): void {
  if (list.length + count > list.values.length) enlarge(list, list.length + count)
  list.values.set(values.subarray(0, count), list.length)
  list.length += count
}

function enlarge<T extends Packed>(list: Growing<T>, least: number): void {
  const larger = new (list.values.constructor as new (length: number) => T)(Math.max(64, least, list.length * 2))
  larger.set(list.values)
  list.values = larger
}

export const packed = <T extends Packed>(list: Growing<T>): T => list.values.slice(0, list.length) as T
