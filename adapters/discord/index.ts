/** Discord: the connection. What comes in is decoded, what goes out is rendered, and nothing is decided here. */
import type { APIInteraction, Client } from 'discord.js'
import type { Adapter, Health, Services } from '../../src/adapter.ts'
import { type InFlight, inFlight } from '../../src/bounds/in-flight.ts'
import { recent } from '../../src/bounds/recent.ts'
import { messageKey, readAddress, writeAddress } from './address.ts'
import { buildApi } from './client.ts'
import { isAutocomplete } from './decode.ts'
import { shortly } from './errors.ts'
import { buildEvents, type Events } from './events.ts'
import { listen, type Shards, type Told } from './gateway.ts'
import { register } from './register.ts'
import { type Retry, USUAL_RETRY } from './retry.ts'
import { buildSender } from './sender.ts'
import { buildServers, type Servers } from './servers.ts'

export type DiscordOptions = {
  token: string
  /** Another server that speaks Discord's API; absent: the public one. */
  apiRoot?: string | undefined
  /** Which shards of how many this process runs; absent: all that Discord recommends. */
  shards?: Shards | undefined
  /** A server where commands are registered instead of everywhere: for those who work on the bot. */
  developmentServer?: string | undefined
  /** Keeps to Discord's 50 calls a second; off only where there is no real Discord. */
  pace?: boolean
  retry?: Retry
  /** Seconds that a stop waits for answers on their way. */
  drain?: number
  /** Milliseconds after which whoever gave a command is told that the answer will take a moment; Discord waits for 3,000. */
  patience?: number
}

/** Of one person, worked on or waiting: nobody alone can fill the program. */
const MOST_PER_PERSON = 100
/** That somebody sends too much is told once a minute. */
const TOLD = { most: 1000, seconds: 60 }
const USUAL_PATIENCE = 1500

export function discord(options: DiscordOptions, services: Services): Adapter {
  const { token, apiRoot, shards, developmentServer, pace = true, retry = USUAL_RETRY } = options
  const { drain = 25, patience = USUAL_PATIENCE } = options
  const { log, meter } = services
  const api = buildApi({ token, apiRoot, pace, retry }, services)
  const sender = buildSender(api, services)
  let health: Health = { state: 'starting' }

  function turn(now: Health): void {
    if (now.state === 'failing' && health.state !== 'failing')
      log.warn({ reason: now.reason }, 'Discord cannot be reached')
    if (now.state === 'ready' && health.state !== 'ready') log.info({}, 'Connected to Discord')
    health = now
  }

  /** Each event once; what one person sends too much of is dropped. */
  function taking(work: InFlight) {
    const flooding = recent<true>(TOLD)
    return async (
      kind: string,
      person: string,
      /** Absent: it may as well be dealt with twice. */
      delivery: string | undefined,
      deal: () => Promise<void>,
    ): Promise<void> => {
      const arrived = performance.now()
      const run = async (): Promise<void> => {
        if (delivery === undefined) return deal()
        if (!(await services.claim(delivery))) return meter.count('repeated')
        meter.count('received', kind)
        try {
          await deal()
          await services.settle(delivery)
        } catch (error) {
          await services.release(delivery)
          throw error
        }
      }
      try {
        if (await work.run(person, run)) return meter.took((performance.now() - arrived) / 1000)
        meter.count('dropped', 'too many from one person')
        if (!flooding.get(person)) log.warn({}, 'One person sends more than can be answered; what is over is dropped')
        flooding.set(person, true)
      } catch (error) {
        meter.count('failed', 'event')
        log.error({ reason: shortly(error) }, 'An event could not be dealt with')
      }
    }
  }

  /** @param connected called for every connection */
  function tellingTo(events: Events, servers: Servers, work: InFlight, connected: Told['ready']): Told {
    const take = taking(work)
    return {
      ready: connected,
      interaction(given) {
        const arrived = performance.now()
        const delivery = `discord:${given.id}`
        const deal = () => events.interaction(given, delivery, arrived)
        void take(kindOf(given), personOf(given), isAutocomplete(given) ? undefined : delivery, deal)
      },
      message(given) {
        const delivery = `discord:${given.id}`
        // Most messages are nobody's business here, and leave no trace.
        if (events.isMeant(given))
          void take('message', given.author.id, delivery, () => events.message(given, delivery))
      },
      edit(given) {
        const delivery = `discord:${given.id}:${given.edited_timestamp}`
        if (given.edited_timestamp && events.isMeant(given))
          void take('edit', given.author.id, delivery, () => events.edit(given, delivery))
      },
      joined: (server) => void watched(servers.joined(server), 'A new server could not be greeted'),
      left: (server) => void watched(servers.left(server), 'The settings of a server could not be forgotten'),
    }
  }

  async function watched(work: Promise<void>, failure: string): Promise<void> {
    await work.catch((error: unknown) => {
      meter.count('failed', 'event')
      log.error({ reason: shortly(error) }, failure)
    })
  }

  return {
    name: 'discord',
    health: () => health,
    async amend(sent, reply) {
      const at = readAddress(sent)
      const now = at && (await sender.amend(at, reply))
      if (!now) return false
      await services.delivered({ message: messageKey(now), sent: writeAddress(now), reply })
      return true
    },
    async run(respond, stop) {
      const work = inFlight(MOST_PER_PERSON)
      let me = ''
      let client: Client | undefined
      let registered = false
      const servers = buildServers(() => client, sender, services)
      const events = buildEvents({ api, sender, servers, me: () => me, patience }, respond, services)
      const told = tellingTo(events, servers, work, ({ me: own, application }) => {
        me = own
        // One process of several is enough.
        if (registered || (shards && !shards.ids.includes(0))) return
        registered = true
        void watched(
          register(api, application, services, developmentServer).then(() => {}),
          'The commands that Discord lists could not be brought up to date',
        )
      })
      const found = (now: Client): void => {
        client = now
      }
      try {
        await listen({ token, apiRoot, shards, delay: retry.delay }, told, found, turn, services, stop)
      } catch (error) {
        health = { state: 'failing', reason: error instanceof Error ? error.message : String(error) }
        throw error
      } finally {
        const left = await work.idle(drain * 1000)
        if (left > 0) log.error({ left }, 'Stopped before these were answered')
      }
    },
  }
}

const KINDS: Record<number, string> = { 2: 'command', 3: 'press', 4: 'autocomplete' }
const kindOf = ({ type }: APIInteraction): string => KINDS[type] ?? 'other'
const personOf = ({ member, user }: APIInteraction): string => (member?.user ?? user)?.id ?? ''
