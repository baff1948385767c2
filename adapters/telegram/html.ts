/** Telegram's HTML: escaping, and how long a text is once its tags are taken out. */

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '')

export const bold = (html: string): string => `<b>${html}</b>`
export const quote = (html: string): string => `<blockquote expandable>${html}</blockquote>`
export const link = (text: string, url: string): string => `<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>`

/** Length after parsing, in UTF-16 units. Only for text of our own making: every `<` in it opens a tag. */
export const visibleLength = (html: string): number =>
  html.replace(/<[^>]*>/g, '').replace(/&(?:amp|lt|gt|quot);/g, ' ').length

/** The text itself, for when Telegram will not have the tags. */
export const plainOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? '')
