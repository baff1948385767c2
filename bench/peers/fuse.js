import Fuse from 'fuse.js'
import { PHRASINGS, toEntries, wordsOf } from './words.js'

/** Token search: words with typos, weighted by rarity. A stricter threshold than its 0.6 finds far better here. Its score is a distance. */
export const peer = {
  name: 'fuse.js',
  build(examples) {
    const fuse = new Fuse(examples, {
      keys: ['text'],
      useTokenSearch: true,
      tokenize: wordsOf,
      includeScore: true,
      threshold: 0.1,
    })
    return (question) =>
      toEntries(
        fuse.search(question, { limit: PHRASINGS }).map(({ item, score }) => ({ id: item.id, score: 1 - score })),
      )
  },
}
