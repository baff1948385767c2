/** Between the platforms and the conversation: when to speak, what admins set, and what buttons do. */
import { chartReply, choiceOf, replyAbout, sourcesOf } from '../answering/asides.ts'
import { wordsIn } from '../answering/wording.ts'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { VoiceKey } from '../knowledge/schema/voice.ts'
import type { Language, Message, Situation } from '../message.ts'
import type { Reply } from '../reply.ts'
import { StoreUnavailable } from '../store/errors.ts'
import { type Attention, attentionTo, isHeld, speaksUp } from './addressed.ts'
import { withButtons } from './buttons.ts'
import type { Cooldowns } from './cooldowns.ts'
import type { Kept } from './kept.ts'
import { whoseOf } from './memory.ts'
import { type Press, readPress, writePress } from './press.ts'
import type { Conversation } from './respond.ts'
import { changed, DEFAULTS, type Settings } from './settings.ts'
import { joinedReply, settingsMenu, statusReply } from './settings-menu.ts'
import { unansweredBy } from './unanswered.ts'
import { whyMenu } from './why-menu.ts'

export type Host = {
  respond(message: Message): Promise<Reply | undefined>
  /** What to say on coming into a group. */
  joined(arrival: { hint: Language | undefined; situation: readonly Situation[] }): Promise<Reply>
}

type Wiring = {
  conversation: Conversation
  knowledge: KnowledgeBase
  kept: Pick<Kept, 'settings' | 'feedback' | 'unanswered' | 'pauses'>
  operators: ReadonlySet<string>
  cooling: Cooldowns
  /** ISO day, asked anew for each message. */
  today: () => string
}

export function buildHost({ conversation, knowledge, kept, operators, cooling, today }: Wiring): Host {
  const { settings, feedback, pauses } = kept
  const placeOf = ({ place, conversation }: Message): string => place ?? conversation
  const brief = (key: VoiceKey, language: Language): Reply => ({ ...replyAbout(key, language, knowledge), brief: true })

  async function respond(message: Message): Promise<Reply | undefined> {
    if (message.fromBot) return undefined
    const chosen = message.chat === 'group' ? await settings.recall(placeOf(message)) : undefined
    const rules = chosen ?? DEFAULTS
    try {
      if (message.press !== undefined) return await pressed(message.press, message, rules)
      return (await operate(message)) ?? (await administer(message, rules)) ?? (await converse(message, rules))
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error
      return brief('store-gone', spokenBy(message, rules))
    }
  }

  async function converse(message: Message, rules: Settings): Promise<Reply | undefined> {
    const attention = attentionOf(message, rules)
    if (attention === 'never') return undefined
    const responded = await conversation.consider({ ...message, addressed: true, ...spokenIn(rules) })
    if (!responded || !speaksUp(attention, responded.reply)) return undefined
    if (!ABOUT_DATA.test(message.text) && (await isSilenced(responded.reply)))
      return attention === 'always' ? seenBy(message, rules, pausedReply(responded.reply)) : undefined
    await conversation.remember(message, responded)
    const unanswered = unansweredBy(responded.reply, message.text)
    if (unanswered) await kept.unanswered.note(unanswered)
    const reply = seenBy(message, rules, withButtons(responded, rules, knowledge))
    if (reply.audience !== 'asker') cooling.start(placeOf(message))
    return reply
  }

  /** No setting stands between people and what is kept about them. */
  const attentionOf = (message: Message, rules: Settings): Attention =>
    message.addressed && ABOUT_DATA.test(message.text)
      ? 'always'
      : attentionTo(message, rules, isCooling(message, rules))

  /** While an operator has paused the bot, it helps in emergencies alone. */
  const isSilenced = async ({ outcome }: Reply): Promise<boolean> => outcome !== 'urgent' && (await pauses.isPaused())
  const pausedReply = ({ language }: Pick<Reply, 'language'>): Reply => replyAbout('paused', language, knowledge)

  const isCooling = (message: Message, { cooldown }: Settings): boolean => cooling.holds(placeOf(message), cooldown)

  const spokenBy = ({ hint = 'en' }: Message, { language }: Settings): Language =>
    language === 'auto' ? hint : language

  /** The reply for whoever may see it: where only the asker does, with a button that shows it to the others, if they want any just now. */
  function seenBy(message: Message, rules: Settings, reply: Reply): Reply {
    // What is for the asker's eyes alone is not offered to others.
    if (message.chat === 'private' || !message.whispers || reply.audience === 'asker') return reply
    if (isHeld(message, rules, isCooling(message, rules))) return { ...reply, audience: 'asker' }
    // Where nobody set the bot up, nobody has agreed to hear it either.
    if (message.place !== undefined && rules.audience === 'everyone') return reply
    const { language, actions = [] } = reply
    const share = {
      label: wordsIn(language, knowledge).say('share'),
      press: writePress({ kind: 'share', language }) ?? '',
    }
    return { ...reply, audience: 'asker', actions: [...actions, share] }
  }

  async function pressed(token: string, message: Message, rules: Settings): Promise<Reply | undefined> {
    const press = readPress(token)
    switch (press?.kind) {
      case undefined:
        return brief('choice-gone', message.hint ?? 'en')
      case 'ask':
        return pick(press, message, rules)
      case 'sources': {
        if (await pauses.isPaused()) return seenBy(message, rules, pausedReply(press))
        const sources = [...new Set(press.ids.flatMap((id) => sourcesOf(id, knowledge)))]
        if (sources.length === 0) return brief('choice-gone', press.language)
        const all = replyAbout('sources-all', press.language, knowledge, { sources, entries: press.ids })
        return seenBy(message, rules, all)
      }
      case 'chart': {
        if (await pauses.isPaused()) return seenBy(message, rules, pausedReply(press))
        const chart = chartReply(press.id, press.language, knowledge, today())
        return chart ? seenBy(message, rules, chart) : brief('choice-gone', press.language)
      }
      case 'vote': {
        const { id: entry, version, right } = press
        const noted = await feedback.record({ person: whoseOf(message), entry, version, right })
        if (!noted) return brief('vote-again', press.language)
        // In front of others the thanks are enough.
        const asksWhy = !right && (message.chat === 'private' || message.whispers)
        return asksWhy ? whyMenu(press, knowledge) : brief('vote-thanks', press.language)
      }
      case 'why': {
        const { id: entry, version, reason } = press
        const noted = await feedback.explain({ person: whoseOf(message), entry, version, reason })
        const key = noted ? 'vote-thanks' : 'choice-gone'
        return { ...replyAbout(key, press.language, knowledge), replaces: true, audience: 'asker' }
      }
      case 'language': {
        const { press: _, ...said } = message
        const responded = await conversation.respond({ ...said, addressed: true, text: `/language ${press.language}` })
        return responded && { ...responded.reply, replaces: true }
      }
      case 'set':
        return set(press, message, rules)
      case 'share':
        if (isHeld(message, rules, isCooling(message, rules))) return brief('choice-gone', press.language)
        if (await pauses.isPaused()) return seenBy(message, rules, pausedReply(press))
        cooling.start(placeOf(message))
        return { ...replyAbout('share', press.language, knowledge), shares: true }
    }
  }

  async function pick(press: Extract<Press, { kind: 'ask' }>, message: Message, rules: Settings) {
    const choice = choiceOf(press.id, wordsIn(press.language, knowledge), knowledge)
    if (!choice) return brief('choice-gone', press.language)
    const asked = { ...message, addressed: true, text: choice.ask, language: press.language }
    const responded = await conversation.consider(asked)
    if (!responded) return undefined
    if (await isSilenced(responded.reply)) return seenBy(message, rules, pausedReply(press))
    await conversation.remember(message, responded)
    const reply = seenBy(message, rules, withButtons(responded, rules, knowledge))
    return press.replaces ? { ...reply, replaces: true } : reply
  }

  async function set(press: Extract<Press, { kind: 'set' }>, message: Message, rules: Settings) {
    if (!(await message.isAdmin?.())) return brief('settings-admins-only', press.language)
    const next = changed(rules, press.key, press.value, message)
    if (!next) return brief('choice-gone', press.language)
    await settings.remember(placeOf(message), next, message.person)
    const language = next.language === 'auto' ? press.language : next.language
    return { ...settingsMenu(next, language, message, knowledge), replaces: true }
  }

  async function administer(message: Message, rules: Settings): Promise<Reply | undefined> {
    const command = message.chat === 'group' && message.addressed ? ADMIN_COMMAND.exec(message.text)?.[1] : undefined
    if (!command) return undefined
    const language = spokenBy(message, rules)
    const administered = async (): Promise<Reply> => {
      if (!(await message.isAdmin?.())) return replyAbout('settings-admins-only', language, knowledge)
      if (command.toLowerCase() === 'settings') return settingsMenu(rules, language, message, knowledge)
      return statusReply((await message.situation?.()) ?? [], rules, language, knowledge)
    }
    return { ...(await administered()), audience: 'asker' }
  }

  /** For others than operators these commands do not exist. */
  async function operate({ person, addressed, text, hint = 'en' }: Message): Promise<Reply | undefined> {
    if (person === undefined || !addressed || !operators.has(person)) return undefined
    const [, command, reason = ''] = OPERATOR_COMMAND.exec(text) ?? []
    if (command === undefined) return undefined
    const say = (key: VoiceKey): Reply => ({ ...replyAbout(key, hint, knowledge), audience: 'asker' })
    if (command.toLowerCase() === 'resume') return say((await pauses.resume(person)) ? 'pause-ended' : 'pause-none')
    if (reason.trim() === '') return say('pause-why')
    return say((await pauses.pause(person, reason.trim())) ? 'pause-begun' : 'pause-already')
  }

  return {
    respond,
    joined: async ({ hint, situation }) => joinedReply(situation, hint ?? 'en', knowledge),
  }
}

const ADMIN_COMMAND = /^\/(settings|status)\b/iu
const OPERATOR_COMMAND = /^\/(pause|resume)\b(.*)$/isu
/** What is kept is told and deleted, whatever else is going on. */
const ABOUT_DATA = /^\s*\/(?:privacy|mydata|forgetme)\b/iu

const spokenIn = ({ language }: Settings): { language: Language } | undefined =>
  language === 'auto' ? undefined : { language }
