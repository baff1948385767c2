/** Who is what in a chat. */
import type { ChatMember, User } from 'grammy/types'

export type Standing = 'creator' | 'administrator' | 'member' | 'left' | 'kicked'

/** Somebody's standing in a chat, with all that Telegram tells of it. */
export function memberAs(status: Standing, user: User): ChatMember {
  switch (status) {
    case 'creator':
      return { status, user, is_anonymous: false }
    case 'administrator':
      return {
        ...{ status, user, is_anonymous: false, can_be_edited: false, can_manage_chat: true },
        ...{ can_delete_messages: false, can_manage_video_chats: false, can_restrict_members: false },
        ...{ can_promote_members: false, can_change_info: false, can_invite_users: false },
        ...{ can_post_stories: false, can_edit_stories: false, can_delete_stories: false },
        can_send_welcome_messages: false,
      }
    case 'kicked':
      return { status, user, until_date: 0 }
    default:
      return { status, user }
  }
}
