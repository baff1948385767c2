/** "Did you mean …": the known name nearest to one that is not known. */
import Fuse from 'fuse.js'

/** `; did you mean "x"?`, or nothing when no name is near. */
export function didYouMean(name: string, known: Iterable<string>): string {
  // Two letters occur in any long name.
  const alike = [...known].filter((one) => one.length <= name.length * MOST_LONGER)
  const [best] = new Fuse(alike, { threshold: 0.4, ignoreLocation: true }).search(name, { limit: 1 })
  return best ? `; did you mean "${best.item}"?` : ''
}

const MOST_LONGER = 3
