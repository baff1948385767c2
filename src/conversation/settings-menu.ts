/** What admins see of the settings and of what the bot can hear: a line for each, and a button that changes it. */
import { finish } from '../answering/asides.ts'
import { type Words, wordsIn } from '../answering/wording.ts'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { VoiceKey } from '../knowledge/schema/voice.ts'
import type { Language, Situation } from '../message.ts'
import type { Reply } from '../reply.ts'
import { LANGUAGE_NAMES } from './languages.ts'
import { writePress } from './press.ts'
import type { Settings } from './settings.ts'

export function settingsMenu(
  settings: Settings,
  language: Language,
  thread: string | undefined,
  knowledge: KnowledgeBase,
): Reply {
  const words = wordsIn(language, knowledge)
  const entries = describe(settings, words).filter(
    ({ key }) => key !== 'threads' || thread !== undefined || settings.threads.length > 0,
  )
  const reply = finish(words, { blocks: [{ kind: 'lead', text: words.say('settings-title') }] })
  const actions = entries.map(({ key, line }) => ({
    label: line,
    press: writePress({ kind: 'set', key, language }) ?? '',
  }))
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

function describe(settings: Settings, words: Words): { key: string; line: string }[] {
  const onOff = (on: boolean): string => words.say(on ? 'settings-on' : 'settings-off')
  const rows: [key: string, name: VoiceKey, value: string][] = [
    [
      'language',
      'settings-language',
      settings.language === 'auto' ? words.say('settings-language-auto') : LANGUAGE_NAMES[settings.language],
    ],
    ['speak', 'settings-speak', words.say(`settings-speak-${settings.speak}`)],
    [
      'threads',
      'settings-threads',
      words.say(settings.threads.length > 0 ? 'settings-threads-some' : 'settings-threads-all'),
    ],
    ['buttons', 'settings-buttons', onOff(settings.buttons)],
    [
      'cooldown',
      'settings-cooldown',
      settings.cooldown === 0
        ? words.say('settings-off')
        : words.say('settings-cooldown-seconds', { seconds: String(settings.cooldown) }),
    ],
  ]
  return rows.map(([key, name, value]) => ({
    key,
    line: words.say('setting-line', { setting: words.say(name), value }),
  }))
}
