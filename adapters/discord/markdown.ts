/** Discord's markdown: escaping, and the text or HTML of what this adapter writes in it. */

/** Addresses stay as they are: a backslash inside one breaks it. */
const MARKUP = /https?:\/\/\S+|[\\*_~|`<]|\](?=\()/gu
/** What makes a line a heading, a quote, small print or an item of a list. */
const LINE_START = /^(\s*)(?:(#{1,3}(?=\s)|-#(?=\s)|>{1,3}(?=\s)|[-+](?=\s))|(\d{1,9})\.(?=\s))/gmu

export const escapeMarkdown = (text: string): string =>
  text
    .replace(MARKUP, (found) => (found.startsWith('http') ? found : `\\${found}`))
    .replace(LINE_START, (_, space: string, sign?: string, number?: string) =>
      sign === undefined ? `${space}${number}\\.` : `${space}\\${sign}`,
    )

export const bold = (markdown: string): string => `**${markdown}**`
export const italic = (markdown: string): string => `*${markdown}*`
export const small = (markdown: string): string => `-# ${markdown}`
export const heading = (markdown: string): string => `### ${markdown}`
/** @param text plain */
export const link = (text: string, url: string): string => `[${escapeMarkdown(text)}](<${url}>)`

const INLINE =
  /\\([^0-9A-Za-z\s])|\*\*((?:\\.|[^*\\])+)\*\*|\*((?:\\.|[^*\\])+)\*|\[((?:\\.|[^\]\\])+|\[\d+\][^\]]*)\]\(<([^>]*)>\)/gu
const BLOCK = /^(?:(### )|(-# )|(- ))?(.*)$/u

/** The text that a person reads. Only for markdown of our own making. */
export const plainOf = (markdown: string): string =>
  markdown
    .split('\n')
    .map((line) => {
      const [, , , item, rest = ''] = BLOCK.exec(line) ?? []
      return `${item ? '• ' : ''}${inline(rest, { text: (text) => text, strong: (inner) => inner, em: (inner) => inner, a: (inner) => inner })}`
    })
    .join('\n')

/** The same as HTML of a few plain elements. Only for markdown of our own making. */
export const htmlOf = (markdown: string): string =>
  markdown
    .split('\n')
    .map((line) => {
      const [, head, fine, item, rest = ''] = BLOCK.exec(line) ?? []
      const html = inline(rest, {
        text: escapeHtml,
        strong: (inner) => `<b>${inner}</b>`,
        em: (inner) => `<i>${inner}</i>`,
        a: (inner, url) => `<a href="${escapeHtml(url)}">${inner}</a>`,
      })
      if (head) return `<b>${html}</b>`
      return fine ? `<small>${html}</small>` : `${item ? '• ' : ''}${html}`
    })
    .join('\n')

type Marks = {
  text(plain: string): string
  strong(inner: string): string
  em(inner: string): string
  a(inner: string, url: string): string
}

function inline(markdown: string, marks: Marks): string {
  let html = ''
  let at = 0
  for (const match of markdown.matchAll(INLINE)) {
    html += marks.text(markdown.slice(at, match.index))
    const [whole, escaped, strong, em, title, url = ''] = match
    if (escaped !== undefined) html += marks.text(escaped)
    else if (strong !== undefined) html += marks.strong(inline(strong, marks))
    else if (em !== undefined) html += marks.em(inline(em, marks))
    else if (title !== undefined) html += marks.a(inline(title, marks), url)
    at = match.index + whole.length
  }
  return html + marks.text(markdown.slice(at))
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '')
