/** What the admins of a group or server may set, and where it is kept. */
import { z } from 'zod'

export const settings = z.strictObject({
  language: z.enum(['auto', 'en', 'zh-Hans', 'zh-Hant']).default('auto'),
  /** `questions`: also questions that were not meant for the bot, where it is sure of the answer. */
  speak: z.enum(['commands', 'addressed', 'questions']).default('addressed'),
  /** Topics, threads or channels where it may speak; empty: everywhere. */
  threads: z.array(z.string()).max(100).default([]),
  buttons: z.boolean().default(true),
  /** Seconds between two answers in the place. */
  cooldown: z.number().int().min(0).max(3600).default(0),
})
export type Settings = z.infer<typeof settings>

export const DEFAULTS: Settings = settings.parse({})

export type SettingsStore = {
  /** Absent: nothing was set. */
  recall(place: string): Promise<Settings | undefined>
  remember(place: string, settings: Settings): Promise<void>
  forget(place: string): Promise<void>
  move(from: string, to: string): Promise<void>
}

/** Until the program ends. */
export function settingsInMemory(): SettingsStore {
  const kept = new Map<string, Settings>()
  return {
    recall: async (place) => kept.get(place),
    remember: async (place, now) => void kept.set(place, now),
    forget: async (place) => void kept.delete(place),
    async move(from, to) {
      const found = kept.get(from)
      kept.delete(from)
      if (found && !kept.has(to)) kept.set(to, found)
    },
  }
}

/** The value that comes after this one when a person presses a setting again and again. */
export function nextSetting(now: Settings, key: string, thread: string | undefined): Settings | undefined {
  switch (key) {
    case 'language':
      return { ...now, language: following(settings.shape.language.unwrap().options, now.language) }
    case 'speak':
      return { ...now, speak: following(settings.shape.speak.unwrap().options, now.speak) }
    case 'buttons':
      return { ...now, buttons: !now.buttons }
    case 'cooldown':
      return { ...now, cooldown: COOLDOWNS[COOLDOWNS.findIndex((seconds) => seconds > now.cooldown)] ?? 0 }
    case 'threads':
      if (now.threads.length === 0) return thread === undefined ? now : { ...now, threads: [thread] }
      if (thread === undefined || now.threads.includes(thread)) return { ...now, threads: [] }
      return { ...now, threads: [...now.threads, thread] }
    default:
      return undefined
  }
}

const COOLDOWNS = [0, 5, 15, 60, 300]

function following<T>(values: readonly T[], now: T): T {
  const next = values[(values.indexOf(now) + 1) % values.length]
  if (next === undefined) throw new Error('a setting without values')
  return next
}
