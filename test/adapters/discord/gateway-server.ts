/** A Discord gateway for tests: sessions over real WebSockets, with what was missed told again on a resume, and faults on request. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'

export type Event = { t: string; d: unknown }

export type Session = {
  id: string
  shard: number
  shards: number
  events: { t: string; d: unknown; s: number }[]
  socket: WebSocket | undefined
}

type Payload = { op: number; d?: unknown; s?: number | null; t?: string | null }
type Identify = { token: string; intents: number; shard?: [number, number] }
type Resume = { token: string; session_id: string; seq: number }

const OP = { dispatch: 0, heartbeat: 1, identify: 2, resume: 6, reconnect: 7, invalid: 9, hello: 10, ack: 11 } as const
/** Intents for which Discord wants to be asked first. */
const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15)
const LONGEST_PAYLOAD = 4096
/** Milliseconds. */
const USUAL_BEAT = 41_250

export type Gateway = Awaited<ReturnType<typeof startGateway>>

type Wiring = {
  token: string
  /** What a shard is told at first, and then of each of its servers. */
  begin(shard: number, shards: number): { ready: Record<string, unknown>; servers: Event[] }
  violation(what: string): void
  changed(): void
}

export async function startGateway({ token, begin, violation, changed }: Wiring) {
  const sessions = new Map<string, Session>()
  const identifies: Identify[] = []
  let resumes = 0
  let beat = USUAL_BEAT
  let deaf = false
  let closes: number | undefined
  let refusals = 0
  let again = 0
  let nextSession = 1
  const sockets = new Set<Socket>()

  let server = listening()
  const webSockets = new WebSocketServer({ noServer: true })

  function listening(): Server {
    const made = createServer((_, response) => response.writeHead(426).end())
    made.on('connection', (socket) => {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
    })
    made.on('upgrade', (request, socket: Duplex, head) => {
      if (refusals > 0) {
        refusals--
        changed()
        return void socket.destroy()
      }
      webSockets.handleUpgrade(request, socket, head, greet)
    })
    return made
  }

  const open = (port: number): Promise<void> => new Promise((resolve) => server.listen(port, '127.0.0.1', resolve))
  await open(0)
  const { port } = server.address() as AddressInfo
  const url = `ws://127.0.0.1:${port}`

  function greet(socket: WebSocket): void {
    const send = (payload: Payload): void => socket.send(JSON.stringify(payload))
    send({ op: OP.hello, d: { heartbeat_interval: beat } })
    socket.on('message', (raw) => {
      const text = String(raw)
      if (Buffer.byteLength(text) > LONGEST_PAYLOAD) return void socket.close(4002)
      const { op, d } = JSON.parse(text) as Payload
      if (op === OP.heartbeat) return deaf ? undefined : send({ op: OP.ack })
      if (op === OP.identify) identify(socket, d as Identify)
      else if (op === OP.resume) resume(socket, d as Resume)
      changed()
    })
  }

  function identify(socket: WebSocket, given: Identify): void {
    identifies.push(given)
    if (closes !== undefined) return void socket.close(closes)
    if (given.token !== token) return void socket.close(4004)
    if ((given.intents & PRIVILEGED) !== 0) return void socket.close(4014)
    const [shard, shards] = given.shard ?? [0, 1]
    const session: Session = { id: `session-${nextSession++}`, shard, shards, events: [], socket }
    sessions.set(session.id, session)
    const { ready, servers } = begin(shard, shards)
    dispatch(session, {
      t: 'READY',
      d: { ...ready, session_id: session.id, resume_gateway_url: url, shard: [shard, shards] },
    })
    for (const event of servers) dispatch(session, event)
  }

  function resume(socket: WebSocket, { token: given, session_id, seq }: Resume): void {
    if (given !== token) return void socket.close(4004)
    const session = sessions.get(session_id)
    if (!session) return void socket.send(JSON.stringify({ op: OP.invalid, d: false }))
    resumes++
    session.socket = socket
    for (const event of session.events.filter(({ s }) => s > seq - again))
      socket.send(JSON.stringify({ op: 0, ...event }))
    dispatch(session, { t: 'RESUMED', d: {} })
  }

  function dispatch(session: Session, { t, d }: Event): void {
    const s = (session.events.at(-1)?.s ?? 0) + 1
    session.events.push({ t, d, s })
    if (session.socket?.readyState === 1) session.socket.send(JSON.stringify({ op: OP.dispatch, t, d, s }))
  }

  const current = (): Session[] => [...new Map([...sessions.values()].map((one) => [one.shard, one])).values()]

  return {
    url,
    /** Every identification, and how often a session was gone on with. */
    identifies,
    resumes: (): number => resumes,
    /** Shards that are connected. */
    connected: (): number => current().filter(({ socket }) => socket?.readyState === 1).length,
    /** Tells whichever shard is in charge; kept for it where it is away. */
    tell(event: Event, server?: string): void {
      const told = current().filter(({ shard, shards }) => {
        const wanted = server === undefined ? 0 : Number((BigInt(server) >> 22n) % BigInt(shards))
        return shard === wanted
      })
      if (told.length === 0) violation(`${event.t} came to no shard`)
      for (const session of told) dispatch(session, event)
    },
    /** Every connection breaks off, without a word. */
    drop(): void {
      for (const { socket } of sessions.values()) socket?.terminate()
    },
    /** The next so many connections break off before they are there. */
    refuse(times: number): void {
      refusals = times
    },
    refusing: (): boolean => refusals > 0,
    /** Nothing listens any more, until it comes back. */
    async goAway(): Promise<void> {
      for (const { socket } of sessions.values()) socket?.terminate()
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
    async comeBack(): Promise<void> {
      server = listening()
      await open(port)
    },
    askToReconnect(): void {
      for (const { socket } of current()) socket?.send(JSON.stringify({ op: OP.reconnect, d: null }))
    },
    /** The sessions are forgotten; what happened since is told to nobody. */
    invalidate(): void {
      const ended = current()
      sessions.clear()
      for (const { socket } of ended) socket?.send(JSON.stringify({ op: OP.invalid, d: false }))
    },
    /** Closes with this code, now and at every new beginning. */
    closeWith(code: number): void {
      closes = code
      for (const { socket } of current()) socket?.close(code)
    },
    /** Closes with this code, once. */
    closeOnce(code: number): void {
      for (const { socket } of current()) socket?.close(code)
    },
    /** The last so many events come again on the next resume, as if they had been told in vain. */
    forget(events: number): void {
      again = events
    },
    /** Nothing is told any more on the connections of now. */
    hush(): void {
      for (const session of current()) session.socket = undefined
    },
    /** @param interval milliseconds between two heartbeats, for connections from now on */
    beatEvery(interval: number): void {
      beat = interval
    },
    /** Whether heartbeats go unanswered. */
    setDeaf(now: boolean): void {
      deaf = now
    },
    async close(): Promise<void> {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
