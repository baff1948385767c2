import { Index } from 'flexsearch'
import { PHRASINGS, toEntries, wordsOf } from './words.js'

/** Suggestions are on, since hardly a question has all words in one phrasing. It gives no scores. */
export const peer = {
  name: 'flexsearch',
  build(examples) {
    const index = new Index({ tokenize: 'forward', encode: wordsOf })
    for (const [key, { text }] of examples.entries()) index.add(key, text)
    return (question) => ({
      ...toEntries(
        index.search(question, { limit: PHRASINGS, suggest: true }).map((key) => ({ id: examples[key].id })),
      ),
      score: undefined,
    })
  },
}
