/** The one first answer that Discord wants to an interaction within three seconds, and what may follow it. */
import { Routes } from 'discord.js'
import type { Api, Call } from './client.ts'
import { isAnswered, isHarmless } from './errors.ts'
import { DEADLINE } from './limits.ts'
import type { Files } from './messages.ts'

/** A message as Discord gives it back; undefined where it did not. */
export type Told = { id: string; channel_id: string } | undefined

/** Each resolves once Discord has it. */
export type Turn = {
  /** A new message. */
  say(body: Body, files?: Files): Promise<Told>
  /** In the place of the message whose button was pressed. */
  replace(body: Body, files?: Files): Promise<Told>
  /** There is nothing to be seen. */
  nothing(): Promise<void>
  /** So long as nothing else was said: the answer will take a moment. */
  wait(ephemeral: boolean): Promise<void>
}

type Body = { flags: number }
export type Interaction = { id: string; token: string; application: string; pressed: boolean }

const CALLBACK = { message: 4, deferMessage: 5, deferUpdate: 6, update: 7 } as const
const EPHEMERAL = 1 << 6
const WITH_MESSAGE = new URLSearchParams({ with_response: 'true' })

/** @param arrived when it came, as `performance.now` counts */
export function buildTurn({ id, token, application, pressed }: Interaction, api: Api, arrived: number): Turn {
  const original = Routes.webhookMessage(application, token, '@original')
  /** The first answer, once it is on its way: nothing may overtake it. */
  let first: Promise<unknown> | undefined
  let waited = false

  async function callback(type: number, data?: Body, files?: Files): Promise<Told> {
    const call: Call = {
      body: data === undefined ? { type } : { type, data },
      ...(files ? { files } : {}),
      query: WITH_MESSAGE,
      open: true,
      until: arrived + DEADLINE,
    }
    const answered = api.post(Routes.interactionCallback(id, token), call).catch((error: unknown) => {
      if (!isAnswered(error)) throw error
    })
    first = answered
    const response = (await answered) as { resource?: { message?: Told } } | undefined
    return response?.resource?.message
  }

  const edit = async (body: Body, files?: Files): Promise<Told> =>
    (await api.patch(original, {
      body: { ...body, ...(files ? {} : { attachments: [] }) },
      ...(files ? { files } : {}),
      open: true,
    })) as Told

  return {
    async say(body, files) {
      if (!waited) return callback(CALLBACK.message, body, files)
      await first
      if (!pressed) return edit(body, files)
      const query = new URLSearchParams({ wait: 'true' })
      const call = { body, ...(files ? { files } : {}), query, open: true }
      return (await api.post(Routes.webhook(application, token), call)) as Told
    },
    async replace(body, files) {
      if (waited) {
        await first
        return edit(body, files)
      }
      return callback(CALLBACK.update, { ...body, ...(files ? {} : { attachments: [] }) }, files)
    },
    async nothing() {
      if (pressed && !waited) await callback(CALLBACK.deferUpdate)
      if (pressed) return
      if (!waited) await callback(CALLBACK.deferMessage, { flags: EPHEMERAL })
      await first
      await api.delete(original, { open: true })
    },
    async wait(ephemeral) {
      if (first) return
      waited = true
      await callback(pressed ? CALLBACK.deferUpdate : CALLBACK.deferMessage, {
        flags: ephemeral ? EPHEMERAL : 0,
      }).catch((error: unknown) => {
        if (!isHarmless(error)) throw error
      })
    },
  }
}
