/** A reply in the making: its blocks, and the ids of all that it rests on. */
import type { Block, Reply } from '../reply.ts'
import type { Words } from './wording.ts'

export type Draft = Pick<Reply, 'entries' | 'figures' | 'blocks' | 'choices'> & {
  /** Every source, the best grounded first. */
  sources: string[]
}

export const EMPTY: Draft = { entries: [], figures: [], blocks: [], choices: [], sources: [] }

export const lead = (text: string): Block => ({ kind: 'lead', text })

export const list = (items: string[]): Block => ({ kind: 'list', items })

/** @param label a key of voice.yaml */
export const note = (label: Parameters<Words['say']>[0], text: string, words: Words): Block => ({
  kind: 'note',
  label: words.say(label),
  text,
})
