/** `@bot question` in any chat: the best answers and figures, ready to be sent. */
import type { InlineQueryResultArticle } from 'grammy/types'
import type { Services, Suggestion } from '../../src/adapter.ts'
import { cut } from '../../src/bounds/cut.ts'
import { languageOf } from '../../src/message.ts'
import type { Reply } from '../../src/reply.ts'

import { RESULT_ID } from './limits.ts'
import { renderReply, type Say } from './render.ts'

/** More than a phone shows without scrolling help nobody. */
const MOST_RESULTS = 12
const DESCRIPTION = 160

export async function inlineResults(
  typed: string,
  code: string | undefined,
  { suggest, say }: Pick<Services, 'suggest' | 'say'>,
): Promise<InlineQueryResultArticle[]> {
  const suggestions = await suggest(typed, { language: languageOf(code), limit: MOST_RESULTS })
  return suggestions.filter(({ id }) => Buffer.byteLength(id) <= RESULT_ID).map((one) => article(one, say))
}

function article({ id, label, reply }: Suggestion, say: Say): InlineQueryResultArticle {
  // Sent by a person into a chat where the bot may not be: there is nobody to press its buttons for.
  const composed: Reply = { ...reply(), choices: [], actions: [] }
  const [first] = composed.blocks
  return {
    type: 'article',
    id,
    title: label,
    description: cut(first && 'text' in first ? first.text : composed.text, DESCRIPTION),
    input_message_content: {
      message_text: renderReply(composed, say).html,
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
    },
  }
}
