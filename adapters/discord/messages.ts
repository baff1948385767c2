/** A reply as the body of the call that shows it. Pure functions. */
import type { RequestData } from 'discord.js'
import { cut } from '../../src/bounds/cut.ts'
import type { Block, Chart, Reply } from '../../src/reply.ts'
import { type Component, FLAG, KIND, textOf } from './components.ts'
import { CONTENT, TEXT } from './limits.ts'
import { escapeMarkdown } from './markdown.ts'
import { PICTURE, type Rendered } from './render.ts'

export type Files = NonNullable<RequestData['files']>

/** Nobody is called by what the bot says, whatever stands in it. */
const SILENT = { allowed_mentions: { parse: [] } }

export const chartOf = ({ blocks }: Reply): Chart | undefined =>
  blocks.find((one): one is Extract<Block, { kind: 'chart' }> => one.kind === 'chart')?.chart

export const componentsBody = (components: readonly Component[], ephemeral = false) => ({
  ...SILENT,
  flags: FLAG.componentsV2 | (ephemeral ? FLAG.ephemeral : 0),
  components,
})

export const replyBody = ({ components }: Rendered, ephemeral = false) => componentsBody(components, ephemeral)

/** Where components cannot be shown. */
export const plainBody = ({ text }: Reply, ephemeral = false) => ({
  ...SILENT,
  flags: ephemeral ? FLAG.ephemeral : 0,
  content: cut(escapeMarkdown(text), CONTENT),
})

/** The same in the place of a message that has components: it cannot go without them any more. */
export const plainComponents = ({ text }: Reply) => componentsBody([textOf(cut(escapeMarkdown(text), TEXT))])

type Shown = { flags?: number | undefined; content: string; components?: readonly Component[] | undefined }

/** A message that is there to be shown again: without the button that was pressed, and without its files. */
export function sharedBody({ flags = 0, content, components = [] }: Shown, press: string) {
  if ((flags & FLAG.componentsV2) === 0) return { ...SILENT, flags: 0, content }
  return componentsBody(components.flatMap((one) => without(one, press)))
}

type Nested = { type: number; custom_id?: string; components?: readonly Nested[] }

function without<T>(component: T, press: string): T[] {
  const { type, custom_id, components } = component as Nested
  if (custom_id === press || type === KIND.gallery) return []
  if (!components) return [component]
  const kept = components.flatMap((one) => without(one, press))
  return kept.length > 0 ? [{ ...component, components: kept }] : []
}

export const pictureFile = (png: Uint8Array): Files => [
  { name: PICTURE, data: Buffer.from(png), contentType: 'image/png' },
]
