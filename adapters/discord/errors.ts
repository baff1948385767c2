/** What Discord's refusals mean, in words for the operator; no name, id, address or text in them. */
import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js'

/** Nothing came of a call in the time in which it was of use. */
export class TooLate extends Error {
  override name = 'TooLate'
}

/** The bot is not wanted or not able there, or comes too late: no retry and no second message help. */
export function refusalOf(error: unknown): string | undefined {
  if (error instanceof TooLate) return 'too late'
  return error instanceof DiscordAPIError ? REFUSALS.get(Number(error.code)) : undefined
}

const REFUSALS: ReadonlyMap<number, string> = new Map([
  [10003, 'the channel is gone'],
  [10004, 'the server is gone'],
  [10008, 'the message is gone'],
  [10015, 'too late'],
  [10062, 'too late'],
  [50027, 'too late'],
  [50001, 'not allowed to see the channel'],
  [50007, 'takes no direct messages'],
  [50013, 'not allowed to write there'],
  [50083, 'the thread is archived'],
  [160005, 'the thread is locked'],
  [240000, 'held back by the server'],
  [200000, 'held back by the server'],
])

const hasCode = (error: unknown, ...codes: number[]): boolean =>
  error instanceof DiscordAPIError && codes.includes(Number(error.code))

/** An earlier try had reached Discord after all. */
export const isAnswered = (error: unknown): boolean => hasCode(error, 40060)

/** The message may be sent, but not as a reply. */
export const cannotQuote = (error: unknown): boolean => hasCode(error, 160002)

/** It was late or twice: nothing to mend. */
export const isHarmless = (error: unknown): boolean => error instanceof TooLate || hasCode(error, 10062, 40060)

/** Discord will not have the message as it was made: plain words can still be sent. */
export const isUnshowable = (error: unknown): boolean =>
  error instanceof DiscordAPIError && error.status === 400 && !isAnswered(error) && refusalOf(error) === undefined

/** Whether files are what it would not have. */
export const isPictureUnwanted = (error: unknown): boolean =>
  hasCode(error, 40005, 50013, 50046) || (error instanceof DiscordAPIError && error.status === 413)

/** Whether the same may go well another time: the connection broke, took too long, or Discord itself failed. */
export function mayWorkLater(error: unknown): boolean {
  if (error instanceof DiscordAPIError || error instanceof RateLimitError || !(error instanceof Error)) return false
  return error instanceof HTTPError || isOfNetwork(error) || ['AbortError', 'TimeoutError'].includes(error.name)
}

/** What Node refuses by itself is called `ERR_…`: that will go no better. */
const isOfNetwork = (error: Error): boolean =>
  'code' in error && typeof error.code === 'string' && !error.code.startsWith('ERR_')

/** Close codes of the gateway after which there is no coming back. */
const FATAL_CLOSES: ReadonlyMap<number, string> = new Map([
  [
    4004,
    'Discord does not know this DISCORD_BOT_TOKEN (4004). Copy it again from the Developer Portal, Bot, Reset Token.',
  ],
  [4010, 'Discord has no such shard (4010). See DISCORD_SHARDS.'],
  [4011, 'The bot is in too many servers for one shard (4011). Leave DISCORD_SHARDS out, or give it more shards.'],
  [4012, 'Discord no longer speaks this version of its gateway (4012). A newer version of the bot is needed.'],
  [4013, 'Discord does not know what the bot asks to be told (4013). A newer version of the bot is needed.'],
  [
    4014,
    'Discord will not tell this bot what it asks for (4014). It needs no privileged intent: is this its own application?',
  ],
])

export const fatalClose = (code: number): string | undefined => FATAL_CLOSES.get(code)

const FATAL_WORDS: [RegExp, number][] = [
  [/authentication failed|invalid token/i, 4004],
  [/invalid shard/i, 4010],
  [/sharding is required/i, 4011],
  [/invalid api version/i, 4012],
  [/invalid intents/i, 4013],
  [/disallowed intents/i, 4014],
]

/** Why the platform cannot be used at all, for the operator; undefined: it may work later. */
export function fatalReason(error: unknown): string | undefined {
  if (error instanceof FatalClose) return error.message
  if (error instanceof DiscordAPIError && error.status === 401) return TOKEN_UNKNOWN
  if (!(error instanceof Error)) return undefined
  if ('code' in error && error.code === 'TokenInvalid') return TOKEN_UNKNOWN
  if (error instanceof DiscordAPIError && error.status === 404)
    return 'What stands at DISCORD_API_ROOT is no Discord API (404).'
  const code = FATAL_WORDS.find(([pattern]) => pattern.test(error.message))?.[1]
  return code === undefined ? undefined : fatalClose(code)
}

const TOKEN_UNKNOWN =
  'Discord does not know this DISCORD_BOT_TOKEN (401). Copy it again from the Developer Portal, Bot, Reset Token.'

/** The gateway closed for good. */
export class FatalClose extends Error {
  override name = 'FatalClose'
}

/** An error in a line of the log: its kind and Discord's own words; never an address, which may hold an interaction's token. */
export function shortly(error: unknown): string {
  if (error instanceof DiscordAPIError) return `${error.method}: ${error.status} ${error.code} ${error.message}`
  if (error instanceof HTTPError) return `${error.method}: ${error.status}`
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? ` ${error.code}` : ''
  return `${error.name}: ${error.message}${error.message.includes(code.trim()) ? '' : code}`.trim()
}
