/** The way in from Discord: the gateway's connection, what it tells, and how it is doing. */
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocketShardEvents } from '@discordjs/ws'
import {
  type APIInteraction,
  Client,
  Events,
  GatewayDispatchEvents,
  GatewayIntentBits,
  type GatewayMessageCreateDispatchData,
  type GatewayMessageUpdateDispatchData,
  type GatewayReadyDispatchData,
  type Guild,
  Options,
  SimpleShardingStrategy,
} from 'discord.js'
import type { Health, Services } from '../../src/adapter.ts'
import { restOptions } from './client.ts'
import { FatalClose, fatalClose, fatalReason, shortly } from './errors.ts'
import { keepSessions } from './sessions.ts'

export type Shards = { ids: number[]; count: number }

export type Gateway = {
  token: string
  apiRoot: string | undefined
  /** Absent: as many as Discord recommends, all in this process. */
  shards: Shards | undefined
  /** Milliseconds before the next try to connect; doubled each time. */
  delay: number
}

export type Told = {
  ready(who: { me: string; application: string }): void
  interaction(given: APIInteraction): void
  message(given: GatewayMessageCreateDispatchData): void
  edit(given: GatewayMessageUpdateDispatchData): void
  joined(server: Guild): void
  left(server: string): void
}

const LONGEST_DELAY = 30_000
/** Slash commands need no intent; the text of messages comes only where the bot is mentioned, and needs none either. */
const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages]

/**
 * Connected until `stop` fires.
 * @param found what is known of servers and channels, once there is a connection
 * @throws where Discord will never tell this program anything
 */
export async function listen(
  { token, apiRoot, shards, delay }: Gateway,
  told: Told,
  found: (client: Client) => void,
  turn: (now: Health) => void,
  { log, meter }: Pick<Services, 'log' | 'meter'>,
  stop: AbortSignal,
): Promise<void> {
  for (let attempt = 0; !stop.aborted; attempt++) {
    const client = buildClient({ apiRoot, shards })
    const over = Promise.withResolvers<void>()
    const end = (): void => over.resolve()
    stop.addEventListener('abort', end, { once: true })
    watch(client, over.reject)
    found(client)
    try {
      const connected = client.login(token)
      // Whoever wins the race, a late failure must not end the process.
      connected.catch(() => {})
      await Promise.race([connected, over.promise])
      attempt = 0
      await over.promise
    } catch (error) {
      const reason = fatalReason(error)
      if (reason !== undefined) throw new Error(reason, { cause: error })
      turn({ state: 'failing', reason: shortly(error) })
    } finally {
      stop.removeEventListener('abort', end)
      await client.destroy()
    }
    await pause(Math.min(delay * 2 ** attempt, LONGEST_DELAY), undefined, { signal: stop }).catch(() => {})
  }

  function watch(client: Client, fail: (error: Error) => void): void {
    const { ws } = client
    const here = new Set<number>()
    const back = (shard: number): void => {
      here.add(shard)
      if (here.size === ws.shards.size) turn({ state: 'ready' })
    }
    ws.on(GatewayDispatchEvents.Ready, (ready: GatewayReadyDispatchData, shard: number) => {
      told.ready({ me: ready.user.id, application: ready.application.id })
      back(shard)
    })
    ws.on(GatewayDispatchEvents.Resumed, (_: unknown, shard: number) => {
      log.info({ shard }, 'Resumed: nothing was missed')
      back(shard)
    })
    ws.on(GatewayDispatchEvents.InteractionCreate, told.interaction)
    ws.on(GatewayDispatchEvents.MessageCreate, told.message)
    ws.on(GatewayDispatchEvents.MessageUpdate, told.edit)
    client.on(Events.GuildCreate, told.joined)
    client.on(Events.GuildDelete, ({ id }) => told.left(id))
    client.on(Events.ShardReconnecting, (shard) => {
      meter.count('retried', 'gateway')
      here.delete(shard)
      if (!stop.aborted) turn({ state: 'failing', reason: 'the connection to the gateway is gone' })
    })
    client.on(Events.ShardDisconnect, ({ code }, shard) => {
      log.error({ shard, code }, 'Discord closed the connection for good')
      fail(new FatalClose(fatalClose(code) ?? `Discord closed the connection (${code}).`))
    })
    client.on(Events.ShardError, (error, shard) => log.debug({ shard, reason: shortly(error) }, 'The gateway failed'))
    client.on(Events.Error, (error) => log.warn({ reason: shortly(error) }, 'discord.js failed'))
  }

  function buildClient(wanted: { apiRoot: string | undefined; shards: Shards | undefined }): Client {
    return new Client({
      intents: INTENTS,
      rest: restOptions(wanted.apiRoot),
      ...(wanted.shards ? { shards: wanted.shards.ids, shardCount: wanted.shards.count } : { shards: 'auto' }),
      allowedMentions: { parse: [] },
      // What the adapter asks of a server are its channels and roles; messages and people it neither needs nor keeps.
      makeCache: Options.cacheWithLimits({
        ...Options.DefaultMakeCacheSettings,
        ...{ MessageManager: 0, PresenceManager: 0, ReactionManager: 0, GuildEmojiManager: 0, GuildStickerManager: 0 },
        ...{ VoiceStateManager: 0, GuildScheduledEventManager: 0, StageInstanceManager: 0 },
        UserManager: { maxSize: 0, keepOverLimit: ({ id, client }) => id === client.user.id },
        GuildMemberManager: { maxSize: 0, keepOverLimit: ({ id, client }) => id === client.user.id },
      }),
      ws: {
        buildStrategy: (manager) => {
          keepSessions(manager)
          manager.on(WebSocketShardEvents.HeartbeatComplete, ({ latency }) => meter.latency(latency / 1000))
          return new SimpleShardingStrategy(manager)
        },
      },
    })
  }
}
