/** What Telegram's refusals mean, in words for the operator; no name, id or text in them. */
import { BotError, GrammyError, HttpError } from 'grammy'

/** The bot is not wanted or not able there: no retry and no second message help. */
export function refusalOf(error: unknown): string | undefined {
  if (!(error instanceof GrammyError)) return undefined
  const { error_code: code, description } = error
  if (code === 403) return REFUSALS.find(([pattern]) => pattern.test(description))?.[1] ?? 'forbidden'
  if (code === 400) return GONE.find(([pattern]) => pattern.test(description))?.[1]
  return undefined
}

const REFUSALS: [RegExp, string][] = [
  [/blocked by the user/, 'blocked by the user'],
  [/kicked/, 'removed from the chat'],
  [/not a member/, 'not in the chat'],
  [/deactivated/, 'the account is gone'],
  [/initiate conversation/, 'the person has not started the bot'],
]

const GONE: [RegExp, string][] = [
  [/chat not found|CHAT_DELETED|PEER_ID_INVALID/, 'the chat is gone'],
  [/TOPIC_(?:CLOSED|DELETED)|message thread not found/, 'the topic is closed or gone'],
  [/not enough rights|CHAT_WRITE_FORBIDDEN|have no rights to send/, 'not allowed to write there'],
]

export const migratedTo = (error: unknown): number | undefined =>
  error instanceof GrammyError ? error.parameters.migrate_to_chat_id : undefined

export const isUnparsable = (error: unknown): boolean =>
  error instanceof GrammyError && /can't parse entities/.test(error.description)

/** An edit that changes nothing, a button pressed or a query typed too long ago: nothing to mend. */
export const isHarmless = (error: unknown): boolean =>
  error instanceof GrammyError && /message is not modified|query is too old/.test(error.description)

/** The message is gone, or not the bot's to change. */
export const cannotEdit = (error: unknown): boolean =>
  error instanceof GrammyError && /message to edit not found|message can't be edited/.test(error.description)

/** It is a picture, which cannot become a text. */
export const isPicture = (error: unknown): boolean =>
  error instanceof GrammyError && /no text in the message to edit/.test(error.description)

/** A group that allows no pictures, or one that Telegram cannot read: words can still be sent. */
export const isPictureUnwanted = (error: unknown): boolean =>
  error instanceof GrammyError && error.error_code === 400 && /photo|media|file|image/i.test(error.description)

/** Whether the same may go well another time: nothing was wrong with what was asked. */
export function mayWorkLater(error: unknown): boolean {
  if (error instanceof BotError) return mayWorkLater(error.error)
  if (error instanceof GrammyError) return error.error_code >= 500 || error.error_code === 429
  return error instanceof HttpError
}

/** Why the platform cannot be used at all, for the operator; undefined: it may work later. */
export function fatalReason(error: unknown): string | undefined {
  if (!(error instanceof GrammyError)) return undefined
  if (error.error_code === 401)
    return 'Telegram does not know this TELEGRAM_BOT_TOKEN (401). Copy it again from @BotFather.'
  if (error.error_code === 404)
    return 'Telegram does not know this TELEGRAM_BOT_TOKEN, or what stands at TELEGRAM_API_ROOT is no Bot API server (404).'
  if (error.error_code === 409 && /webhook/.test(error.description))
    return 'Another copy of the bot has given Telegram a webhook for the same TELEGRAM_BOT_TOKEN (409). Stop the other one, or give each a token of its own.'
  if (error.error_code === 409)
    return 'Another copy of the bot is polling Telegram with the same TELEGRAM_BOT_TOKEN (409). Stop the other one, or give each a token of its own.'
  return undefined
}

/** An error in a line of the log: its kind and Telegram's own words, never an address or what was sent. */
export function shortly(error: unknown): string {
  if (error instanceof BotError) return shortly(error.error)
  if (error instanceof GrammyError) return `${error.method}: ${error.error_code} ${error.description}`
  if (error instanceof HttpError) return `${error.message} ${codeOf(error.error)}`.trim()
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}
