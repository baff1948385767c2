/** When to speak in a group: what was meant for the bot, as far as the admins let it. Urgent answers are beyond every setting. */
import type { Message } from '../message.ts'
import type { Reply } from '../reply.ts'
import type { Settings } from './settings.ts'

/** How a message is listened to: `if-sure` and `if-urgent` depend on what the reply turns out to be. */
export type Attention = 'always' | 'if-sure' | 'if-urgent' | 'never'

/** A question that was not put to the bot is answered only from here on. */
const SURE_FROM = 0.85

/** Whether the place wants no answer of the bot's to be seen: not in this thread, or not so soon after the last one. */
export const isHeld = ({ thread, edited }: Message, { threads }: Settings, cooling: boolean): boolean =>
  (threads.length > 0 && !threads.includes(thread ?? '')) || (cooling && !edited)

/** @param cooling whether the place had an answer so recently that the next one must wait */
export function attentionTo(message: Message, settings: Settings, cooling: boolean): Attention {
  if (message.fromBot) return 'never'
  if (message.chat === 'private') return 'always'
  // What only the asker sees disturbs nobody.
  if (message.whispers) return 'always'
  const { speak } = settings
  const held = isHeld(message, settings, cooling)
  if (!message.addressed) return speak === 'questions' && !held ? 'if-sure' : 'never'
  return held || (speak === 'commands' && message.by !== 'command') ? 'if-urgent' : 'always'
}

export function speaksUp(
  attention: Attention,
  { outcome, confidence }: Pick<Reply, 'outcome' | 'confidence'>,
): boolean {
  if (attention === 'always') return true
  if (attention === 'never') return false
  if (outcome === 'urgent') return true
  return attention === 'if-sure' && outcome === 'answer' && confidence >= SURE_FROM
}
