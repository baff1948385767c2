/** A reply as Discord would show it, with nothing sent. */
import type { Preview } from '../../src/adapter.ts'
import { flatten, KIND } from './components.ts'
import { COMPONENTS, CUSTOM_ID, TEXT } from './limits.ts'
import { htmlOf, plainOf } from './markdown.ts'
import { chartOf, replyBody } from './messages.ts'
import { renderReply } from './render.ts'

export const preview: Preview = (reply, say) => {
  const chart = chartOf(reply)
  const rendered = renderReply(reply, say, chart !== undefined)
  const all = flatten(rendered.components) as Shown[]
  const texts = all.flatMap(({ content }) => content ?? [])
  const sources = all.flatMap(({ type, components, accessory }) =>
    type === KIND.section && accessory?.url !== undefined ? [{ under: components?.[0]?.content, to: accessory }] : [],
  )
  const linked = (text: string): string => {
    const source = sources.find(({ under }) => under === text)?.to
    return source ? `${htmlOf(text)} <a href="${source.url}">${source.label}</a>` : htmlOf(text)
  }
  const tokens = all.flatMap(({ custom_id, options = [] }) => [custom_id ?? '', ...options.map(({ value }) => value)])
  return [
    {
      text: texts.map(plainOf).join('\n\n'),
      html: texts.map(linked).join('\n\n'),
      buttons: all.filter(({ type }) => type === KIND.row).map(({ components = [] }) => components.flatMap(labelsOf)),
      ...(chart ? { picture: chart } : {}),
      payload: replyBody(rendered),
      measures: [
        { what: 'characters', count: rendered.whole.characters, limit: TEXT },
        { what: 'components', count: rendered.whole.components, limit: COMPONENTS },
        {
          what: 'characters behind a button',
          count: Math.max(0, ...tokens.map(({ length }) => length)),
          limit: CUSTOM_ID,
        },
      ],
    },
  ]
}

/** What of a component is looked at here. */
type Shown = {
  type: number
  content?: string
  label?: string
  url?: string
  custom_id?: string
  components?: Shown[]
  accessory?: Shown
  options?: { label: string; value: string }[]
}

const labelsOf = ({ label, options = [] }: Shown): string[] => [
  ...(label === undefined ? [] : [label]),
  ...options.map((option) => option.label),
]
