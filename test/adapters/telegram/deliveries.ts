/** How updates reach the bot: when it asks for them, or by themselves once it has set a webhook. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Update } from 'grammy/types'
import { bad, Refused } from './refused.ts'

type Json = Record<string, unknown>

export function buildDeliveries() {
  const pending: Update[] = []
  const webhookQueues = new Map<string, Promise<void>>()
  let polling: { end: (refused?: Refused) => void } | undefined
  let webhook: { url: string; secret: string } | undefined
  let webhookPort: number | undefined

  async function getUpdates({ offset = 0, limit = 100, timeout = 0 }: Json): Promise<Update[]> {
    if (webhook)
      throw new Refused(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      )
    polling?.end(
      new Refused(
        409,
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
      ),
    )
    while (pending[0] && pending[0].update_id < Number(offset)) pending.shift()
    if (pending.length === 0 && Number(timeout) > 0) {
      const waiting = Promise.withResolvers<void>()
      const timer = setTimeout(waiting.resolve, Number(timeout) * 1000)
      const own = { end: (refused?: Refused) => (refused ? waiting.reject(refused) : waiting.resolve()) }
      polling = own
      try {
        await waiting.promise
      } finally {
        clearTimeout(timer)
        // Another has taken its place where this one was ended by it.
        if (polling === own) polling = undefined
      }
    }
    return pending.slice(0, Number(limit))
  }

  function deliver(update: Update): void {
    if (webhook) postInOrder(update)
    else {
      pending.push(update)
      polling?.end()
    }
  }

  /** Updates of one chat one after another, each again until it is taken; other chats in parallel. */
  function postInOrder(update: Update): void {
    const { message, callback_query, edited_message } = update
    const chat = String((message ?? edited_message ?? callback_query?.message)?.chat.id ?? 'none')
    const before = webhookQueues.get(chat) ?? Promise.resolve()
    webhookQueues.set(
      chat,
      before.then(() => post(update)),
    )
  }

  async function post(update: Update): Promise<void> {
    for (let attempt = 0; webhook && attempt < 5; attempt++) {
      const { pathname } = new URL(webhook.url)
      const taken = await fetch(`http://127.0.0.1:${webhookPort}${pathname}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': webhook.secret },
        body: JSON.stringify(update),
      }).then(
        ({ ok }) => ok,
        () => false,
      )
      if (taken) return
      await pause(20)
    }
  }

  return {
    methods: {
      getUpdates,
      deleteWebhook() {
        webhook = undefined
        return true
      },
      setWebhook({ url, secret_token }: Json) {
        if (!/^https:/.test(String(url))) throw bad('bad webhook: An HTTPS URL must be provided for webhook')
        webhook = { url: String(url), secret: String(secret_token ?? '') }
        return true
      },
    },
    deliver,
    isPolled: (): boolean => polling !== undefined,
    webhook: () => webhook,
    /** Where its address leads: what a proxy does for the real one. */
    bringWebhookTo(port: number): void {
      webhookPort = port
    },
    end: (): void => polling?.end(),
  }
}
