/** The contract every chat platform keeps. An adapter translates; it decides nothing. */
import type { Message } from './message.ts'
import type { Chart, Reply } from './reply.ts'

export type Adapter = {
  readonly name: string
  /** Listens until `stop` fires, then resolves once everything it holds is delivered. */
  run(respond: Respond, stop: AbortSignal): Promise<void>
  health(): Health
}

/** One message in, one reply out; `undefined` means stay silent. */
export type Respond = (message: Message) => Promise<Reply | undefined>

/** What the program does for adapters besides answering, so that they import no room. */
export type Services = { draw: Draw }

/** The picture of a chart. It is a card with its own background; the theme only makes it blend in. */
export type Draw = (chart: Chart, theme?: 'light' | 'dark') => Promise<Picture>

/** `alt` is for whoever cannot see the picture: send it along wherever the platform takes one. */
export type Picture = { png: Uint8Array; alt: string }

export type Health = { state: 'starting' | 'ready' } | { state: 'failing'; reason: string }
