/** Asks somebody who found an answer wrong what is not right, with a button for each reason of the closed list. */
import { finish } from '../answering/asides.ts'
import { wordsIn } from '../answering/wording.ts'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { Reply } from '../reply.ts'
import { REASONS } from './feedback.ts'
import { type Press, writePress } from './press.ts'

export function whyMenu({ id, version, language }: Extract<Press, { kind: 'vote' }>, knowledge: KnowledgeBase): Reply {
  const words = wordsIn(language, knowledge)
  const reply = finish(words, { blocks: [{ kind: 'lead', text: words.say('vote-why') }] })
  const actions = REASONS.flatMap((reason) => {
    const press = writePress({ kind: 'why', id, version, reason, language })
    return press ? [{ label: words.say(`vote-why-${reason}`), press }] : []
  })
  return { ...reply, actions, audience: 'asker' }
}
