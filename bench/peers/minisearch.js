import MiniSearch from 'minisearch'
import { PHRASINGS, toEntries, wordsOf } from './words.js'

/** BM25+ with typos up to a fifth of a word's letters, as its documentation advises for people's input. */
export const peer = {
  name: 'minisearch',
  build(examples) {
    const index = new MiniSearch({ fields: ['text'], idField: 'key', tokenize: wordsOf })
    index.addAll(examples.map(({ id, text }, key) => ({ key, id, text })))
    return (question) =>
      toEntries(
        index
          .search(question, { fuzzy: 0.2 })
          .slice(0, PHRASINGS)
          .map(({ id, score }) => ({ id: examples[id].id, score })),
      )
  },
}
