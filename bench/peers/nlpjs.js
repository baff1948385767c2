import { containerBootstrap } from '@nlpjs/core'
import { LangEn } from '@nlpjs/lang-en'
import { LangZh } from '@nlpjs/lang-zh'
import { Nlp } from '@nlpjs/nlp'
import { isUnspaced } from './words.js'

/** Its network over stems. Examples are fed in mixed order, which it needs: entry by entry it learns far worse. */
export const peer = {
  name: 'nlp.js',
  async build(examples) {
    const locale = examples.some(({ text }) => isUnspaced(text)) ? 'zh' : 'en'
    const container = await containerBootstrap()
    container.use(LangEn)
    container.use(LangZh)
    container.use(Nlp)
    const nlp = container.get('nlp')
    nlp.settings.autoSave = false
    nlp.settings.log = false
    nlp.addLanguage(locale)
    for (const { id, text } of mixed(examples)) nlp.addDocument(locale, text, id)
    await nlp.train()
    return async (question) => {
      const { classifications } = await nlp.process(locale, question)
      const known = classifications.filter(({ intent }) => intent !== 'None')
      return { ids: known.slice(0, 3).map(({ intent }) => intent), score: known[0]?.score ?? 0 }
    }
  },
}

/** One example of each entry in turn. */
function mixed(examples) {
  const byEntry = [...Map.groupBy(examples, ({ id }) => id).values()]
  const longest = Math.max(...byEntry.map((list) => list.length))
  return Array.from({ length: longest }, (_, turn) => byEntry.flatMap((list) => list.slice(turn, turn + 1))).flat()
}
