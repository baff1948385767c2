/** What goes out: platform-neutral blocks, and beside them what the answer rests on. */
import type { Language } from './message.ts'

export type Outcome = 'answer' | 'clarify' | 'suggest' | 'abstain' | 'urgent' | 'help'

/** Why there is no answer. The list is closed: every reason has its own words in `knowledge/voice.yaml`. */
export type AbstainReason =
  | 'off-topic'
  | 'not-known'
  | 'not-published'
  | 'personal-case'
  | 'legal-advice'
  | 'harmful'
  | 'language'
  | 'not-understood'

export type Block =
  /** The sentence that answers; shown first and, where a platform can, in bold. */
  | { kind: 'lead'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'steps'; items: string[] }
  | { kind: 'list'; title?: string; items: string[] }
  /** A caveat, a disagreement between sources, the law that a rule stands in. */
  | { kind: 'note'; label: string; text: string }
  /** A picture where the platform shows one (an adapter's `draw`), else bars of text as in `Reply.text`. */
  | { kind: 'chart'; series: string; chart: Chart }

/** Everything a chart shows, in words: whoever draws it adds none of its own. */
export type Chart = {
  title: string
  /** What is counted: `Unit: people`. */
  unit: string
  runs: ChartRun[]
  /** What the kinds of period are called that are not a year. */
  legend: { span: Span; words: string }[]
  notes: string[]
  source: string
  asOf: string
  /** The same in words, for whoever cannot see it. */
  alt: string
  language: Language
}

/** Points that may be compared with each other and with no others. `break` says what sets them apart from the run before. */
export type ChartRun = { break: string | null; points: ChartPoint[] }

/** `shown` is the value in words, with its qualifier; `value` is null for a year between others that no figure is held for. */
export type ChartPoint = { label: string; value: number | null; shown: string; span: Span }

/** The stretch of time that a value covers: a year, less, several years together, or everything up to a day. */
export type Span = 'year' | 'part-year' | 'years' | 'to-date'

export type SourceLine = {
  id: string
  title: string
  /** Whether `title` says what the page is about, instead of quoting the title it prints. */
  described: boolean
  publisher: string
  published: string | null
  url: string | null
  /** Publisher, title and date as people read them. */
  line: string
}

/** One thing to pick; picking it asks `ask`. */
export type Choice = {
  label: string
  ask: string
  /** Of the entry, the figure or the example that it asks for. */
  id: string
  /** What its button hands back; absent where no buttons are wanted. */
  press?: string
}

/** A button that asks no question: all sources, a vote, a setting. */
export type Action = {
  label: string
  press: string
  /** Set where it only shows what a platform may have shown already: then it is left out. */
  shows?: 'chart'
  /** What it can be set to, where a platform lets people choose from a list; pressing it as a button takes the next of them. */
  values?: { label: string; press: string; chosen: boolean }[]
}

/** A figure that the answer states, as the JSON interface gives it. */
export type StatedFigure = {
  id: string
  value: number
  unit: string
  qualifier: string
  stage: string
  /** `2020`, `2018/2019`, or `../2020-04-07` for a running total as of that day. */
  period: string
  /** The formula in words when the value was computed, else null. */
  formula: string | null
}

export type Reply = {
  language: Language
  outcome: Outcome
  /** Set with `abstain`, else null. */
  reason: AbstainReason | null
  /** Calibrated probability that this is the right reply, 0 to 1. */
  confidence: number
  entries: string[]
  figures: StatedFigure[]
  blocks: Block[]
  sources: SourceLine[]
  choices: Choice[]
  /** Buttons beside the choices. Tokens are at most 64 bytes and work after a restart. */
  actions?: Action[]
  /** Answers the press of a button in passing: shown for a moment where a platform can. */
  brief?: boolean
  /** Who is to see it in a group, where the platform can tell people apart; absent: everyone. */
  audience?: 'asker' | 'everyone'
  /** The message whose button was pressed is to be shown to everyone, as it stands; nothing of this reply is. */
  shares?: boolean
  /** Version of the knowledge that it was made from. */
  version?: string
  /** Stands in place of the message whose button was pressed. */
  replaces?: boolean
  /** The whole reply as plain text, sources and choices included: what a terminal shows. */
  text: string
}
