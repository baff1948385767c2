import { create, insertMultiple, search } from '@orama/orama'
import { isUnspaced, PHRASINGS, toEntries, wordsOf } from './words.js'

/** BM25 with its own English tokenizer; any of the words may match. Typo tolerance costs it a third of its accuracy, and is off. */
export const peer = {
  name: '@orama/orama',
  async build(examples) {
    const tokenizer = {
      language: 'english',
      normalizationCache: new Map(),
      tokenize: (text) => [...new Set(wordsOf(text))],
    }
    const unspaced = examples.some(({ text }) => isUnspaced(text))
    const index = create({
      schema: { id: 'string', entry: 'string', text: 'string' },
      ...(unspaced ? { components: { tokenizer } } : { language: 'english' }),
    })
    await insertMultiple(
      index,
      examples.map(({ id, text }, key) => ({ id: `${key}`, entry: id, text })),
      5000,
    )
    return async (question) => {
      const { hits } = await search(index, {
        ...{ term: question, properties: ['text'], threshold: 1, limit: PHRASINGS },
      })
      return toEntries(hits.map(({ document, score }) => ({ id: document.entry, score })))
    }
  },
}
