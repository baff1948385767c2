/** The bot in servers: who may set it up by message, what it can do in a channel, and what to do when it comes and goes. */
import { type Client, type Guild, type GuildBasedChannel, PermissionFlagsBits } from 'discord.js'
import type { Services } from '../../src/adapter.ts'
import { type Language, languageOf, type Situation } from '../../src/message.ts'
import { placeOf, situationOf } from './decode.ts'
import type { Sender } from './sender.ts'

export type Servers = {
  joined(server: Guild): Promise<void>
  left(server: string): Promise<void>
  /** The channel that a thread belongs to. */
  channelOf(channel: string): string
  /** The server's own language. */
  languageOf(server: string | undefined): Language | undefined
  /** Whether somebody with these roles may change the settings. */
  mayChange(server: string, person: string, roles: readonly string[]): boolean
  situation(channel: string): readonly Situation[]
}

const MANAGE = PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator
const SPEAK = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages

type Needs = Pick<Services, 'joined' | 'left' | 'log' | 'claim'>

/** @param client the connection of the moment */
export function buildServers(client: () => Client | undefined, sender: Sender, services: Needs): Servers {
  const serverOf = (server: string | undefined): Guild | undefined =>
    server === undefined ? undefined : client()?.guilds.cache.get(server)

  const channelNamed = (channel: string) => client()?.channels.cache.get(channel)

  /** One where the bot may write: the one that the server keeps for such news, else the first. */
  function firstChannel(server: Guild): GuildBasedChannel | undefined {
    const { me } = server.members
    const may = (channel: GuildBasedChannel | null): channel is GuildBasedChannel =>
      channel?.isTextBased() === true && !channel.isThread() && me !== null && channel.permissionsFor(me).has(SPEAK)
    if (may(server.systemChannel)) return server.systemChannel
    const others = [...server.channels.cache.values()].filter(
      (channel) => !channel.isThread() && !channel.isVoiceBased(),
    )
    return others.sort((a, b) => positionOf(a) - positionOf(b)).find(may)
  }

  return {
    async joined(server) {
      // While one process takes over from another, both are told.
      if (!(await services.claim(`discord:joined:${server.id}:${server.joinedTimestamp}`))) return
      const channel = firstChannel(server)
      services.log.info({ greeted: channel !== undefined }, 'Added to a server')
      const greeting = await services.joined({
        place: placeOf(server.id),
        hint: languageOf(server.preferredLocale),
        situation: ['hears-no-others-text'],
      })
      if (greeting && channel) await sender.send(greeting, { channel: channel.id, message: undefined, quote: false })
    },
    async left(server) {
      await services.left(placeOf(server))
      services.log.info({}, 'Out of a server; its settings are gone')
    },
    channelOf(channel) {
      const found = channelNamed(channel)
      return found?.isThread() && found.parentId ? found.parentId : channel
    },
    languageOf: (server) => languageOf(serverOf(server)?.preferredLocale),
    mayChange(server, person, roles) {
      const found = serverOf(server)
      if (!found) return false
      // The role of everyone has the server's own id.
      const granted = [server, ...roles].map((role) => found.roles.cache.get(role)?.permissions.bitfield ?? 0n)
      return found.ownerId === person || granted.some((rights) => (rights & MANAGE) !== 0n)
    },
    situation(channel) {
      const found = channelNamed(channel)
      if (!found || found.isDMBased()) return []
      const { me } = found.guild.members
      return me ? situationOf(found.permissionsFor(me).bitfield, found.isThread()) : []
    },
  }
}

const positionOf = (channel: GuildBasedChannel): number => ('rawPosition' in channel ? channel.rawPosition : 0)
