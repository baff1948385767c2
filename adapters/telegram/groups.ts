/** The bot in groups: who may set it up, what it can hear, and what to do when it comes, goes or the group changes its id. */
import type { Api } from 'grammy'
import type { ChatMember, ChatMemberUpdated, Message, UserFromGetMe } from 'grammy/types'
import type { Services } from '../../src/adapter.ts'
import type { Situation } from '../../src/message.ts'
import { isAnonymousAdmin, isGroup, languageOf, type Origin, placeOf } from './decode.ts'
import { recent } from './recent.ts'
import type { Sender } from './sender.ts'

export type Groups = {
  /** Whether whoever wrote may change the settings. */
  mayChange(chat: number, from: number | undefined, given?: Message): Promise<boolean>
  situation(chat: number): Promise<readonly Situation[]>
  /** The bot's own standing in a chat changed. */
  standing(update: ChatMemberUpdated): Promise<void>
  /** True: the message only said that the group has another id. */
  migration(given: Message): Promise<boolean>
}

/** Seconds for which Telegram's word on who is an admin is taken as still true. */
const ADMIN_KNOWN = 60

type Needs = Pick<Services, 'joined' | 'left' | 'moved' | 'log'>

export function buildGroups(api: Api, me: () => UserFromGetMe, sender: Sender, services: Needs): Groups {
  const { joined, left, moved, log } = services
  const admins = recent<boolean>({ most: 10_000, seconds: ADMIN_KNOWN })

  async function mayChange(chat: number, from: number | undefined, given?: Message): Promise<boolean> {
    if (given && isAnonymousAdmin(given)) return true
    if (from === undefined || given?.sender_chat) return false
    const key = `${chat}:${from}`
    const known = admins.get(key)
    if (known !== undefined) return known
    const may = isAdmin(await api.getChatMember(chat, from))
    admins.set(key, may)
    return may
  }

  function situationOf(own: ChatMember): readonly Situation[] {
    if (me().can_read_all_group_messages || isAdmin(own)) return ['hears-everything']
    return ['hears-when-addressed', 'telegram-hear-more']
  }

  async function standing({ chat, from, old_chat_member: before, new_chat_member: now }: ChatMemberUpdated) {
    if (!isPresent(now)) {
      await left(placeOf(chat.id))
      return log.info({ chat: chat.type, status: now.status }, 'Out of a chat; its settings are gone')
    }
    if (isPresent(before) || !isGroup(chat)) return
    const greeting = await joined({
      place: placeOf(chat.id),
      hint: languageOf(from.language_code),
      situation: situationOf(now),
    })
    if (greeting) await sender.send(greeting, arrivalIn(chat.id))
  }

  return {
    mayChange,
    situation: async (chat) => situationOf(await api.getChatMember(chat, me().id)),
    standing,
    async migration({ chat, migrate_to_chat_id: to, migrate_from_chat_id: from }) {
      // Both groups say it, in any order; moving twice changes nothing.
      if (to !== undefined) await moved(placeOf(chat.id), placeOf(to))
      if (from !== undefined) await moved(placeOf(from), placeOf(chat.id))
      return to !== undefined || from !== undefined
    },
  }
}

const isAdmin = ({ status }: ChatMember): boolean => status === 'creator' || status === 'administrator'
const isPresent = ({ status }: ChatMember): boolean => status !== 'left' && status !== 'kicked'

/** Nobody asked: the greeting replies to no message. */
const arrivalIn = (chat: number): Origin => ({ chat, message: 0, topic: undefined, group: false })
