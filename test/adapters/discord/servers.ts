/** Discord servers ("guilds") and their channels, as the gateway tells them. */

export const CHANNEL = { text: 0, direct: 1, group: 3, publicThread: 11, forum: 15 } as const

export const RIGHT = {
  administrator: 1n << 3n,
  manageServer: 1n << 5n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  attachFiles: 1n << 15n,
  sendInThreads: 1n << 38n,
} as const

/** What everyone may, where nothing else is set. */
export const USUAL_RIGHTS = RIGHT.viewChannel | RIGHT.sendMessages | RIGHT.attachFiles | RIGHT.sendInThreads

export type Channel = {
  id: string
  type: number
  name?: string
  guild_id?: string
  parent_id?: string | null
  position?: number
  thread_metadata?: Record<string, unknown>
  permission_overwrites?: { id: string; type: 0 | 1; allow: string; deny: string }[]
  recipients?: unknown[]
}

export type Server = {
  id: string
  name: string
  owner: string
  locale: string
  /** Rights of everyone, the bot included. */
  rights: bigint
  roles: { id: string; rights: bigint }[]
  channels: Channel[]
  systemChannel: string | null
  joinedAt: string
}

type User = { id: string }

/** All that GUILD_CREATE tells. */
export const asGuild = (server: Server, me: User) => ({
  ...{ id: server.id, name: server.name, icon: null, splash: null, owner_id: server.owner, region: 'x' },
  ...{ afk_channel_id: null, afk_timeout: 300, verification_level: 0, default_message_notifications: 0 },
  ...{ explicit_content_filter: 0, emojis: [], features: [], mfa_level: 0, application_id: null, stickers: [] },
  ...{ system_channel_id: server.systemChannel, system_channel_flags: 0, rules_channel_id: null, premium_tier: 0 },
  ...{ preferred_locale: server.locale, nsfw_level: 0, large: false, unavailable: false, member_count: 2 },
  ...{ voice_states: [], presences: [], stage_instances: [], guild_scheduled_events: [], soundboard_sounds: [] },
  joined_at: server.joinedAt,
  roles: [{ id: server.id, rights: server.rights, name: '@everyone' }, ...server.roles].map(
    ({ rights, ...role }, at) => ({
      ...{ name: 'role', color: 0, hoist: false, position: at, managed: false, mentionable: false, flags: 0 },
      ...role,
      permissions: String(rights),
    }),
  ),
  members: [{ user: me, roles: [], joined_at: server.joinedAt, deaf: false, mute: false, flags: 0 }],
  channels: server.channels.filter(({ thread_metadata }) => !thread_metadata),
  threads: server.channels.filter(({ thread_metadata }) => thread_metadata),
})
