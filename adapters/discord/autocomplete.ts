/** What is offered to somebody who fills in a command. */
import type { APIApplicationCommandAutocompleteInteraction } from 'discord.js'
import type { Services } from '../../src/adapter.ts'
import { cut } from '../../src/bounds/cut.ts'
import { languageOf } from '../../src/message.ts'
import { filledIn } from './decode.ts'
import { OPTION, OPTIONS } from './limits.ts'

type Offered = { name: string; value: string }

export async function offers(
  { data, locale }: APIApplicationCommandAutocompleteInteraction,
  { complete }: Pick<Services, 'complete'>,
): Promise<Offered[]> {
  const options = data.options as readonly { name: string; value?: unknown; focused?: boolean }[]
  const focused = options.find((option) => option.focused)
  if (!focused) return []
  const { [focused.name]: typed = '', ...beside } = filledIn(options)
  const found = await complete(typed, { option: focused.name, beside, language: languageOf(locale), limit: OPTIONS })
  const fitting = found.filter(({ value }) => value.length <= OPTION)
  return fitting.slice(0, OPTIONS).map(({ label, value }) => ({ name: cut(label, OPTION), value }))
}
