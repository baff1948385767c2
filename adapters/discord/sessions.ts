/** Sessions outlive a reconnect that fails: discord.js would begin a new one, and what happened in between would be lost. */
import { type SessionInfo, type WebSocketManager, WebSocketShardEvents } from '@discordjs/ws'

/** Close codes of a connection that only broke: of the network, and discord.js's own for going on with the session. */
const BROKEN: ReadonlySet<number> = new Set([1006, 4200])

export function keepSessions(manager: WebSocketManager): void {
  const { options } = manager
  const update = options.updateSessionInfo
  /** Shards whose connection broke, until the gateway greets them again: by then it has not said a word about the session. */
  const broken = new Set<number>()
  manager.on(WebSocketShardEvents.Closed, ({ code, shardId }) => {
    if (BROKEN.has(code)) broken.add(shardId)
  })
  manager.on(WebSocketShardEvents.Hello, ({ shardId }) => void broken.delete(shardId))
  options.updateSessionInfo = async (shard: number, session: SessionInfo | null) => {
    if (session !== null || !broken.has(shard)) await update(shard, session)
  }
}
