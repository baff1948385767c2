/** "Typing …", shown where an answer in a channel takes longer than a moment: a picture is being drawn, or a rate limit waited for. */
import { Routes } from 'discord.js'
import type { Services } from '../../src/adapter.ts'
import type { Api } from './client.ts'
import { shortly } from './errors.ts'

/** Milliseconds. */
const MOMENT = 700

export type Typing = <T>(channel: string, work: () => Promise<T>) => Promise<T>

export function buildTyping(api: Api, { log }: Pick<Services, 'log'>): Typing {
  async function type(channel: string): Promise<void> {
    await api.post(Routes.channelTyping(channel)).catch((error: unknown) => {
      log.debug({ reason: shortly(error) }, '"typing" could not be shown')
    })
  }

  return async (channel, work) => {
    const timer = setTimeout(() => void type(channel), MOMENT)
    try {
      return await work()
    } finally {
      clearTimeout(timer)
    }
  }
}
