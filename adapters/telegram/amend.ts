/** Puts a corrected answer in the place of one that was delivered earlier. */
import type { Services } from '../../src/adapter.ts'
import type { Reply } from '../../src/reply.ts'
import { messageKey, readAddress, writeAddress } from './address.ts'
import type { Sender } from './sender.ts'

export async function amend(
  sender: Pick<Sender, 'amend'>,
  { delivered }: Pick<Services, 'delivered'>,
  address: string,
  reply: Reply,
): Promise<boolean> {
  const read = readAddress(address)
  const sent = read && (await sender.amend(read.sent, reply, read.to))
  if (!read || !sent) return false
  const { to } = read
  await delivered({
    message: messageKey(to.chat, sent.message),
    sent: writeAddress({ to, sent }),
    asked: messageKey(to.chat, to.message),
    reply,
  })
  return true
}
