/** What the admins of a group or server may set, and where it is kept. */
import { z } from 'zod'
import type { Message } from '../message.ts'

export const settings = z.strictObject({
  language: z.enum(['auto', 'en', 'zh-Hans', 'zh-Hant']).default('auto'),
  /** `questions`: also questions that were not meant for the bot, where it is sure of the answer. */
  speak: z.enum(['commands', 'addressed', 'questions']).default('addressed'),
  /** Who sees answers to commands, where the platform can tell people apart. */
  audience: z.enum(['everyone', 'asker']).default('everyone'),
  /** Topics, threads or channels where it may speak; empty: everywhere. */
  threads: z.array(z.string()).max(100).default([]),
  buttons: z.boolean().default(true),
  /** Seconds between two answers in the place. */
  cooldown: z.number().int().min(0).max(3600).default(0),
})
export type Settings = z.infer<typeof settings>

export const DEFAULTS: Settings = settings.parse({})

/** Settings as they were kept, perhaps by another version of the program: what this one does not know is left out, and has its default. */
export function readSettings(kept: Readonly<Record<string, unknown>>): Settings {
  const known = Object.entries(settings.shape).filter(([key, shape]) => shape.safeParse(kept[key]).success)
  return settings.parse(Object.fromEntries(known.map(([key]) => [key, kept[key]])))
}

export type SettingsStore = {
  /** Absent: nothing was set. */
  recall(place: string): Promise<Settings | undefined>
  /** @param by who changed them */
  remember(place: string, settings: Settings, by?: string): Promise<void>
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

/** Where settings are changed: not everything makes sense everywhere. */
export type Where = Pick<Message, 'thread' | 'hears' | 'whispers'>

const COOLDOWNS = [0, 5, 15, 60, 300]
const ON_OFF = ['on', 'off']

/** Every value that a setting can be given by name, in the order in which presses step through them. */
export function valuesOf(key: string, { hears }: Where): readonly string[] {
  switch (key) {
    case 'language':
      return settings.shape.language.unwrap().options
    case 'speak':
      return settings.shape.speak.unwrap().options.filter((value) => value !== 'questions' || hears !== 'addressed')
    case 'audience':
      return settings.shape.audience.unwrap().options
    case 'buttons':
      return ON_OFF
    case 'cooldown':
      return COOLDOWNS.map(String)
    default:
      return []
  }
}

export function currentOf(now: Settings, key: string): string {
  if (key === 'buttons') return now.buttons ? 'on' : 'off'
  return key === 'language' || key === 'speak' || key === 'audience' ? now[key] : String(now.cooldown)
}

/**
 * The settings with one of them changed; undefined: there is no such setting or value.
 * @param value absent: the one that follows when a person presses the setting again and again
 */
export function changed(now: Settings, key: string, value: string | undefined, where: Where): Settings | undefined {
  if (key === 'threads') return withThread(now, where.thread)
  const values = valuesOf(key, where)
  const chosen = value ?? following(values, currentOf(now, key))
  if (chosen === undefined || !values.includes(chosen)) return undefined
  const parsed = { buttons: chosen === 'on', cooldown: Number(chosen) }[key] ?? chosen
  return settings.parse({ ...now, [key]: parsed })
}

/** Of a number between the usual ones, the next greater one follows. */
function following(values: readonly string[], now: string): string | undefined {
  const at = values.indexOf(now)
  if (at >= 0) return values[(at + 1) % values.length]
  return values.find((value) => Number(value) > Number(now)) ?? values[0]
}

function withThread(now: Settings, thread: string | undefined): Settings {
  if (now.threads.length === 0) return thread === undefined ? now : { ...now, threads: [thread] }
  if (thread === undefined || now.threads.includes(thread)) return { ...now, threads: [] }
  return { ...now, threads: [...now.threads, thread] }
}
