/** "Typing …", shown where an answer takes longer than a moment: a picture is being drawn, or a rate limit waited for. */
import type { Api } from 'grammy'
import type { Services } from '../../src/adapter.ts'
import type { Origin } from './decode.ts'
import { shortly } from './errors.ts'

/** Milliseconds. */
const MOMENT = 700

export type Typing = <T>(where: Origin, work: () => Promise<T>) => Promise<T>

export function buildTyping(api: Api, { log }: Pick<Services, 'log'>): Typing {
  async function type({ chat, topic }: Origin): Promise<void> {
    const where = topic === undefined ? {} : { message_thread_id: topic }
    await api.sendChatAction(chat, 'typing', where).catch((error: unknown) => {
      log.debug({ reason: shortly(error) }, '"typing" could not be shown')
    })
  }

  return async (where, work) => {
    const timer = setTimeout(() => void type(where), MOMENT)
    try {
      return await work()
    } finally {
      clearTimeout(timer)
    }
  }
}
