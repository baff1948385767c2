/** A reply as Discord would show it, with nothing sent. */
import type { Preview } from '../../src/adapter.ts'
import { flatten, KIND } from './components.ts'
import { COMPONENTS, CUSTOM_ID, TEXT } from './limits.ts'
import { escapeHtml, htmlOf, plainOf } from './markdown.ts'
import { chartOf, replyBody } from './messages.ts'
import { renderReply } from './render.ts'

export const preview: Preview = (reply, say) => {
  const chart = chartOf(reply)
  const rendered = renderReply(reply, say, chart !== undefined)
  const all = flatten(rendered.components) as Shown[]
  const rows = all.filter(({ type }) => type === KIND.row).map(({ components = [] }) => components)
  const tokens = all.flatMap(({ custom_id, options = [] }) => [custom_id ?? '', ...options.map(({ value }) => value)])
  return [
    {
      text: all.flatMap(({ content }) => (content === undefined ? [] : [plainOf(content)])).join('\n\n'),
      html: all
        .filter(({ type }) => type === KIND.container)
        .flatMap(({ components = [] }) => components.map(laidOut))
        .join(''),
      buttons: rows.map((row) => row.flatMap(labelsOf)),
      lists: Object.fromEntries(
        rows.flatMap(([first], index) => (first?.placeholder ? [[index, first.placeholder]] : [])),
      ),
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
  placeholder?: string
  label?: string
  url?: string
  custom_id?: string
  components?: Shown[]
  accessory?: Shown
  options?: { label: string; value: string }[]
}

/** What stands in a container, each below the other. */
function laidOut({ type, content = '', components = [], accessory }: Shown): string {
  switch (type) {
    case KIND.separator:
      return '<hr>'
    case KIND.gallery:
      return '<figure></figure>'
    case KIND.section:
      return `<p>${components.map((one) => htmlOf(one.content ?? '')).join('\n')} ${accessory ? linkTo(accessory) : ''}</p>`
    default:
      return `<p>${htmlOf(content)}</p>`
  }
}

const linkTo = ({ url = '', label = '' }: Shown): string => `<a href="${escapeHtml(url)}">${escapeHtml(label)}</a>`

const labelsOf = ({ label, options = [] }: Shown): string[] => [
  ...(label === undefined ? [] : [label]),
  ...options.map((option) => option.label),
]
