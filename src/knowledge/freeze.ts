/** Knowledge that nobody can change while somebody reads it. */

export function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  const inner = value instanceof Map ? value.values() : Object.values(value)
  for (const one of inner) freeze(one)
  // Object.freeze leaves a Map's contents open.
  if (value instanceof Map) Object.assign(value, { set: refuse, delete: refuse, clear: refuse })
  return Object.freeze(value)
}

const refuse = (): never => {
  throw new TypeError('knowledge is frozen')
}
