/** "Did you mean …": the known name nearest to one that is not known. */
import Fuse from 'fuse.js'

/** `; did you mean "x"?`, or nothing when no name is near. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const [best] = new Fuse([...known], { threshold: 0.4, ignoreLocation: true }).search(name, { limit: 1 })
  return best ? `; did you mean "${best.item}"?` : ''
}
