/** The contract every chat platform keeps. An adapter translates; it decides nothing. */
import type { Message } from './message.ts'
import type { Reply } from './reply.ts'

export type Adapter = {
  readonly name: string
  /** Listens until `stop` fires, then resolves once everything it holds is delivered. */
  run(respond: Respond, stop: AbortSignal): Promise<void>
  health(): Health
}

/** One message in, one reply out; `undefined` means stay silent. */
export type Respond = (message: Message) => Promise<Reply | undefined>

export type Health = { state: 'starting' | 'ready' } | { state: 'failing'; reason: string }
