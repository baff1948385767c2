/** What admins see of the settings and of what the bot can hear: a line for each, and a button that changes it. */
import { finish } from '../answering/asides.ts'
import { type Words, wordsIn } from '../answering/wording.ts'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { VoiceKey } from '../knowledge/schema/voice.ts'
import type { Language, Situation } from '../message.ts'
import type { Action, Reply } from '../reply.ts'
import { LANGUAGE_NAMES } from './languages.ts'
import { writePress } from './press.ts'
import { currentOf, type Settings, valuesOf, type Where } from './settings.ts'

export function settingsMenu(settings: Settings, language: Language, where: Where, knowledge: KnowledgeBase): Reply {
  const words = wordsIn(language, knowledge)
  const reply = finish(words, { blocks: [{ kind: 'lead', text: words.say('settings-title') }] })
  const actions = describe(settings, words)
    .filter(({ key }) => isOffered(key, settings, where))
    .map(({ key, line }): Action => {
      const press = (value?: string): string =>
        writePress({ kind: 'set', key, language, ...(value === undefined ? {} : { value }) }) ?? ''
      const values = valuesOf(key, where).map((value) => ({
        label: words.say('setting-line', { setting: words.say(`settings-${key}`), value: nameOf(key, value, words) }),
        press: press(value),
        chosen: value === currentOf(settings, key),
      }))
      return { label: line, press: press(), ...(values.length > 0 ? { values } : {}) }
    })
  return { ...reply, actions }
}

export function statusReply(
  situation: readonly Situation[],
  settings: Settings,
  language: Language,
  knowledge: KnowledgeBase,
): Reply {
  const words = wordsIn(language, knowledge)
  return finish(words, {
    blocks: [
      { kind: 'lead', text: words.say('status-title') },
      { kind: 'list', items: situation.map((one) => words.say(`situation-${one}`)) },
      { kind: 'list', items: describe(settings, words).map(({ line }) => line) },
    ],
  })
}

export function joinedReply(situation: readonly Situation[], language: Language, knowledge: KnowledgeBase): Reply {
  const words = wordsIn(language, knowledge)
  return finish(words, {
    blocks: [
      { kind: 'paragraph', text: words.say('joined') },
      ...situation
        .filter((one) => one.startsWith('hears-'))
        .map((one) => ({ kind: 'paragraph' as const, text: words.say(`situation-${one}`) })),
    ],
  })
}

const KEYS = ['language', 'speak', 'audience', 'threads', 'buttons', 'cooldown'] as const
type Key = (typeof KEYS)[number]

/** What would change nothing here is not offered. */
function isOffered(key: Key, { threads }: Settings, { thread, whispers }: Where): boolean {
  if (key === 'threads') return thread !== undefined || threads.length > 0
  return key !== 'audience' || whispers === true
}

const describe = (settings: Settings, words: Words): { key: Key; line: string }[] =>
  KEYS.map((key) => ({
    key,
    line: words.say('setting-line', {
      setting: words.say(`settings-${key}`),
      value:
        key === 'threads'
          ? words.say(settings.threads.length > 0 ? 'settings-threads-some' : 'settings-threads-all')
          : nameOf(key, currentOf(settings, key), words),
    }),
  }))

/** A value as people read it. */
function nameOf(key: Key, value: string, words: Words): string {
  switch (key) {
    case 'language':
      return value === 'auto' ? words.say('settings-language-auto') : LANGUAGE_NAMES[value as Language]
    case 'cooldown':
      return value === '0' ? words.say('settings-off') : words.say('settings-cooldown-seconds', { seconds: value })
    case 'buttons':
      return words.say(value === 'on' ? 'settings-on' : 'settings-off')
    default:
      return words.say(`settings-${key}-${value}` as VoiceKey)
  }
}
