/** Where an answer stands, as a line that a later run of the program can read. */

export type Address = { channel: string; message: string }

export const messageKey = ({ channel, message }: Address): string => `discord:${channel}:${message}`

export const writeAddress = messageKey

/** Undefined: not written by this version. */
export function readAddress(address: string): Address | undefined {
  const [, channel, message] = /^discord:(\d+):(\d+)$/.exec(address) ?? []
  return channel && message ? { channel, message } : undefined
}
