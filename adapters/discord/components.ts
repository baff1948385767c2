/** The kinds of component, the flags and the styles that this adapter uses, by Discord's numbers: rendering needs no library. */
import type {
  APIActionRowComponent,
  APIButtonComponent,
  APIComponentInContainer,
  APIComponentInMessageActionRow,
  APIMessageTopLevelComponent,
} from 'discord.js'

export const KIND = {
  row: 1,
  button: 2,
  select: 3,
  section: 9,
  text: 10,
  gallery: 12,
  separator: 14,
  container: 17,
} as const

export const STYLE = { primary: 1, secondary: 2, link: 5 } as const

export const FLAG = { ephemeral: 1 << 6, componentsV2: 1 << 15 } as const

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>
export type { APIButtonComponent as Button, APIComponentInContainer as Inner, APIMessageTopLevelComponent as Component }

export const textOf = (content: string): Extract<APIComponentInContainer, { content: string }> => ({
  type: KIND.text,
  content,
})

export const rowOf = (...components: APIComponentInMessageActionRow[]): Row => ({ type: KIND.row, components })

type Nested = { components?: readonly unknown[]; accessory?: unknown; content?: unknown }

/** Every component among these, nested ones included. */
export function flatten(components: readonly unknown[]): Nested[] {
  return components.flatMap((one) => {
    const { components: inner = [], accessory } = one as Nested
    return [one as Nested, ...flatten([...inner, ...(accessory === undefined ? [] : [accessory])])]
  })
}
