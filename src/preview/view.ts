/** In which language and colours a page is shown. It stands in the address, so that a link shows others the same. */
import { type Language, languageOf } from '../message.ts'

/** `auto`: as the machine is set. */
export type Theme = 'auto' | 'light' | 'dark'

export type View = {
  language: Language
  /** Somebody chose the language: without that, a question is answered in its own. */
  chosen: boolean
  theme: Theme
}

export const THEMES: readonly Theme[] = ['auto', 'light', 'dark']

/** Whatever an address does not say, or says wrongly, is English in the machine's own colours. */
export function readView(parameter: (name: string) => string | undefined): View {
  const theme = parameter('theme')
  const language = languageOf(parameter('lang') || undefined)
  return {
    language: language ?? 'en',
    chosen: language !== undefined,
    theme: THEMES.find((known) => known === theme) ?? 'auto',
  }
}

/** The address of a page in a view. */
export function linkTo(
  path: string,
  { language, chosen, theme }: View,
  parameters: Record<string, string> = {},
): string {
  const all = new URLSearchParams(parameters)
  if (chosen) all.set('lang', language)
  if (theme !== 'auto') all.set('theme', theme)
  return all.size > 0 ? `${path}?${all}` : path
}
