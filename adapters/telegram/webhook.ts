/** Updates that Telegram brings by itself: over the program's HTTP server, behind a secret. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Update } from 'grammy/types'

/** An update is a few kilobytes; whoever sends more is not Telegram. */
const MOST_BYTES = 1_000_000
const HEADER = 'x-telegram-bot-api-secret-token'

/** The same in every process that knows the token, and of no use for finding it. */
export const secretFrom = (token: string): string =>
  createHmac('sha256', token).update('telegram webhook').digest('base64url')

/** Hashing first makes the lengths equal, so that the comparison takes as long for any guess. */
function isSecret(given: string | undefined, secret: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given ?? ''), digest(secret)) && given !== undefined
}

/**
 * Answers 200 once the update is dealt with, so that Telegram brings the next one of that chat only then.
 * @param take gives false where the update could not be dealt with: then Telegram will bring it again
 */
export function webhookHandler(secret: string, take: (update: Update) => Promise<boolean>) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const end = (status: number): void => void response.writeHead(status).end()
    if (request.method !== 'POST') return end(405)
    const { [HEADER]: given } = request.headers
    if (!isSecret(typeof given === 'string' ? given : undefined, secret)) return end(401)
    if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) {
      response.setHeader('connection', 'close')
      return end(413)
    }
    const update = await readUpdate(request)
    if (!update) return end(400)
    end((await take(update)) ? 200 : 500)
  }
}

async function readUpdate(request: IncomingMessage): Promise<Update | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MOST_BYTES) return undefined
    chunks.push(chunk)
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'))
    return isUpdate(value) ? value : undefined
  } catch {
    return undefined
  }
}

const isUpdate = (value: unknown): value is Update =>
  typeof value === 'object' && value !== null && 'update_id' in value && Number.isSafeInteger(value.update_id)
