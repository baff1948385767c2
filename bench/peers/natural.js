import { createRequire } from 'node:module'
import { wordsOf } from './words.js'

const natural = createRequire(import.meta.url)('natural/lib/natural/classifiers')
const { PorterStemmer } = createRequire(import.meta.url)('natural/lib/natural/stemmers')

/** Naive Bayes over Porter's stems. */
export const peer = {
  name: "natural's Bayes",
  build(examples) {
    const classifier = new natural.BayesClassifier()
    const stemsOf = (text) => wordsOf(text).map((word) => PorterStemmer.stem(word))
    for (const { id, text } of examples) classifier.addDocument(stemsOf(text), id)
    classifier.train()
    return (question) => {
      const found = classifier.getClassifications(stemsOf(question))
      const whole = found.reduce((sum, { value }) => sum + value, 0) || 1
      return { ids: found.slice(0, 3).map(({ label }) => label), score: (found[0]?.value ?? 0) / whole }
    }
  },
}
