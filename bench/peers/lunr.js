import lunr from 'lunr'
import { isUnspaced, PHRASINGS, toEntries, wordsOf } from './words.js'

/** BM25 over stems; each word exact, and with one typo at a tenth of the weight. */
export const peer = {
  name: 'lunr',
  build(examples) {
    const unspaced = examples.some(({ text }) => isUnspaced(text))
    const index = lunr(function () {
      this.ref('key')
      this.field('text')
      if (unspaced) this.pipeline.reset()
      this.tokenizer = (value) => wordsOf(`${value}`).map((word) => new lunr.Token(word, {}))
      for (const [key, { text }] of examples.entries()) this.add({ key: `${key}`, text })
    })
    return (question) => {
      const found = index.query((query) => {
        for (const word of wordsOf(question)) {
          query.term(word, { boost: 10, usePipeline: !unspaced })
          if (word.length > 3) query.term(word, { editDistance: 1, usePipeline: !unspaced })
        }
      })
      return toEntries(found.slice(0, PHRASINGS).map(({ ref, score }) => ({ id: examples[ref].id, score })))
    }
  },
}
