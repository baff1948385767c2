/** The layout that a platform gives a message, as elements of the page: those that the contract of previews names, and no others. */
import { type Html, raw } from './html.ts'

const TAG = /<(\/?)([a-z0-9]+)((?:\s[^<>]*)?)>/g
const ELEMENTS = new Set('a b i u s p h1 h2 h3 ul ol li pre code small blockquote'.split(' '))
const EMPTY = new Set(['br', 'hr'])
/** They end their line themselves: a line break behind them would be one more. */
const BLOCKS = new Set('hr p ul ol li pre blockquote'.split(' '))
const ESCAPES: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' }

/**
 * What is no such element, or opens and closes out of turn, is shown as the text that it is.
 * @param picture takes the place of a `figure`
 */
export function messageHtml(layout: string, picture: Html | '' = ''): Html {
  const open: { name: string; close: string }[] = []
  const closeLast = (): string => open.pop()?.close ?? ''
  let written = ''
  let from = 0
  for (const tag of layout.matchAll(TAG)) {
    const [whole, slash, name = '', attributes = ''] = tag
    written += escaped(layout.slice(from, tag.index))
    from = tag.index + whole.length
    const empty = EMPTY.has(name) && slash === ''
    const closes = slash !== '' && open.at(-1)?.name === name
    if (empty || closes) {
      written += empty ? `<${name}>` : closeLast()
      if (BLOCKS.has(name) && layout[from] === '\n') from += 1
    } else {
      const element = slash ? undefined : elementOf(name, attributes.trim(), picture)
      if (element) open.push({ name, close: element.close })
      written += element?.open ?? escaped(whole)
    }
  }
  written += escaped(layout.slice(from))
  while (open.length > 0) written += closeLast()
  return raw(written)
}

function elementOf(name: string, attributes: string, picture: Html | ''): { open: string; close: string } | undefined {
  const address = /^href="(https?:[^"<>]*)"$/.exec(attributes)?.[1]
  if (name === 'a')
    return address === undefined
      ? undefined
      : { open: `<a href="${address}" target="_blank" rel="noopener noreferrer">`, close: '</a>' }
  if (name === 'blockquote' && attributes === 'expandable') return FOLDED
  if (name === 'figure') return { open: String(picture), close: '' }
  if (!ELEMENTS.has(name) || attributes !== '') return undefined
  // The headings of a message are none of the page's.
  if (/^h\d$/.test(name)) return { open: `<strong class="${name}">`, close: '</strong>' }
  return { open: `<${name}>`, close: `</${name}>` }
}

/** Shows its first lines until it is unfolded. */
const FOLDED = {
  open: '<blockquote class="folded"><div>',
  close: '</div><label><input type="checkbox"> Show all of it</label></blockquote>',
}

const escaped = (text: string): string =>
  text.replace(/[<>]|&(?!(?:amp|lt|gt|quot|#39);)/g, (character) => ESCAPES[character] ?? character)
