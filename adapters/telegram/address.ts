/** Where an answer stands, as a line that a later run of the program can read. */
import type { Origin } from './decode.ts'
import type { Sent } from './sender.ts'

export type Address = { to: Origin; sent: Sent }

/** One message of Telegram: an id counts within its chat. */
export const messageKey = (chat: number, message: number): string => `telegram:${chat}:${message}`

export function writeAddress({ to, sent }: Address): string {
  const { chat, topic, message, group } = to
  return [messageKey(chat, sent.message), sent.picture ?? '', topic ?? '', message, group ? 'group' : 'private'].join(
    ' ',
  )
}

/** Undefined: not written by this version. */
export function readAddress(address: string): Address | undefined {
  const found = /^telegram:(-?\d+):(\d+) (\d*) (\d*) (\d+) (group|private)$/.exec(address)
  if (!found) return undefined
  const [chat, own, picture, topic, message] = found.slice(1, 6)
  return {
    to: { chat: Number(chat), message: Number(message), topic: optional(topic), group: found[6] === 'group' },
    sent: { message: Number(own), ...(picture ? { picture: Number(picture) } : {}) },
  }
}

const optional = (digits: string | undefined): number | undefined => (digits ? Number(digits) : undefined)
