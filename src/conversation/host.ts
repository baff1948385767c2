/** Between the platforms and the conversation: when to speak, what admins set, and what buttons do. */
import { choiceOf, replyAbout, sourcesOf } from '../answering/asides.ts'
import { wordsIn } from '../answering/wording.ts'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { VoiceKey } from '../knowledge/schema/voice.ts'
import type { Language, Message, Situation } from '../message.ts'
import type { Action, Reply } from '../reply.ts'
import { attentionTo, speaksUp } from './addressed.ts'
import type { Feedback } from './feedback.ts'
import { type Press, readPress, writePress } from './press.ts'
import type { Conversation, Responded } from './respond.ts'
import { DEFAULTS, nextSetting, type Settings, type SettingsStore } from './settings.ts'
import { joinedReply, settingsMenu, statusReply } from './settings-menu.ts'

export type Host = {
  respond(message: Message): Promise<Reply | undefined>
  /** What to say on coming into a group. */
  joined(arrival: { hint: Language | undefined; situation: readonly Situation[] }): Promise<Reply>
}

type Wiring = {
  conversation: Conversation
  knowledge: KnowledgeBase
  settings: SettingsStore
  feedback: Feedback
  /** Milliseconds, for tests to set. */
  now?: () => number
}

export function buildHost({ conversation, knowledge, settings, feedback, now = Date.now }: Wiring): Host {
  const version = knowledge.version.slice(0, 6)
  const cooling = buildCooldowns(now)
  const placeOf = ({ place, conversation }: Message): string => place ?? conversation
  const brief = (key: VoiceKey, language: Language): Reply => ({ ...replyAbout(key, language, knowledge), brief: true })

  async function respond(message: Message): Promise<Reply | undefined> {
    if (message.fromBot) return undefined
    const kept = message.chat === 'group' ? await settings.recall(placeOf(message)) : undefined
    const rules = kept ?? DEFAULTS
    if (message.press !== undefined) return pressed(message.press, message, rules)
    const command = message.chat === 'group' && message.addressed ? ADMIN_COMMAND.exec(message.text)?.[1] : undefined
    if (command) return administer(command.toLowerCase(), message, rules)
    const attention = attentionTo(message, rules, cooling.holds(placeOf(message), rules.cooldown))
    if (attention === 'never') return undefined
    const responded = conversation.consider({ ...message, addressed: true, ...spokenIn(rules) })
    if (!responded || !speaksUp(attention, responded.reply)) return undefined
    conversation.remember(message, responded)
    cooling.start(placeOf(message))
    return withButtons(responded, rules)
  }

  async function pressed(token: string, message: Message, rules: Settings): Promise<Reply | undefined> {
    const press = readPress(token)
    switch (press?.kind) {
      case undefined:
        return brief('choice-gone', message.hint ?? 'en')
      case 'ask':
        return pick(press, message, rules)
      case 'sources': {
        const sources = [...new Set(press.ids.flatMap((id) => sourcesOf(id, knowledge)))]
        if (sources.length === 0) return brief('choice-gone', press.language)
        return replyAbout('sources-all', press.language, knowledge, { sources, entries: press.ids })
      }
      case 'vote': {
        const noted = await feedback.record({
          person: message.person ?? message.conversation,
          entry: press.id,
          version: press.version,
          right: press.right,
        })
        return brief(noted ? 'vote-thanks' : 'vote-again', press.language)
      }
      case 'language': {
        const { press: _, ...said } = message
        const responded = conversation.respond({ ...said, addressed: true, text: `/language ${press.language}` })
        return responded && { ...responded.reply, replaces: true }
      }
      case 'set':
        return set(press, message, rules)
    }
  }

  function pick(press: Extract<Press, { kind: 'ask' }>, message: Message, rules: Settings): Reply | undefined {
    const choice = choiceOf(press.id, wordsIn(press.language, knowledge), knowledge)
    if (!choice) return brief('choice-gone', press.language)
    const responded = conversation.respond({ ...message, addressed: true, text: choice.ask, language: press.language })
    if (!responded) return undefined
    const reply = withButtons(responded, rules)
    return press.replaces ? { ...reply, replaces: true } : reply
  }

  async function set(press: Extract<Press, { kind: 'set' }>, message: Message, rules: Settings) {
    if (!(await message.isAdmin?.())) return brief('settings-admins-only', press.language)
    const next = nextSetting(rules, press.key, message.thread)
    if (!next) return brief('choice-gone', press.language)
    await settings.remember(placeOf(message), next)
    const language = next.language === 'auto' ? press.language : next.language
    return { ...settingsMenu(next, language, message.thread, knowledge), replaces: true }
  }

  async function administer(command: string, message: Message, rules: Settings): Promise<Reply> {
    const language = rules.language === 'auto' ? (message.hint ?? 'en') : rules.language
    if (!(await message.isAdmin?.())) return replyAbout('settings-admins-only', language, knowledge)
    return command === 'settings'
      ? settingsMenu(rules, language, message.thread, knowledge)
      : statusReply((await message.situation?.()) ?? [], rules, language, knowledge)
  }

  function withButtons({ reply, answered }: Responded, rules: Settings): Reply {
    if (!rules.buttons) return reply
    const { language, outcome, entries } = reply
    const replaces = outcome === 'clarify' || outcome === 'suggest'
    const choices = reply.choices.map((choice) => {
      const press = writePress({ kind: 'ask', id: choice.id, language, replaces })
      return press ? { ...choice, press } : choice
    })
    if (outcome !== 'answer' || !answered) return { ...reply, choices }
    const words = wordsIn(language, knowledge)
    const [entry] = entries
    const more = answered.allSources.length > reply.sources.length
    const presses: [VoiceKey, Press][] = [
      ...(more ? [['sources-more', { kind: 'sources', ids: entries, language }] as [VoiceKey, Press]] : []),
      ...(entry ? votes(entry, language) : []),
    ]
    const actions = presses.flatMap(([key, press]): Action[] => {
      const token = writePress(press)
      return token ? [{ label: words.say(key), press: token }] : []
    })
    return { ...reply, choices, actions: [...(reply.actions ?? []), ...actions] }
  }

  const votes = (id: string, language: Language): [VoiceKey, Press][] => [
    ['vote-right', { kind: 'vote', id, version, right: true, language }],
    ['vote-wrong', { kind: 'vote', id, version, right: false, language }],
  ]

  return {
    respond,
    joined: async ({ hint, situation }) => joinedReply(situation, hint ?? 'en', knowledge),
  }
}

const ADMIN_COMMAND = /^\/(settings|status)\b/iu

const spokenIn = ({ language }: Settings): { language: Language } | undefined =>
  language === 'auto' ? undefined : { language }

/** When each place was last answered; none is kept for longer than a pause can last. */
function buildCooldowns(now: () => number) {
  const answered = new Map<string, number>()
  return {
    holds: (place: string, seconds: number): boolean =>
      seconds > 0 && now() - (answered.get(place) ?? Number.NEGATIVE_INFINITY) < seconds * 1000,
    start(place: string): void {
      answered.delete(place)
      answered.set(place, now())
      for (const oldest of answered.keys()) {
        if (answered.size <= MOST_PLACES) break
        answered.delete(oldest)
      }
    },
  }
}

const MOST_PLACES = 10_000
