/** A reply as plain text: what a terminal shows, and the fallback of every platform. */
import type { Reply } from '../reply.ts'
import { bars } from './bars.ts'
import type { Words } from './wording.ts'

export function plainText(reply: Omit<Reply, 'text'>, words: Words): string {
  const paragraphs = reply.blocks.map((block) => {
    switch (block.kind) {
      case 'steps':
        return block.items.map((item, index) => `${index + 1}. ${item}`).join('\n')
      case 'list':
        return [
          ...(block.title ? [`${block.title}${colon(words).trimEnd()}`] : []),
          ...block.items.map((item) => `• ${item}`),
        ].join('\n')
      case 'chart':
        return bars(block.chart)
      case 'note':
        return `${block.label}${colon(words)}${block.text}`
      default:
        return block.text
    }
  })
  if (reply.sources.length > 0) {
    const lines = reply.sources.map(({ publisher, title, described, published, url }, index) => {
      const date = published ? words.date(published) : words.say('undated')
      const parts = [publisher, described ? title : quoted(title, words), date].join(
        words.language === 'en' ? ', ' : '，',
      )
      return `[${index + 1}] ${parts}${url ? `\n    ${url}` : ''}`
    })
    paragraphs.push([`${words.say('sources-title')}${colon(words).trimEnd()}`, ...lines].join('\n'))
  }
  if (reply.choices.length > 0) {
    paragraphs.push(
      [words.say('choices-title'), ...reply.choices.map((choice, index) => `${index + 1}) ${choice.label}`)].join('\n'),
    )
  }
  return paragraphs.join('\n\n')
}

function quoted(title: string, words: Words): string {
  if (words.language === 'en') return `"${title}"`
  return /\p{Script=Han}/u.test(title) ? `《${title}》` : `“${title}”`
}

const colon = (words: Words): string => (words.language === 'en' ? ': ' : '：')
