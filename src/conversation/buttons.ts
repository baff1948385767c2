/** The buttons of an answer: its choices, all its sources, and whether it was right. */
import { chartFor } from '../answering/asides.ts'
import { wordsIn } from '../answering/wording.ts'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { VoiceKey } from '../knowledge/schema/voice.ts'
import type { Action, Reply } from '../reply.ts'
import { type Press, writePress } from './press.ts'
import type { Settings } from './settings.ts'

/** Enough of the knowledge's version to tell two apart that were ever in use. */
const VERSION_LENGTH = 6

/** A reply, and all the sources of the answer in it. */
export type Buttoned = { reply: Reply; answered: { allSources: readonly string[] } | undefined }

export function withButtons(responded: Buttoned, { buttons }: Settings, knowledge: KnowledgeBase): Reply {
  const { reply } = responded
  if (!buttons) return reply
  const { language, outcome } = reply
  // Where the bot asked back, the answer takes the place of its question.
  const replaces = outcome === 'clarify' || outcome === 'suggest'
  const choices = reply.choices.map((choice) => {
    const press = writePress({ kind: 'ask', id: choice.id, language, replaces })
    return press ? { ...choice, press } : choice
  })
  const words = wordsIn(language, knowledge)
  const actions = pressesOf(responded, knowledge).flatMap(([key, press]): Action[] => {
    const token = writePress(press)
    if (!token) return []
    return [{ label: words.say(key), press: token, ...(press.kind === 'chart' ? { shows: 'chart' as const } : {}) }]
  })
  return { ...reply, choices, actions: [...(reply.actions ?? []), ...actions] }
}

function pressesOf({ reply, answered }: Buttoned, knowledge: KnowledgeBase): [VoiceKey, Press][] {
  const { language, outcome, entries, sources } = reply
  const [id] = entries
  // An emergency is no moment for votes.
  if (outcome !== 'answer' || !answered || id === undefined) return []
  const version = knowledge.version.slice(0, VERSION_LENGTH)
  const series = chartFor(id, knowledge)
  const more = answered.allSources.length > sources.length
  return [
    ...(series ? [['chart-show', { kind: 'chart', id: series, language }] satisfies [VoiceKey, Press]] : []),
    ...(more ? [['sources-more', { kind: 'sources', ids: entries, language }] satisfies [VoiceKey, Press]] : []),
    ['vote-right', { kind: 'vote', id, version, right: true, language }],
    ['vote-wrong', { kind: 'vote', id, version, right: false, language }],
  ]
}
