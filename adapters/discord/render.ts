/** A reply as the components of a Discord message. Pure functions. */
import type { Services } from '../../src/adapter.ts'
import { cut } from '../../src/bounds/cut.ts'
import { type Spareable, shorten } from '../../src/bounds/shorten.ts'
import type { Language } from '../../src/message.ts'
import type { Action, Block, Chart, Choice, Reply, SourceLine } from '../../src/reply.ts'
import { type Button, type Component, flatten, type Inner, KIND, type Row, rowOf, STYLE, textOf } from './components.ts'
import {
  ALT,
  BUTTON_LABEL,
  BUTTONS_IN_ROW,
  COMPONENTS,
  CUSTOM_ID,
  LINK,
  OPTION,
  OPTIONS,
  PLACEHOLDER,
  TEXT,
} from './limits.ts'
import { bold, escapeMarkdown, italic, link, small } from './markdown.ts'

export type Rendered = {
  components: Component[]
  /** Characters of text and components that all of it takes, before anything is left out to fit. */
  whole: { characters: number; components: number }
}
export type Say = Services['say']

/** The name under which a chart's picture is uploaded with its message. */
export const PICTURE = 'chart.png'
/** What cannot wait is told by more than words. */
const URGENT = 0xd83c3e
/** More choices than this are a list to pick from. */
const MOST_CHOICE_BUTTONS = 5

/** @param pictured whether the picture of its chart goes along */
export function renderReply(reply: Reply, say: Say, pictured = false): Rendered {
  const rows = [...choiceRows(reply, say), ...actionRows(reply, pictured)]
  const parts = partsOf(reply, say, pictured)
  const build = (kept: readonly Part[]): Component[] => [containerOf(reply, kept), ...rows]
  const notice: Part = { inner: [textOf(small(escapeMarkdown(say('cut-short', reply.language))))], spare: 0 }
  const kept = shorten(withoutSections(parts, build), notice, (some) => isWithin(build(some)))
  return { components: build(kept), whole: sizeOf(build(withoutSections(parts, build))) }
}

/** A piece of a message; `plain` is the same in fewer components. */
type Part = Spareable & { inner: Inner[]; plain?: Inner[] }

function containerOf({ outcome }: Reply, parts: readonly Part[]): Component {
  return {
    type: KIND.container,
    ...(outcome === 'urgent' ? { accent_color: URGENT } : {}),
    components: parts.flatMap(({ inner }) => inner),
  }
}

/** A source with a button for its link takes three components: where they are too many, the line itself is the link. */
const withoutSections = (parts: readonly Part[], build: (parts: readonly Part[]) => Component[]): readonly Part[] =>
  sizeOf(build(parts)).components <= COMPONENTS
    ? parts
    : parts.map((part) => (part.plain ? { ...part, inner: part.plain } : part))

export function sizeOf(components: readonly Component[]): Rendered['whole'] {
  const all = flatten(components)
  const characters = all.reduce((sum, { content }) => sum + (typeof content === 'string' ? content.length : 0), 0)
  return { characters, components: all.length }
}

function isWithin(components: readonly Component[]): boolean {
  const { characters, components: count } = sizeOf(components)
  return characters <= TEXT && count <= COMPONENTS
}

function partsOf(reply: Reply, say: Say, pictured: boolean): Part[] {
  const { blocks, sources, language } = reply
  const chart = blocks.find((block) => block.kind === 'chart')?.chart
  const title = say('sources-title', language)
  return [
    ...blocks.map((block): Part => ({ inner: [textOf(markdownOf(block, language))], spare: isDetail(block) ? 2 : 0 })),
    ...(pictured && chart ? [{ inner: [galleryOf(chart)], spare: 0 }] : []),
    ...(sources.length > 0 ? [sourcesPart(sources, title, say('source-open', language))] : []),
    ...(needsList(reply) ? [choicesPart(reply, say)] : []),
  ]
}

const isDetail = ({ kind }: Block): boolean => kind === 'paragraph' || kind === 'note'

function markdownOf(block: Block, language: Language): string {
  switch (block.kind) {
    case 'lead':
      return bold(escapeMarkdown(block.text))
    case 'paragraph':
      return escapeMarkdown(block.text)
    case 'note':
      return `${bold(escapeMarkdown(block.label))}${colon(language)}${escapeMarkdown(block.text)}`
    case 'steps':
      return block.items.map((item, index) => `${index + 1}. ${escapeMarkdown(item)}`).join('\n')
    case 'list':
      return [...(block.title ? [bold(escapeMarkdown(block.title))] : []), ...block.items.map(itemOf)].join('\n')
    case 'chart':
      return chartInWords(block.chart)
  }
}

const itemOf = (item: string): string => `- ${escapeMarkdown(item)}`
const colon = (language: Language): string => (language === 'en' ? ': ' : '：')

/** Also beside its picture: for those who cannot see it, and for copying. */
function chartInWords({ runs, unit, language }: Chart): string {
  const lines = runs.flatMap(({ break: apart, points }) => [
    ...(apart === null ? [] : [italic(escapeMarkdown(apart))]),
    ...points.map(({ label, shown }) => itemOf(`${label}${colon(language)}${shown}`)),
  ])
  return [escapeMarkdown(unit), ...lines].join('\n')
}

const galleryOf = ({ alt }: Chart): Inner => ({
  type: KIND.gallery,
  items: [{ media: { url: `attachment://${PICTURE}` }, description: cut(alt, ALT) }],
})

function sourcesPart(sources: readonly SourceLine[], title: string, open: string): Part {
  const head: Inner[] = [{ type: KIND.separator }, textOf(small(bold(escapeMarkdown(title))))]
  const lines = sources.map(({ line, url }, index) => ({
    number: `[${index + 1}] `,
    line,
    url: url !== null && isAddress(url) ? url : undefined,
  }))
  const linked = ({ number, line, url }: (typeof lines)[number]): string =>
    small(number + (url ? link(line, url) : escapeMarkdown(line)))
  return {
    spare: 0,
    inner: [
      ...head,
      ...lines.map((source): Inner => {
        const { number, line, url } = source
        // An address too long for a button is put behind the line itself.
        if (!url || url.length > LINK) return textOf(linked(source))
        const text = textOf(small(number + escapeMarkdown(line)))
        return { type: KIND.section, components: [text], accessory: linkButton(open, url) }
      }),
    ],
    plain: [...head, textOf(lines.map(linked).join('\n'))],
  }
}

const linkButton = (label: string, url: string): Button => ({ type: KIND.button, style: STYLE.link, label, url })

const isAddress = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)

/** Choices that no button says in full: without a press, or with a label that must be cut. */
const needsList = ({ choices }: Reply): boolean =>
  choices.some(({ label, press }) => press === undefined || label.length > OPTION)

function choicesPart({ choices, language }: Reply, say: Say): Part {
  const title = say(choices.some(({ press }) => press) ? 'choices-tap' : 'choices-title', language)
  const lines = choices.map(({ label }, index) => `${index + 1}. ${escapeMarkdown(label)}`)
  return { inner: [textOf([escapeMarkdown(title), ...lines].join('\n'))], spare: 1 }
}

/** Where the bot asked back, a button for each choice; what can be asked next is a list to pick from. */
function choiceRows({ choices, outcome, language }: Reply, say: Say): Row[] {
  const pressed = distinct(choices.flatMap(({ label, press }) => (press ? [{ label, press }] : [])))
  const asksBack = outcome === 'clarify' || outcome === 'suggest'
  if (asksBack && pressed.length <= MOST_CHOICE_BUTTONS && pressed.every(({ label }) => label.length <= BUTTON_LABEL))
    return pressed.map((choice) => rowOf(buttonOf(choice, STYLE.primary)))
  return inRows(pressed, OPTIONS).map((some, index) =>
    rowOf({
      type: KIND.select,
      custom_id: `choices ${index}`,
      placeholder: cut(say('choices-tap', language), PLACEHOLDER),
      options: some.map(({ label, press }) => ({ label: cut(label, OPTION), value: press })),
    }),
  )
}

function actionRows({ actions = [] }: Reply, pictured: boolean): Row[] {
  const shown = distinct(actions.filter(({ shows }) => !pictured || shows !== 'chart'))
  const lists = shown.flatMap(({ label, press, values }) =>
    values
      ? rowOf({
          type: KIND.select,
          custom_id: press,
          placeholder: cut(label, PLACEHOLDER),
          options: values.map((one) => ({ label: cut(one.label, OPTION), value: one.press, default: one.chosen })),
        })
      : [],
  )
  const buttons = shown.filter(({ values }) => !values).map((action) => buttonOf(action, STYLE.secondary))
  return [...lists, ...inRows(buttons, BUTTONS_IN_ROW).map((some) => rowOf(...some))]
}

type Pressable = Pick<Action, 'label' | 'press'> | (Pick<Choice, 'label'> & { press: string })

/** Discord takes each token once in a message. */
const distinct = <T extends Pressable>(items: readonly T[]): T[] => [
  ...new Map(items.filter(({ press }) => press.length <= CUSTOM_ID).map((item) => [item.press, item])).values(),
]

const buttonOf = ({ label, press }: Pressable, style: 1 | 2): Button => ({
  type: KIND.button,
  style,
  label: cut(label, BUTTON_LABEL),
  custom_id: press,
})

function inRows<T>(items: readonly T[], length: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / length) }, (_, row) =>
    items.slice(row * length, (row + 1) * length),
  )
}
