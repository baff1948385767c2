/** The buttons of an answer: its choices, all its sources, and whether it was right. */
import { wordsIn } from '../answering/wording.ts'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { VoiceKey } from '../knowledge/schema/voice.ts'
import type { Action, Reply } from '../reply.ts'
import { type Press, writePress } from './press.ts'
import type { Responded } from './respond.ts'
import type { Settings } from './settings.ts'

/** Enough of the knowledge's version to tell two apart that were ever in use. */
const VERSION_LENGTH = 6

export function withButtons(responded: Responded, { buttons }: Settings, knowledge: KnowledgeBase): Reply {
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
  const actions = pressesOf(responded, knowledge.version.slice(0, VERSION_LENGTH)).flatMap(([key, press]): Action[] => {
    const token = writePress(press)
    return token ? [{ label: words.say(key), press: token }] : []
  })
  return { ...reply, choices, actions: [...(reply.actions ?? []), ...actions] }
}

function pressesOf({ reply, answered }: Responded, version: string): [VoiceKey, Press][] {
  const { language, outcome, entries, sources } = reply
  const [id] = entries
  // An emergency is no moment for votes.
  if (outcome !== 'answer' || !answered || id === undefined) return []
  const more: [VoiceKey, Press][] =
    answered.allSources.length > sources.length ? [['sources-more', { kind: 'sources', ids: entries, language }]] : []
  return [
    ...more,
    ['vote-right', { kind: 'vote', id, version, right: true, language }],
    ['vote-wrong', { kind: 'vote', id, version, right: false, language }],
  ]
}
