/** The bot in groups: who may set it up, what it can hear, and what to do when it comes, goes or the group changes its id. */
import type { Api } from 'grammy'
import type { ChatMember, ChatMemberUpdated, Message, UserFromGetMe } from 'grammy/types'
import type { Services } from '../../src/adapter.ts'
import { recent } from '../../src/bounds/recent.ts'
import { languageOf, type Situation } from '../../src/message.ts'
import { isAnonymousAdmin, isGroup, type Origin, placeOf } from './decode.ts'
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
/** A group that becomes a supergroup is no new one to greet. */
const UPGRADES = { most: 1000, seconds: 60 }

type Needs = Pick<Services, 'joined' | 'left' | 'moved' | 'log'>

export function buildGroups(api: Api, me: () => UserFromGetMe, sender: Sender, services: Needs): Groups {
  const { joined, left, moved, log } = services
  const admins = recent<ReadonlySet<number>>({ most: 1000, seconds: ADMIN_KNOWN })
  const upgraded = recent<true>(UPGRADES)
  const greetings = recent<number>(UPGRADES)

  async function mayChange(chat: number, from: number | undefined, given?: Message): Promise<boolean> {
    if (given && isAnonymousAdmin(given)) return true
    if (from === undefined || given?.sender_chat) return false
    const key = String(chat)
    const known = admins.get(key)
    if (known) return known.has(from)
    // A bot without admin rights may ask for these, but not surely for any member.
    const found = new Set((await api.getChatAdministrators(chat)).map(({ user }) => user.id))
    admins.set(key, found)
    return found.has(from)
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
    if (isPresent(before) || !isGroup(chat) || upgraded.get(placeOf(chat.id))) return
    const greeting = await joined({
      place: placeOf(chat.id),
      hint: languageOf(from.language_code),
      situation: situationOf(now),
    })
    const sent = greeting && (await sender.send(greeting, arrivalIn(chat.id)))
    if (!sent) return
    greetings.set(placeOf(chat.id), sent.message)
    if (upgraded.get(placeOf(chat.id))) await sender.remove(chat.id, sent.message)
  }

  /** Telegram also says of the new group that the bot was added to it, before this or after. */
  async function upgrade(from: number, to: number): Promise<void> {
    upgraded.set(placeOf(to), true)
    await moved(placeOf(from), placeOf(to))
    const greeting = greetings.get(placeOf(to))
    if (greeting !== undefined) await sender.remove(to, greeting)
  }

  return {
    mayChange,
    situation: async (chat) => situationOf(await api.getChatMember(chat, me().id)),
    standing,
    async migration({ chat, migrate_to_chat_id: to, migrate_from_chat_id: from }) {
      // Both groups say it, in any order; moving twice changes nothing.
      if (to !== undefined) await upgrade(chat.id, to)
      if (from !== undefined) await upgrade(from, chat.id)
      return to !== undefined || from !== undefined
    },
  }
}

const isAdmin = ({ status }: ChatMember): boolean => status === 'creator' || status === 'administrator'
const isPresent = (member: ChatMember): boolean =>
  member.status === 'restricted' ? member.is_member : member.status !== 'left' && member.status !== 'kicked'

/** Nobody asked: the greeting replies to no message. */
const arrivalIn = (chat: number): Origin => ({ chat, message: 0, topic: undefined, group: false })
