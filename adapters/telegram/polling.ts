/** Updates that the bot asks for: works behind any firewall and needs no address of its own. */
import { run } from '@grammyjs/runner'
import type { Bot } from 'grammy'

type Polling = {
  /** Seconds that Telegram may hold a request open. */
  seconds: number
  /** Updates worked on at a time. */
  atOnce: number
  allowed: readonly ('message' | 'edited_message' | 'callback_query' | 'inline_query' | 'my_chat_member')[]
}

/** Milliseconds after a refusal; failures on the way are retried before they come here. A stop waits for as long. */
const RETRY = 2000

/** Resolves when `stop` fires; rejects where Telegram will give no updates to this program. */
export async function poll(bot: Bot, { seconds, atOnce, allowed }: Polling, stop: AbortSignal): Promise<void> {
  const runner = run(bot, {
    runner: { fetch: { timeout: seconds, allowed_updates: allowed }, retryInterval: RETRY, silent: true },
    sink: { concurrency: atOnce },
  })
  await Promise.race([runner.task(), fired(stop)])
  if (runner.isRunning()) await runner.stop()
}

export const fired = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
