/** The contract every chat platform keeps. An adapter translates; it decides nothing. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Language, Message, Situation } from './message.ts'
import type { Chart, Reply } from './reply.ts'

export type Adapter = {
  readonly name: string
  /** Listens until `stop` fires, then resolves once everything it holds is delivered. */
  run(respond: Respond, stop: AbortSignal): Promise<void>
  health(): Health
  /**
   * Puts a reply in the place of an answer that was delivered earlier, perhaps by another process: `run` need not be going.
   * @param sent where that answer stands, as this adapter told it to `delivered`
   * @returns false: it stands there no more, or may not be changed
   */
  amend?(sent: string, reply: Reply): Promise<boolean>
}

/**
 * What a package that holds an adapter exports as `connect`.
 * @param settings the variables of the environment that begin with the package's name, `SOME_PACKAGE_TOKEN` for `some-package`
 */
export type Connect = (settings: Readonly<Record<string, string>>, services: Services) => Adapter | Promise<Adapter>

/** One message in, one reply out; `undefined` means stay silent. */
export type Respond = (message: Message) => Promise<Reply | undefined>

/** The picture of a chart. It is a card with its own background; the theme only makes it blend in. */
export type Draw = (chart: Chart, theme?: 'light' | 'dark') => Promise<Picture>

/** `alt` is for whoever cannot see the picture: send it along wherever the platform takes one. */
export type Picture = { png: Uint8Array; alt: string }

/** What a platform would show for a reply, in the order of sending, with nothing sent: for whoever writes the answers. */
export type Preview = (reply: Reply, say: Services['say']) => ShownMessage[]

export type ShownMessage = {
  /** As a person reads it, without markup. */
  text: string
  /**
   * How the platform lays it out, in plain HTML elements whose only attributes are a link's `href` and a quote's `expandable`.
   * Every text in it is escaped; a line break is a line break. A link that ends a paragraph is a button beside it.
   */
  html: string
  /** Labels of the buttons, row by row. */
  buttons: string[][]
  /** Rows of `buttons` that are a list and show only when it is opened: what the closed list says, by the index of the row. */
  lists?: Readonly<Record<number, string>>
  /** The chart whose picture stands where `html` has a `figure`, or else above the text. */
  picture?: Chart
  /** What the platform is handed, as its own interface spells it; a picture stands there by its name. */
  payload: unknown
  measures: Measure[]
}

/** `count` is what all of it would take: above `limit` the platform does not show all of it. */
export type Measure = { what: string; count: number; limit: number }

export type Health = { state: 'starting' | 'ready' } | { state: 'failing'; reason: string }

/** What the program does for adapters besides answering, so that they import no room. Each uses what its platform has room for. */
export type Services = {
  /** What the bot itself says outside of replies. */
  say(word: AdapterWord, language: Language): string
  /** The same as a reply. */
  tell(word: AdapterWord, language: Language): Reply
  /** The commands of the bot, described in a language, for platforms that list them. */
  commands(language: Language): readonly Command[]
  /** What a person who has typed this much may want, best first: inline queries, autocomplete. */
  suggest(typed: string, options: { language?: Language | undefined; limit: number }): Promise<Suggestion[]>
  /** What somebody who fills in an option of a command may mean, best first. */
  complete(typed: string, where: Completing): Promise<Completion[]>
  /** The bot was added to a group or server; what to say there, if anything. */
  joined(arrival: Arrival): Promise<Reply | undefined>
  /** The bot is out of it: its settings go. */
  left(place: string): Promise<void>
  /** The platform gave a place another id. */
  moved(from: string, to: string): Promise<void>
  /** True for whoever asks first: so that what is delivered twice is answered once. */
  claim(delivery: string): Promise<boolean>
  /**
   * The claimed delivery needs nothing more. `respond` says so itself, just before it gives its reply, for a message that
   * names its delivery: what is killed while it thinks is answered when it comes again, what is killed while it sends is not.
   */
  settle(delivery: string): Promise<void>
  /** Gives a claim back when the delivery could not be dealt with and will come again. */
  release(delivery: string): Promise<void>
  /** An answer arrived: from now on `answerTo` knows where it stands, and a correction of what it rests on can find it. */
  delivered(answer: Delivered): Promise<void>
  /** Where the answer to this message stands, as `delivered` was told, also after a restart; undefined: not answered, or long ago. */
  answerTo(asked: string): Promise<string | undefined>
  draw: Draw
  log: Log
  meter: Meter
  /** Present where the program serves HTTP. */
  web?: Web
}

export type AdapterWord =
  | 'about'
  | 'about-short'
  | 'cut-short'
  | 'only-text'
  | 'source-open'
  | 'sources-title'
  | 'choices-tap'
  | 'choices-title'
  | 'trouble'

/** How the adapter names messages is its own affair; each name begins with the adapter's name, and none is kept in clear. */
export type Delivered = {
  /** The bot's message: whatever takes its place later has the same name. */
  message: string
  /** Where and how it stands: all that `amend` needs to put something else there. */
  sent: string
  reply: Reply
  /** The person's message that it answers; absent for what a button brought: an answer that took another's place keeps its question. */
  asked?: string | undefined
  /** Who asked, as in the message: so that it can be forgotten for that person. */
  person?: string | undefined
}

export type Command = {
  /** Latin letters: `/name` is how a message gives it. */
  name: string
  /** Its name in the language asked for: lower case, without spaces. */
  label: string
  description: string
  for: 'everyone' | 'admins'
  /** What can be filled in: a message gives the values behind the name in this order, separated by commas. */
  options: readonly CommandOption[]
  /** Present where it can be given over somebody's message, whose text then stands behind the name: what it is called there. */
  overMessage?: string
}

export type CommandOption = {
  name: string
  label: string
  description: string
  required: boolean
  /** Whether `complete` has suggestions for it. */
  completed: boolean
  /** The only values that it takes. */
  values?: readonly Completion[]
}

/** `value` goes into the command in place of what was typed. */
export type Completion = { label: string; value: string }

export type Completing = {
  option: string
  /** Values of the options that are filled in already, by name. */
  beside: Readonly<Record<string, string>>
  language?: Language | undefined
  limit: number
}

export type Suggestion = {
  /** Of the entry or figure; what `reply` answers from. */
  id: string
  label: string
  /** Composed when it is wanted. */
  reply(): Reply
}

export type Arrival = { place: string; hint: Language | undefined; situation: readonly Situation[] }

/** Fields hold no text, no name and no id of a person or chat. Secrets are struck out. */
export type Log = Record<'debug' | 'info' | 'warn' | 'error', (fields: Record<string, unknown>, text: string) => void>

/** Counted for `/metrics`, for this adapter. */
export type Meter = {
  /** Something that came in, was sent, was refused, failed … `detail` is one of a few words, never an id. */
  count(what: 'received' | 'sent' | 'repeated' | 'dropped' | 'refused' | 'retried' | 'failed', detail?: string): void
  /** From the arrival of something until it was dealt with, its reply delivered. */
  took(seconds: number): void
  /** How long the platform takes to answer on a connection that is held open, whenever it is measured. */
  latency(seconds: number): void
}

export type Web = {
  /** Hands every request to this path to the handler. */
  handle(path: string, handler: (request: IncomingMessage, response: ServerResponse) => Promise<void>): void
}
