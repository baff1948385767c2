/** A message that does not fit, without what can best be spared. */

/** A piece of a message. The one with the highest `spare` is left out first where not all fit; 0 stays. */
export type Spareable = { spare: number }

/** All of the parts, or without what can best be spared, and then saying so with the notice. */
export function shorten<Part extends Spareable>(
  parts: readonly Part[],
  notice: Part,
  fits: (parts: readonly Part[]) => boolean,
): readonly Part[] {
  if (fits(parts)) return parts
  let kept = [...parts, notice]
  while (!fits(kept)) {
    const spare = Math.max(...kept.slice(0, -1).map((part) => part.spare))
    const at = spare > 0 ? kept.findLastIndex((part) => part.spare === spare) : kept.length - 2
    if (at <= 0) break
    kept = kept.toSpliced(at, 1)
  }
  return kept
}
