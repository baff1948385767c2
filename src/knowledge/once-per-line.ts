/** The first of what was found on each line of a text: the rest most often follows from it. */
export function oncePerLine<T>(text: string, found: readonly T[], offsetOf: (one: T) => number): T[] {
  let lineEnd = -1
  return found.filter((one) => {
    const offset = offsetOf(one)
    if (offset <= lineEnd) return false
    const end = text.indexOf('\n', offset)
    lineEnd = end < 0 ? text.length : end
    return true
  })
}
